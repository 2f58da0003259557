import { ByteRun } from './byte-run.ts'

/** Four-byte numbers of the BMP end at U+FFFF = 84 31 A4 39; those of the other planes start at U+10000 = 90 30 81 30. */
const BMP_NUMBERS = 39_420
const FIRST_OF_OTHER_PLANES = 189_000
const BMP_REPLACEMENT = BMP_NUMBERS - 2

const fourBytes = (number: number): [number, number, number, number] => [
  0x81 + Math.trunc(number / 12_600),
  0x30 + (Math.trunc(number / 1_260) % 10),
  0x81 + (Math.trunc(number / 10) % 126),
  0x30 + (number % 10),
]

/** Decodes many codes in one go: for each, the BMP character that it stands for, or null. */
const decodeCodes = (codes: readonly (readonly number[])[]): (number | null)[] => {
  const bytes: number[] = []
  for (const code of codes) bytes.push(...code, 0x0a)
  const texts = new TextDecoder('gb18030').decode(new Uint8Array(bytes)).split('\n')
  return codes.map((_, index) => {
    const text = texts[index] ?? ''
    return text.length === 1 && text !== '\uFFFD' ? text.charCodeAt(0) : null
  })
}

const twoByteCodes = (): [number, number][] => {
  const codes: [number, number][] = []
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push([lead, trail])
  }
  return codes
}

const learnTwoByte = (): Uint16Array => {
  const table = new Uint16Array(0x10000)
  const pairs = twoByteCodes()
  for (const [index, unit] of decodeCodes(pairs).entries()) {
    const [lead, trail] = pairs[index] ?? [0, 0]
    // A1A1 and A3A0 both decode to U+3000: the first is the one that every printer knows.
    if (unit !== null && table[unit] === 0) table[unit] = (lead << 8) | trail
  }
  return table
}

const learnFourByte = (): Uint16Array => {
  const table = new Uint16Array(0x10000)
  const codes = Array.from({ length: BMP_NUMBERS }, (_, number) => fourBytes(number))
  for (const [number, unit] of decodeCodes(codes).entries()) if (unit !== null) table[unit] = number + 1
  // U+FFFD is what a decoder says for "invalid", so its code (84 31 A4 37) cannot be learnt.
  table[0xfffd] = BMP_REPLACEMENT
  return table
}

/** Builds a value at its first use, once. */
const lazily = <T>(build: () => T): (() => T) => {
  let built: T | undefined
  return () => {
    built ??= build()
    return built
  }
}

/** By UTF-16 unit: the two-byte code of a character, 0 where it has none. */
const twoByte = lazily(learnTwoByte)
/** By UTF-16 unit: the number of a character's four-byte code plus one, 0 where it has none. Receipts rarely need it. */
const fourByte = lazily(learnFourByte)

/** How many bytes a code point takes in GB18030: 1 for ASCII, 2, or 4. */
export const gb18030Length = (point: number): 1 | 2 | 4 => {
  if (point < 0x80) return 1
  return point < 0x10000 && twoByte()[point] !== 0 ? 2 : 4
}

const YEN = 0xa5
const FULL_WIDTH_YEN = 0xffe5
const REPLACEMENT = 0xfffd

const numberOf = (point: number): number =>
  point > 0xffff ? point - 0x10000 + FIRST_OF_OTHER_PLANES : (fourByte()[point] || BMP_REPLACEMENT) - 1

const write = (text: string, into: Uint8Array, from: number): number => {
  const pairs = twoByte()
  let at = from
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) {
      into[at++] = unit
      continue
    }
    const pair = pairs[unit === YEN ? FULL_WIDTH_YEN : unit] ?? 0
    if (pair !== 0) {
      into[at++] = pair >> 8
      into[at++] = pair & 0xff
      continue
    }
    const point = text.codePointAt(index) ?? unit
    if (point > 0xffff) index += 1
    const isLoneSurrogate = point >= 0xd800 && point <= 0xdfff
    into.set(fourBytes(numberOf(isLoneSurrogate ? REPLACEMENT : point)), at)
    at += 4
  }
  return at
}

/**
 * Text as GB18030 bytes, which TextDecoder('gb18030') reads back, put at the end of `bytes`. ¥ (U+00A5) becomes ￥ (U+FFE5),
 * because its own code is a four-byte one without a glyph on most printers; a lone surrogate and the few private-use
 * characters that the standard gives no code become U+FFFD.
 */
export const putGb18030 = (bytes: ByteRun, text: string): void =>
  bytes.write(4 * text.length, (into, from) => write(text, into, from))

/** Text as GB18030 bytes, as putGb18030 has it. */
export const encodeGb18030 = (text: string): Uint8Array => {
  const bytes = new ByteRun()
  putGb18030(bytes, text)
  return bytes.take()
}
