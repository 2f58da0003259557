import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sumJournal } from '../../electron/backup/journal-sums.ts'
import { sha256 } from '../../electron/parts.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { CONTEXT, genesis, saleOf, shiftOpened } from '../contract/journal-fixtures.ts'

const till = 'a'.repeat(32)
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-sums-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const numbersIn = async (bodies: readonly EntryBody[]) => {
  let head = headBeforeGenesis(till, 1)
  const lines = bodies.map((body) => {
    const sealed = seal(head, body, { at, ...CONTEXT }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return `${toLine(sealed.value)}\n`
  })
  const file = path.join(folder, 'journal')
  writeFileSync(file, lines.join(''))
  const summed = await sumJournal(file, { till, epoch: 1 }, { sha256, pause: async () => undefined, asOf: null })
  if (!summed.ok) throw new Error(`after ${summed.after}`)
  return summed.sums.numbers.receipts
}

const soldOn = (businessDate: string, order: number, count: number): EntryBody => {
  const sale = saleOf(order, 1_000, `A1-${businessDate.replaceAll('-', '')}-${String(count).padStart(4, '0')}`)
  return { ...sale, body: { ...sale.body, businessDate } }
}

test('the last receipt of each business date is known, also of one that a clock without a battery goes back to', async () => {
  const dates = Array.from({ length: 9 }, (_, day) => `2026-11-${10 + day}`)
  const sales = dates.map((date, at) => soldOn(date, 10 + at, at + 1))
  const receipts = await numbersIn([
    genesis,
    shiftOpened,
    soldOn('2010-01-01', 1, 41),
    soldOn('2010-01-01', 2, 42),
    ...sales,
  ])
  expect(receipts).toEqual({ '2010-01-01': 42, ...Object.fromEntries(dates.map((date, at) => [date, at + 1])) })
})

test('a receipt number that counts nothing gives none', async () => {
  const odd = saleOf(1, 1_000, `A1-20261124-${'9'.repeat(40)}`)
  expect(await numbersIn([genesis, shiftOpened, odd])).toEqual({ [odd.body.businessDate]: 0 })
})
