import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { fen, multiplyDivide, sumFen } from './fen.ts'
import { formatFen, parseFen } from './format-fen.ts'
import { extendPrice, formatQuantity, parseQuantity, quantity } from './quantity.ts'

test('allocated parts add up to the whole and differ from the exact share by less than one fen', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), weights, (total, parts) => {
      const shares = allocate(fen(total), parts)
      expect(sumFen(shares)).toBe(total)
      const sum = parts.reduce((left, right) => left + right, 0)
      if (sum === 0) return
      for (const [index, share] of shares.entries()) {
        const distance = BigInt(share) * BigInt(sum) - BigInt(total) * BigInt(parts[index] ?? 0)
        expect(distance < BigInt(sum) && distance > BigInt(-sum)).toBe(true)
      }
    }),
  )
})

test('a part of no weight gets nothing where others have weight', () => {
  expect(allocate(fen(100), [0, 1, 0, 2])).toEqual([0, 33, 0, 67])
})

test('what is written as an amount reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (amount) => {
      expect(parseFen(formatFen(fen(amount)))).toEqual({ ok: true, value: amount })
    }),
  )
})

test.each(['-1', '1.005', 'NaN', '', '1e9', '１２', '99999999999'])('"%s" is no amount', (text) => {
  expect(parseFen(text).ok).toBe(false)
})

test.each(['0', '-1', '1.2345', '10000', 'x', ''])('"%s" is no quantity', (text) => {
  expect(parseQuantity(text).ok).toBe(false)
})

test('quantities extend a price with halves away from zero', () => {
  expect(extendPrice(fen(333), quantity(1500))).toBe(500)
  expect(multiplyDivide(-5, 1, 2)).toBe(-3)
  expect(formatQuantity(quantity(2250))).toBe('2.25')
})

test('a float never becomes an amount', () => {
  expect(() => fen(0.1)).toThrow(RangeError)
})
