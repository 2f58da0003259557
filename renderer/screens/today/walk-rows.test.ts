import { expect, test } from 'vitest'
import { rowAfter } from './walk-rows.ts'

test('arrows go from the search to the first row and through the rows, and stop at the ends', () => {
  expect(rowAfter('ArrowDown', -1, 3)).toBe(0)
  expect(rowAfter('ArrowDown', 1, 3)).toBe(2)
  expect(rowAfter('ArrowDown', 2, 3)).toBeNull()
  expect(rowAfter('ArrowUp', 2, 3)).toBe(1)
  expect(rowAfter('ArrowUp', 0, 3)).toBeNull()
  expect(rowAfter('ArrowUp', -1, 3)).toBeNull()
  expect(rowAfter('ArrowDown', -1, 0)).toBeNull()
  expect(rowAfter('Enter', 1, 3)).toBeNull()
})
