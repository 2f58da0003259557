import { expect, test } from 'vitest'
import { sumPieces } from './count-cash.ts'

test('notes and coins add up to fen', () => {
  expect(sumPieces({ 10000: '4', 2000: '2', 50: '3', 10: '7' })).toBe(44_220)
  expect(sumPieces({ 10000: ' 1 ' })).toBe(10_000)
})

test.each(['-1', '1.5', 'x', '100000', '１'])('"%s" is no number of pieces', (typed) => {
  expect(sumPieces({ 100: typed })).toBeNull()
})

test('nothing counted is no count of nothing: a touch on the wrong button closes no shift with an empty drawer', () => {
  expect(sumPieces({})).toBeNull()
  expect(sumPieces({ 10000: '', 10: ' ' })).toBeNull()
  expect(sumPieces({ 10000: '0' })).toBe(0)
})
