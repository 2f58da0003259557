import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eanCheckDigit, isEan } from './ean.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))

test('the check digits of published examples', () => {
  expect(eanCheckDigit('400638133393')).toBe('1')
  expect(eanCheckDigit('7351353')).toBe('7')
  expect(isEan('4006381333931')).toBe(true)
  expect(isEan('73513537')).toBe(true)
})

test('other lengths and other characters are no EAN', () => {
  for (const code of [
    '',
    '7',
    '400638133393',
    '40063813339310',
    '40063813339３1',
    ' 4006381333931',
    '４００６３８１３３３９３１',
  ])
    expect(isEan(code)).toBe(false)
})

test('every number completed by its check digit is an EAN, and any one wrong digit is noticed', () => {
  const anyLength = fc.oneof(digits(7), digits(12))
  fc.assert(
    fc.property(anyLength, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
      const code = body + eanCheckDigit(body)
      expect(isEan(code)).toBe(true)
      const at = place % code.length
      const wrong = code.slice(0, at) + ((Number(code[at]) + shift) % 10) + code.slice(at + 1)
      expect(isEan(wrong)).toBe(false)
    }),
  )
})
