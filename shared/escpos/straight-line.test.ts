import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MANY } from '../../test/fuzz/runs.ts'
import type { Cell } from '../receipt/receipt.ts'
import { ByteRun } from './byte-run.ts'
import { layoutRow, layoutText } from './layout.ts'
import { isAllPrintable } from './printable.ts'
import { putStraightRow, putStraightText } from './straight-line.ts'

const COLUMNS = 20
const text = fc.string({ unit: fc.constantFrom(...'宫保鸡，（）a1. ¥￥𠮷'), maxLength: 14 })
const cell: fc.Arbitrary<Cell> = fc.record(
  { text, grow: fc.boolean(), align: fc.constantFrom('left', 'right') },
  { requiredKeys: ['text'] },
)
const decode = (run: ByteRun): string => new TextDecoder('gb18030').decode(run.take())
const asOneText = (lines: ReturnType<typeof layoutText>): string[] =>
  lines.map(({ runs }) => runs.map((run) => run.text.replaceAll('¥', '￥')).join(''))

test('a row is written straight just where it lays out to one line of printable text, and to the same', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 4 }), (cells) => {
      const run = new ByteRun()
      const isStraight = putStraightRow(run, cells, COLUMNS)
      const laid = asOneText(layoutRow({ kind: 'row', cells }, COLUMNS))
      expect(isStraight).toBe(laid.length === 1 && cells.every((one) => isAllPrintable(one.text)))
      expect(decode(run)).toBe(isStraight ? laid[0] : '')
    }),
    MANY,
  )
})

test('a text is written straight just where it lays out to one line of printable text, and to the same', () => {
  fc.assert(
    fc.property(text, (words) => {
      const run = new ByteRun()
      const isStraight = putStraightText(run, words, COLUMNS)
      const laid = asOneText(layoutText({ kind: 'text', text: words }, COLUMNS))
      expect(isStraight).toBe(laid.length === 1 && isAllPrintable(words))
      expect(decode(run)).toBe(isStraight ? laid[0] : '')
    }),
    MANY,
  )
})
