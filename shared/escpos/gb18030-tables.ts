/** Four-byte numbers of the BMP end at U+FFFF = 84 31 A4 39; those of the other planes start at U+10000 = 90 30 81 30. */
const BMP_NUMBERS = 39_420
const FIRST_OF_OTHER_PLANES = 189_000
/** U+FFFD = 84 31 A4 37. */
const REPLACEMENT_NUMBER = BMP_NUMBERS - 3
const REPLACEMENT = 0xfffd
const LF = 0x0a

/** The four-byte code of a number. */
export const fourBytes = (number: number): [number, number, number, number] => [
  0x81 + Math.trunc(number / 12_600),
  0x30 + (Math.trunc(number / 1_260) % 10),
  0x81 + (Math.trunc(number / 10) % 126),
  0x30 + (number % 10),
]

/** Decodes codes that line feeds part, and hands over each BMP character with the place of its code. */
const eachDecoded = (bytes: Uint8Array, heard: (index: number, unit: number) => void): void => {
  const text = new TextDecoder('gb18030').decode(bytes)
  let index = 0
  for (let at = 0; at < text.length; index++) {
    const end = text.indexOf('\n', at)
    // A code that stands for nothing, or for a character of another plane, is not a single unit.
    if (end === at + 1 && text.charCodeAt(at) !== REPLACEMENT) heard(index, text.charCodeAt(at))
    at = end + 1
  }
}

const LEADS = 0xfe - 0x81 + 1
/** Trail bytes from 40 to FE, without 7F. */
const TRAILS = 190

const pairOf = (index: number): number => {
  const trail = 0x40 + (index % TRAILS)
  return ((0x81 + Math.trunc(index / TRAILS)) << 8) | (trail < 0x7f ? trail : trail + 1)
}

const learnTwoByte = (): Uint16Array => {
  const bytes = new Uint8Array(LEADS * TRAILS * 3)
  for (let index = 0; index < LEADS * TRAILS; index++) {
    bytes.set([pairOf(index) >> 8, pairOf(index) & 0xff, LF], index * 3)
  }
  const table = new Uint16Array(0x10000)
  eachDecoded(bytes, (index, unit) => {
    // A1A1 and A3A0 both decode to U+3000: the first is the one that every printer knows.
    if (table[unit] === 0) table[unit] = pairOf(index)
  })
  return table
}

const learnFourByte = (): Uint16Array => {
  const bytes = new Uint8Array(BMP_NUMBERS * 5)
  for (let number = 0; number < BMP_NUMBERS; number++) {
    bytes.set([...fourBytes(number), LF], number * 5)
  }
  const table = new Uint16Array(0x10000)
  eachDecoded(bytes, (number, unit) => {
    table[unit] = number + 1
  })
  // U+FFFD is what a decoder says for "invalid", so its code cannot be learnt.
  table[REPLACEMENT] = REPLACEMENT_NUMBER + 1
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
export const twoByteCodes = lazily(learnTwoByte)

/** By UTF-16 unit: the number of a character's four-byte code plus one, 0 where it has none. Receipts rarely need it. */
const fourByteNumbers = lazily(learnFourByte)

/** The number of a character's four-byte code; that of U+FFFD where it has none. */
export const fourByteNumber = (point: number): number =>
  point > 0xffff ? point - 0x10000 + FIRST_OF_OTHER_PLANES : (fourByteNumbers()[point] || REPLACEMENT_NUMBER + 1) - 1

const PRIVATE_USE = [0xe000, 0xf8ff] as const
const YEN = 0xa5
const FULL_WIDTH_YEN = 0xffe5

/**
 * By UTF-16 unit above ASCII: the two-byte code of a character that every Chinese printer can print, 0 for any other. ¥ (U+00A5),
 * whose own code is a four-byte one without a glyph, has that of ￥ (U+FFE5). Private-use characters have two-byte codes,
 * but each maker prints something else for them, or nothing: they are not in it.
 */
export const printableCodes = lazily(() => {
  const table = twoByteCodes().slice()
  table[YEN] = table[FULL_WIDTH_YEN] ?? 0
  return table.fill(0, PRIVATE_USE[0], PRIVATE_USE[1] + 1)
})
