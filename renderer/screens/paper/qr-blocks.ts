/** How a QR code of one version at error correction level M is cut into blocks (ISO/IEC 18004, table 9). */
export type QrVersion = {
  readonly version: number
  /** Error correction codewords of each block. */
  readonly correction: number
  /** Data codewords of each block, in order. */
  readonly blocks: readonly number[]
  /** Centres of the alignment patterns. */
  readonly alignment: readonly number[]
}

const version = (
  number: number,
  correction: number,
  blocks: readonly number[],
  alignment: readonly number[],
): QrVersion => ({ version: number, correction, blocks, alignment })

const VERSIONS: readonly QrVersion[] = [
  version(1, 10, [16], []),
  version(2, 16, [28], [6, 18]),
  version(3, 26, [44], [6, 22]),
  version(4, 18, [32, 32], [6, 26]),
  version(5, 24, [43, 43], [6, 30]),
  version(6, 16, [27, 27, 27, 27], [6, 34]),
  version(7, 18, [31, 31, 31, 31], [6, 22, 38]),
  version(8, 22, [38, 38, 39, 39], [6, 24, 42]),
  version(9, 22, [36, 36, 36, 37, 37], [6, 26, 46]),
]

const capacity = ({ blocks }: QrVersion): number => blocks.reduce((sum, size) => sum + size, 0)

/** The smallest version that holds so many bytes; null where none of 1 to 9 does (at most 180). */
export const versionFor = (bytes: number): QrVersion | null =>
  VERSIONS.find((one) => capacity(one) >= bytes + 2) ?? null

/** Powers and logarithms of 2 in GF(256) over x^8 + x^4 + x^3 + x^2 + 1. */
const POWER: number[] = []
const LOG: number[] = []
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  POWER[exponent] = value
  LOG[value] = exponent
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d
}

const multiply = (one: number, other: number): number =>
  one === 0 || other === 0 ? 0 : (POWER[((LOG[one] ?? 0) + (LOG[other] ?? 0)) % 255] ?? 0)

/** Coefficients of (x - 1)(x - 2)(x - 4)... without the leading 1. */
const generator = (degree: number): number[] => {
  let polynomial = [1]
  for (let root = 0; root < degree; root++) {
    const times = POWER[root] ?? 0
    polynomial = [...polynomial, 0].map((value, at) => value ^ multiply(polynomial[at - 1] ?? 0, times))
  }
  return polynomial.slice(1)
}

/** The Reed-Solomon remainder of a block. */
const correct = (block: readonly number[], degree: number): number[] => {
  const divisor = generator(degree)
  let rest = new Array<number>(degree).fill(0)
  for (const byte of block) {
    const factor = byte ^ (rest[0] ?? 0)
    rest = [...rest.slice(1), 0].map((value, at) => value ^ multiply(divisor[at] ?? 0, factor))
  }
  return rest
}

/** Byte mode, length, data, end, padding: the data codewords. */
const dataCodewords = (bytes: readonly number[], size: number): number[] => {
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...bytes.flatMap((byte) => [byte >> 4, byte & 15]), 0]
  const words: number[] = []
  for (let at = 0; at < nibbles.length; at += 2) words.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0))
  for (let pad = 0; words.length < size; pad++) words.push(pad % 2 === 0 ? 0xec : 0x11)
  return words
}

const interleave = (columns: readonly (readonly number[])[]): number[] => {
  const longest = Math.max(...columns.map((column) => column.length))
  return Array.from({ length: longest }, (_, at) => columns.flatMap((column) => column[at] ?? [])).flat()
}

/** All codewords of a QR code in the order in which they are placed. */
export const codewords = (bytes: readonly number[], qr: QrVersion): number[] => {
  const data = dataCodewords(bytes, capacity(qr))
  const blocks = qr.blocks.map((size, at) => {
    const from = qr.blocks.slice(0, at).reduce((sum, before) => sum + before, 0)
    return data.slice(from, from + size)
  })
  return [...interleave(blocks), ...interleave(blocks.map((block) => correct(block, qr.correction)))]
}
