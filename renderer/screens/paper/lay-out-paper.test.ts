import { expect, test } from 'vitest'
import type { PaperPart } from '../../../shared/escpos/paper.ts'
import { placeParts, placeRuns } from './lay-out-paper.ts'

type Line = Extract<PaperPart, { kind: 'line' }>
const line = (align: Line['align'], ...runs: Line['runs']): Line => ({ kind: 'line', align, runs, top: 0, height: 30 })
const plain = { bold: false, underline: false, inverse: false, left: 0 }
const run = (text: string, size: Line['runs'][number]['size'] = 'normal') => ({ text, size, ...plain })

test('Chinese takes two columns and Latin one, so that prices stand under each other', () => {
  const placed = placeRuns(line('left', run('米饭  3.00')), 32)
  expect(placed.map(({ text, start, step }) => [text, start, step])).toEqual([
    ['米饭', 0, 2],
    ['  3.00', 4, 1],
  ])
})

test('double width doubles the columns, and what is centred or at the right knows it', () => {
  expect(placeRuns(line('center', run('存根', 'double')), 32)).toMatchObject([{ start: 12, scaleX: 2, scaleY: 2 }])
  expect(placeRuns(line('right', run('12', 'wide')), 32)).toMatchObject([{ start: 28, scaleX: 2, scaleY: 1 }])
})

test('a tall line pushes what follows down by two', () => {
  const parts = [line('left', run('a', 'tall')), line('left', run('b')), { kind: 'cut', full: false, top: 0 } as const]
  expect(placeParts({ parts, height: 120 }).map(({ top, height }) => [top, height])).toEqual([
    [0, 2],
    [2, 1],
    [3, 1],
  ])
})
