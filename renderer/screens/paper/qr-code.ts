import { codewords, type QrVersion, versionFor } from './qr-blocks.ts'

/** Rows of modules; true is dark. */
export type QrModules = readonly (readonly boolean[])[]

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly fixed: boolean[][] }

const put = ({ dark, fixed }: Grid, row: number, column: number, value: boolean): void => {
  const darkRow = dark[row]
  const fixedRow = fixed[row]
  if (darkRow === undefined || fixedRow === undefined || darkRow[column] === undefined) return
  darkRow[column] = value
  fixedRow[column] = true
}

/** Rings around a centre: dark where `isDark` says so of the distance. */
const putRings = (grid: Grid, row: number, column: number, reach: number, isDark: (distance: number) => boolean) => {
  for (let down = -reach; down <= reach; down++) {
    for (let right = -reach; right <= reach; right++) {
      put(grid, row + down, column + right, isDark(Math.max(Math.abs(down), Math.abs(right))))
    }
  }
}

const putPatterns = (grid: Grid, { alignment, version }: QrVersion): void => {
  const last = grid.size - 4
  for (let at = 8; at < grid.size - 8; at++) {
    put(grid, 6, at, at % 2 === 0)
    put(grid, at, 6, at % 2 === 0)
  }
  const far = alignment.at(-1) ?? 0
  for (const row of alignment) {
    for (const column of alignment) {
      const onFinder = (row === 6 && column === 6) || (row === 6 && column === far) || (row === far && column === 6)
      if (!onFinder) putRings(grid, row, column, 2, (distance) => distance !== 1)
    }
  }
  for (const [row, column] of [
    [3, 3],
    [3, last],
    [last, 3],
  ] as const)
    putRings(grid, row, column, 4, (distance) => distance < 2 || distance === 3)
  if (version >= 7) putVersion(grid, version)
}

/** The bits of a number followed by its remainder by a generator polynomial. */
const withRemainder = (value: number, generator: number, degree: number): number => {
  let rest = value << degree
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit--) {
    if ((rest >> bit) & 1) rest ^= generator << (bit - degree)
  }
  return (value << degree) | rest
}

const putVersion = (grid: Grid, version: number): void => {
  const bits = withRemainder(version, 0x1f25, 12)
  for (let bit = 0; bit < 18; bit++) {
    const isDark = ((bits >> bit) & 1) === 1
    const along = Math.floor(bit / 3)
    const across = grid.size - 11 + (bit % 3)
    put(grid, along, across, isDark)
    put(grid, across, along, isDark)
  }
}

/** Level M is 0 in the format's first two bits. */
const putFormat = (grid: Grid, mask: number): void => {
  const bits = withRemainder(mask, 0x537, 10) ^ 0x5412
  for (let bit = 0; bit < 15; bit++) {
    const isDark = ((bits >> bit) & 1) === 1
    put(grid, bit < 6 ? bit : bit < 8 ? bit + 1 : grid.size - 15 + bit, 8, isDark)
    put(grid, 8, bit < 8 ? grid.size - 1 - bit : bit === 8 ? 7 : 14 - bit, isDark)
  }
  put(grid, grid.size - 8, 8, true)
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** Where the bits go: columns in pairs from the right, up and down in turn, the timing column left out. */
function* path({ size, fixed }: Grid): Generator<readonly [number, number]> {
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step
      for (const column of [right, right - 1]) if (!fixed[row]?.[column]) yield [row, column]
    }
    up = !up
  }
}

const drawn = (qr: QrVersion, words: readonly number[], mask: number): QrModules => {
  const size = 17 + 4 * qr.version
  const rows = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  const grid: Grid = { size, dark: rows(), fixed: rows() }
  putPatterns(grid, qr)
  putFormat(grid, mask)
  const isMasked = MASKS[mask]
  let bit = 0
  for (const [row, column] of path(grid)) {
    const isSet = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
    const line = grid.dark[row]
    if (line) line[column] = isSet !== (isMasked?.(row, column) ?? false)
    bit += 1
  }
  return grid.dark
}

/** A mask is worse the more it shows long runs, blocks of one colour, look-alikes of the finder, or too much dark. */
const penalty = (modules: QrModules): number => {
  const size = modules.length
  const at = (row: number, column: number) => modules[row]?.[column] === true
  const lines = [...modules, ...modules.map((_, column) => modules.map((row) => row[column] === true))]
  const texts = lines.map((line) => line.map((dark) => (dark ? '1' : '0')).join(''))
  let sum = 0
  for (const text of texts) {
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2
    sum += 40 * [...text.matchAll(/(?=10111010000|00001011101)/g)].length
  }
  let darkCount = 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const here = at(row, column)
      if (here) darkCount += 1
      const inBlock = row + 1 < size && column + 1 < size
      if (inBlock && here === at(row, column + 1) && here === at(row + 1, column) && here === at(row + 1, column + 1))
        sum += 3
    }
  }
  return sum + 10 * Math.floor(Math.abs((darkCount * 100) / (size * size) - 50) / 5)
}

/** The QR code of a text at level M, without its quiet zone; null where it is longer than 180 bytes. ISO/IEC 18004. */
export const qrCode = (text: string): QrModules | null => {
  const bytes = [...new TextEncoder().encode(text)]
  const qr = versionFor(bytes.length)
  if (qr === null) return null
  const words = codewords(bytes, qr)
  const candidates = MASKS.map((_, mask) => drawn(qr, words, mask))
  return candidates.reduce((best, one) => (penalty(one) < penalty(best) ? one : best))
}
