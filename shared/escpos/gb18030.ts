/** Where a BMP character stands in GB18030: a two-byte code (0 if none), and its four-byte number plus one (0 if none). */
type Gb18030Table = { readonly twoByte: Uint16Array; readonly fourByte: Uint16Array }

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

/** Decodes many codes at once; a code that stands for no single BMP character yields null. */
const decodeCodes = (codes: readonly (readonly number[])[]): (number | null)[] => {
  const bytes = new Uint8Array(codes.flatMap((code) => [...code, 0x0a]))
  const texts = new TextDecoder('gb18030').decode(bytes).split('\n')
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

const buildTable = (): Gb18030Table => {
  const twoByte = new Uint16Array(0x10000)
  const fourByte = new Uint16Array(0x10000)
  const pairs = twoByteCodes()
  for (const [index, unit] of decodeCodes(pairs).entries()) {
    const [lead, trail] = pairs[index] ?? [0, 0]
    // A1A1 and A3A0 both decode to U+3000: the first is the one that every printer knows.
    if (unit !== null && twoByte[unit] === 0) twoByte[unit] = (lead << 8) | trail
  }
  const numbers = Array.from({ length: BMP_NUMBERS }, (_, number) => fourBytes(number))
  for (const [number, unit] of decodeCodes(numbers).entries()) if (unit !== null) fourByte[unit] = number + 1
  // U+FFFD is what a decoder says for "invalid", so the loop above could not learn its code (84 31 A4 37).
  fourByte[0xfffd] = BMP_REPLACEMENT
  return { twoByte, fourByte }
}

let table: Gb18030Table | undefined
const theTable = (): Gb18030Table => {
  table ??= buildTable()
  return table
}

/** How many bytes a character (one code point) takes in GB18030: 1 for ASCII, 2, or 4. */
export const gb18030Length = (character: string): 1 | 2 | 4 => {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  return point < 0x10000 && theTable().twoByte[point] !== 0 ? 2 : 4
}

const encodePoint = (point: number): readonly number[] => {
  if (point < 0x80) return [point]
  if (point >= 0x10000) return fourBytes(point - 0x10000 + FIRST_OF_OTHER_PLANES)
  const { twoByte, fourByte } = theTable()
  const pair = twoByte[point] ?? 0
  if (pair !== 0) return [pair >> 8, pair & 0xff]
  const number = fourByte[point] || BMP_REPLACEMENT
  return fourBytes(number - 1)
}

/**
 * Text as GB18030 bytes, which TextDecoder('gb18030') reads back. ¥ (U+00A5) becomes ￥ (U+FFE5), because its own code is
 * a four-byte one without a glyph on most printers; a lone surrogate and the few private-use characters that the standard
 * gives no code become U+FFFD.
 */
export const encodeGb18030 = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const character of text.replaceAll('¥', '￥').toWellFormed()) {
    bytes.push(...encodePoint(character.codePointAt(0) ?? 0))
  }
  return new Uint8Array(bytes)
}
