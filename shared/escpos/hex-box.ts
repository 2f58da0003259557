import type { DotImage } from './dot-image.ts'

/** The digits 0 to F in 5 x 7 dots, a byte a row, its lowest five bits from left to right. */
const DIGITS: readonly (readonly number[])[] = [
  [14, 17, 19, 21, 25, 17, 14],
  [4, 12, 4, 4, 4, 4, 14],
  [14, 17, 1, 2, 4, 8, 31],
  [31, 2, 4, 2, 1, 17, 14],
  [2, 6, 10, 18, 31, 2, 2],
  [31, 16, 30, 1, 1, 17, 14],
  [6, 8, 16, 30, 17, 17, 14],
  [31, 1, 2, 4, 8, 8, 8],
  [14, 17, 17, 14, 17, 17, 14],
  [14, 17, 17, 15, 1, 2, 12],
  [14, 17, 17, 31, 17, 17, 17],
  [30, 17, 17, 30, 17, 17, 30],
  [14, 17, 16, 16, 16, 17, 14],
  [28, 18, 17, 17, 17, 18, 28],
  [31, 16, 16, 30, 16, 16, 31],
  [31, 16, 16, 30, 16, 16, 16],
]

const SIDE = 24
const ROW_BYTES = 3

/** Puts a row of digits, spread evenly, into the 24 columns. */
const rowOfDigits = (digits: readonly number[], line: number): number => {
  const left = digits.length === 3 ? 3 : 5
  return digits.reduce((row, digit, index) => {
    const bits = DIGITS[digit]?.[line] ?? 0
    return row | (bits << (SIDE - 5 - left - index * (digits.length === 3 ? 6 : 8)))
  }, 0)
}

const EDGE = 0x7ffffe
const SIDES = 0x400002

/** A 24 x 24 box with a code point's hex in two lines: what stands for a character that no font here has. */
export const hexBox = (point: number): DotImage => {
  const hex = point.toString(16).padStart(point > 0xffff ? 6 : 4, '0')
  const digits = Array.from(hex, (digit) => Number.parseInt(digit, 16))
  const lines = [digits.slice(0, digits.length / 2), digits.slice(digits.length / 2)]
  const rows = new Uint8Array(SIDE * ROW_BYTES)
  for (let y = 1; y < SIDE - 1; y++) {
    const inside = y < 11 ? rowOfDigits(lines[0] ?? [], y - 4) : rowOfDigits(lines[1] ?? [], y - 13)
    const row = y === 1 || y === SIDE - 2 ? EDGE : SIDES | inside
    rows.set([row >> 16, (row >> 8) & 0xff, row & 0xff], y * ROW_BYTES)
  }
  return { width: SIDE, height: SIDE, rows }
}
