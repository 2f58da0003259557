import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { countDrafts } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf as entriesIn, mirrorFile, mirrorLines } from './second-copy.ts'

let house: House

const cashier = () => cashierAt(house.till().page)
const press = (key: string) => house.till().page.keyboard.press(key)
const entriesOf = (kind: string) => entriesIn(house, kind)
const untilEntry = async (kind: string) => {
  await eventually(() => expect(entriesOf(kind)).toHaveLength(1))
  return entriesOf(kind)[0]
}
const approve = async () => {
  await cashier().at('approve-pin').fill('2580')
  await cashier().tap('approve-ok')
  await cashier().at('approval').waitFor({ state: 'detached' })
}

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await cashier().setUpSample()
  await cashier().signIn('li-lei', '1111')
  await cashier().openShift('500')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a discount that outgrew its approval is approved again before money is taken', async () => {
  await cashier().ring('1001')
  await cashier().ring('2001')
  await cashier().tap('order-discount')
  await cashier().tap('discount-in-amount')
  await cashier().at('discount-value').fill('20')
  await cashier().tap('discount-ok')
  await approve()
  await cashier().tap('line-remove')
  await press('F10')
  await cashier().at('discount-grown').waitFor()
  expect(await cashier().at('discount-now').textContent()).toBe('现在共优惠 ￥20.00，占 ￥56.00 的 35.7%。')
  expect(entriesOf('SALE')).toHaveLength(0)
  await approve()
  await press('F10')
  expect(await cashier().readDone()).toMatchObject({ totalFen: 3_600 })
  expect((await untilEntry('SALE')).body).toMatchObject({
    discountGiven: { kind: 'amount', fen: 2_000, by: 'wang-fang', approvedBp: 3_572 },
    removed: [{ sku: '2001', quantity: 1_000, list: 300 }],
  })
  await cashier().nextOrder()
})

test('an order emptied line by line is voided, and the next one is sold', async () => {
  await cashier().ring('1001')
  await press('F9')
  await press('Escape')
  await cashier().tap('line-remove')
  expect(await untilEntry('ORDER_VOIDED')).toMatchObject({
    by: 'li-lei',
    body: { lines: [{ sku: '1001' }], total: 5_600 },
  })
  await cashier().ring('2001')
  expect(await cashier().payExactCash()).toMatchObject({ totalFen: 300 })
  await cashier().nextOrder()
})

test('an order on hold is named on the shift screen, until it is sold', async () => {
  await cashier().ring('2001')
  await press('F4')
  await cashier().tap('nav-shift')
  await cashier().at('unpaid-orders').waitFor()
  await cashier().tap('nav-sale')
  await cashier().tap('recall')
  await cashier().tap('recall-1')
  await cashier().at('recall-1').waitFor({ state: 'detached' })
  await cashier().payExactCash()
  await cashier().nextOrder()
  await eventually(async () => expect(await countDrafts(house.till().page)).toBe(0))
  await cashier().tap('nav-shift')
  await cashier().at('count-cash').waitFor()
  await cashier().at('unpaid-orders').waitFor({ state: 'detached' })
})

test('a cashier has the last X report reprinted by a manager, and it is marked as a copy', async () => {
  await cashier().tap('nav-shift')
  await cashier().tap('x-report')
  await approve()
  await untilEntry('X_REPORT')
  await cashier().tap('reprint-x')
  await approve()
  await untilEntry('REPRINTED')
  await eventually(() => {
    const papers = readPaper(house.paperFolder, 1_000).map((job) => paperText(decodePaper(job.bytes, GENERIC_80)))
    expect(papers.some((paper) => paper.includes('COPY 2') && paper.includes('X 报表'))).toBe(true)
  })
})

test('a cashier enrols the till only with a manager’s PIN, and the journal says whose', async () => {
  await house.startHeadOffice()
  await cashier().tap('nav-about')
  await cashier().at('office-url').fill(house.headOffice().url)
  await cashier().at('office-code').fill(house.headOffice().issueCode())
  await cashier().tap('office-enrol')
  await cashier().at('approve-pin').fill('1111')
  await cashier().tap('approve-ok')
  await cashier().at('approval').getByRole('alert').waitFor()
  await approve()
  expect(await untilEntry('ENROLLED')).toMatchObject({ by: 'li-lei', body: { approvedBy: 'wang-fang' } })
})

test('an entry of a newer version stops the sale, says so, and still reaches head office', async () => {
  await house.till().kill()
  const last = mirrorLines(house).at(-1) ?? ''
  const entry = JSON.parse(last.slice(65))
  const text = JSON.stringify({ ...entry, kind: 'LOYALTY', seq: entry.seq + 1, prev: last.slice(0, 64) })
  appendFileSync(mirrorFile(house), `${createHash('sha256').update(text).digest('hex')} ${text}\n`)
  const profile = path.join(house.tillFolder, 'chromium')
  rmSync(existsSync(profile) ? profile : path.join(house.tillFolder, 'IndexedDB'), { recursive: true, force: true })
  const { page } = await house.startTill()
  await page.locator('[data-testid=stopped][data-reason=newer_version]').waitFor()
  await cashier().at('carried-on').waitFor()
  await page
    .getByText(`#${entry.seq + 1}`)
    .first()
    .waitFor()
  await page.getByText(`总部 已证实 #${entry.seq + 1} · 待传 0`).waitFor()
})
