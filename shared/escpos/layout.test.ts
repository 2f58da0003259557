import { expect, test } from 'vitest'
import type { Cell } from '../receipt/receipt.ts'
import { layoutRow } from './layout.ts'

const row = (...texts: [string, string]): Cell[] => [
  { text: texts[0], grow: true },
  { text: texts[1], align: 'right' },
]
const drawn = (cells: readonly Cell[], columns: number, size?: 'double'): string[] =>
  layoutRow({ kind: 'row', cells, ...(size && { size }) }, columns).map((line) =>
    line.runs.map((run) => run.text).join(''),
  )

test('a name that is too long wraps beside its price', () => {
  expect(drawn(row('老北京炸酱面', '￥38.00'), 18)).toEqual(['老北京炸酱 ￥38.00', '面'])
})

test('where the price leaves too little room, it stands whole under the name, at the right', () => {
  expect(drawn(row('老北京炸酱面', '￥38.00'), 12)).toEqual(['老北京炸酱面', '     ￥38.00'])
  const cells: Cell[] = [...row('炸酱面', '2 x 19.00'), { text: '38.00', align: 'right' }]
  expect(drawn(cells, 16)).toEqual(['炸酱面', ' 2 x 19.00 38.00'])
})

test('an amount too wide for double size makes its row narrower, never two pieces', () => {
  const lines = layoutRow({ kind: 'row', size: 'double', cells: row('合计', '￥9,999,999,999.99') }, 32)
  expect(lines[0]?.runs[0]).toMatchObject({ size: 'tall' })
  expect(lines[0]?.runs.map((run) => run.text).join('')).toBe('合计          ￥9,999,999,999.99')
})

test('a row without a growing cell has its gap before what is set to the right', () => {
  expect(drawn([{ text: 'a' }, { text: 'b' }, { text: '1.00', align: 'right' }], 12)).toEqual(['a b     1.00'])
  expect(drawn([{ text: 'a' }, { text: 'b' }], 12)).toEqual(['a b'])
})

test('a cell’s own weight stays on that cell', () => {
  const cells: Cell[] = [
    { text: '合计', grow: true },
    { text: '1.00', align: 'right', bold: true },
  ]
  expect(layoutRow({ kind: 'row', cells }, 12)[0]?.runs).toMatchObject([
    { text: '合计   ', bold: false },
    { text: ' 1.00', bold: true },
  ])
})
