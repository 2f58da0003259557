import { expect, test } from 'vitest'
import { PLAIN_SLIP, type SlipTemplate } from '../../shared/receipt/slip-template.ts'
import { slipChanges } from './slip-changes.ts'

const changed = (before: SlipTemplate | undefined, after: SlipTemplate | undefined) =>
  slipChanges(before, after)
    .filter((change) => change.before !== change.after)
    .map((change) => [change.before, change.after])

test('each thing that is another is a change of its own', () => {
  const after: SlipTemplate = {
    ...PLAIN_SLIP,
    language: 'both',
    kitchenLanguage: 'zh',
    hidden: ['tax', 'staff'],
    invoicePage: 'https://invoice.example.cn/',
  }
  expect(changed(undefined, after)).toEqual([
    ['language: as the screens', 'language: both'],
    ['kitchen language: as the other slips', 'kitchen language: zh'],
    ['hidden:', 'hidden: staff tax'],
    ['invoice page: -', 'invoice page: https://invoice.example.cn/'],
  ])
  expect(changed(after, { ...after, hidden: ['staff', 'tax'] })).toEqual([])
})

test('a logo of the same size, and the last character of many lines, are changes too', () => {
  const logo = { width: 8, height: 1, rows: 'ff' }
  const head = Array.from({ length: 6 }, (_, row) => `${row}`.repeat(60))
  const before = { ...PLAIN_SLIP, logo, head }
  const after = { ...before, logo: { ...logo, rows: '7f' }, head: [...head.slice(0, 5), `${'5'.repeat(59)}6`] }
  const told = changed(before, after)
  expect(told).toHaveLength(2)
  for (const text of told.flat()) expect(text.length).toBeLessThanOrEqual(200)
})
