import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { chooseShell } from '../../build/processes/shell-choice.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { readMirror } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { PATIENCE_MS } from '../patience.ts'
import { cashierAt, type DoneOnScreen } from './cashier.ts'
import { entriesOf as entriesIn } from './second-copy.ts'

let house: House
let sale: DoneOnScreen

const manager = () => cashierAt(house.till().page)
const papers = () => readPaper(house.paperFolder, 1_000).map((job) => paperText(decodePaper(job.bytes, GENERIC_80)))
const untilPaperSays = (...words: string[]) =>
  eventually(() => expect(papers().some((paper) => words.every((word) => paper.includes(word)))).toBe(true))
const entriesOf = (kind: string) => entriesIn(house, kind)

beforeAll(async () => {
  house = makeHouse()
  await house.startHeadOffice()
  await house.startPrinter()
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
  await manager().ring('1002', 2)
  sale = await manager().payExactCash()
  await manager().nextOrder()
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('main enrolled the till by itself, and the journal says so once', async () => {
  await eventually(() => expect(entriesOf('ENROLLED')).toHaveLength(1))
  expect(entriesOf('ENROLLED')[0].body).toMatchObject({ store: 'BJ01', tillCode: '01' })
})

test('a wrong PIN is refused, and the fifth locks', async () => {
  const refused = (words: string) => manager().at('pin-problem').filter({ hasText: words }).waitFor()
  await manager().tap('lock')
  for (let attempt = 0; attempt < 5; attempt++) {
    await manager().signIn('li-lei', '0000')
    await refused(attempt < 4 ? `还可以试 ${4 - attempt} 次` : '已锁定')
  }
  await manager().signIn('li-lei', '1111')
  await refused('已锁定')
  await manager().signIn('wang-fang', '2580')
  await manager().at('search').waitFor()
})

test('an invoice request is checked, queued and printed, and says that the tax platform is not connected', async () => {
  await manager().tap('nav-today')
  await manager().tap(`sale-row-${sale.receiptNo}`)
  await manager().tap('request-invoice')
  expect(await manager().at('invoice-capitals').textContent()).toBe('玖拾陆圆整')
  await manager().at('invoice-not-connected').waitFor()
  await manager().at('buyer-name').fill('样例科技有限公司')
  await manager().at('buyer-id').fill('911101085513850820')
  await manager().tap('invoice-queue')
  await manager().at('invoice-said').waitFor()
  expect(entriesOf('INVOICE_REQUESTED')).toHaveLength(0)
  await manager().at('buyer-id').fill('91110108551385082Q')
  await manager().tap('invoice-queue')
  await eventually(() => expect(entriesOf('INVOICE_REQUESTED')).toHaveLength(1))
  await untilPaperSays('91110108551385082Q', '玖拾陆圆整')
})

test('a reprint is marked as a copy, on paper and in the journal', async () => {
  await manager().tap('nav-today')
  await manager().tap(`sale-row-${sale.receiptNo}`)
  await manager().tap('reprint')
  await untilPaperSays(sale.receiptNo, 'COPY 2')
  await eventually(() => expect(entriesOf('REPRINTED')).toMatchObject([{ body: { copy: 2 } }]))
})

test('a refund needs a reason and the manager, goes back to its tender, and happens once', async () => {
  await manager().tap('refund')
  await manager().tap('refundReasonDish')
  await manager().at('approve-pin').fill('1111')
  await manager().tap('approve-ok')
  await manager().at('approval').getByRole('alert').waitFor()
  expect(entriesOf('REFUND')).toHaveLength(0)
  await manager().at('approve-pin').fill('2580')
  await manager().tap('approve-ok')
  await manager().at('refund-dialog').waitFor({ state: 'detached' })
  await eventually(() => expect(entriesOf('REFUND')).toHaveLength(1))
  expect(entriesOf('REFUND')[0].body).toMatchObject({
    of: { seq: sale.seq },
    total: sale.totalFen,
    tenders: [{ kind: 'cash', amount: sale.totalFen }],
  })
  await manager().at('refund').waitFor({ state: 'detached' })
})

test('cash taken out needs a reason and an amount, opens the drawer and prints its slip', async () => {
  await manager().tap('nav-shift')
  await manager().tap('shift-drawer')
  await manager().tap('drawer-out')
  await manager().tap('drawer-confirm')
  await manager().at('drawer-problem').waitFor()
  await manager().at('drawer-amount').fill('36')
  await manager().tap('drawerReasonSupplier')
  await manager().tap('drawer-confirm')
  await manager().at('drawer-dialog').waitFor({ state: 'detached' })
  await untilPaperSays('现金支出单', '￥36.00', '付供货商')
  await manager().tap('shift-drawer')
  await manager().tap('drawerReasonChange')
  await manager().tap('drawer-confirm')
  await manager().at('drawer-dialog').waitFor({ state: 'detached' })
  await eventually(() => expect(entriesOf('DRAWER_OPENED')).toHaveLength(1))
  expect(entriesOf('CASH_MOVED')).toMatchObject([
    { body: { direction: 'out', amount: 3_600, approvedBy: 'wang-fang' } },
  ])
})

test('X reads, the blind count closes, and Z says over or short, on paper too', async () => {
  await manager().tap('nav-shift')
  await manager().tap('x-report')
  await manager().at('totals').waitFor()
  await eventually(() => expect(entriesOf('X_REPORT')).toHaveLength(1))
  expect(await manager().at('expected-cash').count()).toBe(0)
  await manager().at('count-cash').fill('463.50')
  await manager().tap('close-shift')
  const closed = manager().at('closed-shift')
  await closed.waitFor()
  expect(await closed.getAttribute('data-over')).toBe('-50')
  await eventually(() => expect(entriesOf('SHIFT_CLOSED')).toHaveLength(1))
  expect(entriesOf('SHIFT_CLOSED')[0].body).toMatchObject({
    counted: 46_350,
    expected: 46_400,
    over: -50,
    totals: { sales: 1, refunds: 1, cash: 0, paidOut: 3_600, drawerOpens: 1 },
  })
})

test('a second start brings the first to the front and ends, and harms nothing', async () => {
  const before = readMirror(house.tillFolder)
  const shell = chooseShell()
  const args = [
    ...shell.args,
    `--user-data-dir=${house.tillFolder}`,
    ...(shell.name === 'chromium' ? ['--shell-headless'] : []),
  ]
  const second = spawnSync(shell.command, args, { cwd: projectRoot, encoding: 'utf8', timeout: PATIENCE_MS })
  expect([second.status, second.stdout]).toEqual([0, expect.stringContaining('already running')])
  expect(readMirror(house.tillFolder)).toMatchObject({ count: before.count, totalFen: before.totalFen })
})

test('with the mirror gone the journal makes it again; with the database gone the mirror does', async () => {
  const before = readMirror(house.tillFolder)
  await house.till().kill()
  const mirror = path.join(house.tillFolder, 'data', 'mirror')
  renameSync(mirror, `${mirror}-gone`)
  await house.startTill()
  await eventually(() => expect(readMirror(house.tillFolder).entries).toBeGreaterThanOrEqual(before.entries))
  await house.till().kill()
  const profile = path.join(house.tillFolder, 'chromium')
  rmSync(existsSync(profile) ? profile : path.join(house.tillFolder, 'IndexedDB'), { recursive: true, force: true })
  await house.startTill()
  await manager().tap('recovered-continue')
  await manager().signIn('wang-fang', '2580')
  await manager().tap('nav-today')
  await manager().at(`sale-row-${sale.receiptNo}`).waitFor()
  expect(readMirror(house.tillFolder)).toMatchObject({ count: before.count, totalFen: before.totalFen })
})
