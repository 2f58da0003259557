import { expect, test } from 'vitest'
import { code128Bars, code128Parts } from './code128.ts'
import { ean13, ean13Bars } from './ean13.ts'

const sum = (bars: readonly number[]): number => bars.reduce((total, bar) => total + bar, 0)

test('digits go in pairs where that is shorter', () => {
  expect(code128Parts('A1-20261124-0127')).toEqual([
    { set: 'B', text: 'A1-' },
    { set: 'C', text: '20261124' },
    { set: 'B', text: '-' },
    { set: 'C', text: '0127' },
  ])
  expect(code128Parts('12345')).toEqual([
    { set: 'C', text: '1234' },
    { set: 'B', text: '5' },
  ])
  expect(code128Parts('é')).toBeNull()
})

/** The example of ISO/IEC 15417: start B, A, I, M, change to C, 12, 34, and a check worked out by hand. */
test('bars are start, data, check and stop, of 11 modules each and 13', () => {
  const bars = code128Bars(code128Parts('AIM1234') ?? [])
  expect(sum(bars)).toBe(11 * 8 + 13)
  const check = (104 + 33 * 1 + 41 * 2 + 45 * 3 + 99 * 4 + 12 * 5 + 34 * 6) % 103
  expect(check).toBe(87)
  expect(bars.slice(7 * 6, 8 * 6).join('')).toBe('421112')
})

test('every symbol of CODE128 has its own 11 modules', () => {
  const symbols = Array.from({ length: 95 }, (_, value) =>
    code128Bars([{ set: 'B', text: String.fromCharCode(value + 0x20) }]).slice(6, 12),
  )
  expect(new Set(symbols.map(String)).size).toBe(95)
  for (const symbol of symbols) expect(sum(symbol)).toBe(11)
})

test('the check digit of an EAN is added where it is missing, and verified where it is not', () => {
  expect(ean13('690123456789')).toBe('6901234567892')
  expect(ean13('4006381333931')).toBe('4006381333931')
  expect(ean13('4006381333930')).toBeNull()
  expect(ean13('40063813339')).toBeNull()
})

/** 4006381333931: its first digit, 4, is in the sets ABAABB of the left ones. */
test('an EAN is 95 modules, its first digit in the sets of the others', () => {
  const bars = ean13Bars('4006381333931')
  expect(sum(bars)).toBe(95)
  expect(bars.slice(3, 11).join('')).toBe('3211' + '1123')
})
