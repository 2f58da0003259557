import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHeadOffice, readHeadOfficeTexts } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt, type DoneOnScreen } from './cashier.ts'
import { launchTill, type RunningTill } from './launch.ts'

let house: House
let machine: RunningTill | null = null
let lost = ''
const sold: DoneOnScreen[] = []

const atLost = () => cashierAt(house.till().page)
const newFolder = () => path.join(house.folder, 'new-machine')
const atNew = () => cashierAt((machine as RunningTill).page)
const startNew = async () => {
  await machine?.kill()
  machine = await launchTill({ dataFolder: newFolder() })
}
const atHeadOffice = async () =>
  (await readHeadOfficeTexts(house.headOffice().databaseUrl)).map((text) => JSON.parse(text))
/** Where the lost machine turns up at the end. */
const found = () => path.join(house.folder, 'found')
const total = () => sold.reduce((sum, sale) => sum + sale.totalFen, 0)

beforeAll(async () => {
  house = makeHouse()
  await house.startHeadOffice()
  await house.startPrinter()
  await house.startTill()
})
afterAll(async () => {
  await machine?.kill()
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a till sells, head office signs for all of it, and then its machine is gone', async () => {
  await atLost().setUpSample()
  await atLost().signIn('wang-fang', '2580')
  await atLost().openShift('500')
  for (const sku of ['1002', '1003']) {
    await atLost().ring(sku)
    sold.push(await atLost().payExactCash())
    await atLost().nextOrder()
  }
  await eventually(async () =>
    expect(await readHeadOffice(house.headOffice().databaseUrl)).toMatchObject({ count: 2, totalFen: total() }),
  )
  lost = (await atHeadOffice())[0].till
  await house.till().kill()
  renameSync(house.tillFolder, found())
})

test('an empty machine is told of a code that enrols a new till, and nothing changes', async () => {
  await startNew()
  await atNew().tap('setup-replace')
  await atNew().at('replace-url').fill(house.headOffice().url)
  await atNew().at('replace-code').fill(house.headOffice().issueCode())
  await atNew().tap('replace-begin')
  await atNew().at('replace-problem').filter({ hasText: '不是接替码' }).waitFor()
})

test('with the right code the whole history comes, is counted on the screen, and is made ready', async () => {
  await atNew()
    .at('replace-code')
    .fill(house.headOffice().issueReplacementCode(lost.slice(0, 8)))
  await atNew().tap('replace-begin')
  const holds = atNew().at('replace-holds')
  await holds.waitFor()
  expect(Number(await holds.getAttribute('data-total'))).toBe(total())
  expect(await holds.textContent()).toContain(sold.at(-1)?.receiptNo)
})

test('killed before the person went on, it asks for nothing again and shows the same', async () => {
  await startNew()
  const holds = atNew().at('replace-holds')
  await holds.waitFor()
  expect(Number(await holds.getAttribute('data-total'))).toBe(total())
  await atNew().tap('replace-now')
  await atNew().at('replace-ready').waitFor()
})

test('opened again, a manager is set up, and the till sells on with the numbers of the lost one', async () => {
  await startNew()
  await atNew().at('restored').waitFor()
  expect(await atNew().at('setup-manager').inputValue()).toBe('王芳')
  await atNew().at('setup-pin').fill('4711')
  await atNew().at('setup-pin-again').fill('4711')
  await atNew().tap('restored-begin')
  await atNew().tap('setup-continue')
  await atNew().signIn('manager', '4711')
  await atNew().openShift('500')
  await eventually(async () =>
    expect((await atHeadOffice()).map(({ till }) => till)).toContainEqual(expect.not.stringContaining(lost)),
  )
  await atNew().ring('1002')
  sold.push(await atNew().payExactCash())
  const receipts = sold.map(({ receiptNo }) => receiptNo)
  expect(receipts[2]).toBe(receipts[1]?.replace(/\d{4}$/, (digits) => String(Number(digits) + 1).padStart(4, '0')))
  await atNew().nextOrder()
})

test('an old sale stands on Today, marked, and is refunded once, in the lost till’s name', async () => {
  const [old] = sold
  await atNew().tap('nav-today')
  await eventually(async () => expect(await machine?.page.locator('.sale-row').count()).toBe(3))
  const row = atNew().at(`sale-row-${old?.receiptNo}`).filter({ hasText: '原收银机' })
  await row.click()
  await atNew().tap('refund')
  await atNew().tap('refundReasonDish')
  await atNew().at('approve-pin').fill('4711')
  await atNew().tap('approve-ok')
  await atNew().at('refund-dialog').waitFor({ state: 'detached' })
  await atNew().at('refund').waitFor({ state: 'detached' })
  const refunds = async () => (await atHeadOffice()).filter(({ kind }) => kind === 'REFUND')
  await eventually(async () => expect(await refunds()).toHaveLength(1))
  expect((await refunds())[0]).toMatchObject({ epoch: 2, body: { of: { till: lost, epoch: 1, seq: old?.seq } } })
})

test('a backup of the new till holds both, and agrees with the journal on the screen', async () => {
  await atNew().tap('nav-about')
  await atNew().at('backup-folder').fill(path.join(house.folder, 'backups'))
  await atNew().tap('backup-keep')
  await atNew().at('approve-pin').fill('4711')
  await atNew().tap('approve-ok')
  await atNew().tap('sheet-done')
  await atNew().at('backup-made').waitFor()
})

test('head office has everything once, and the old journal lies on the new machine byte for byte', async () => {
  await eventually(async () =>
    expect(await readHeadOffice(house.headOffice().databaseUrl)).toMatchObject({ count: 3, totalFen: total() }),
  )
  const entries = await atHeadOffice()
  const own = entries.filter(({ till }) => till !== lost)
  const last = entries.filter(({ till }) => till === lost).at(-1)
  expect(own[0]).toMatchObject({ kind: 'GENESIS', epoch: 2, body: { parent: { till: lost, epoch: 1, seq: last.seq } } })
  const mirror = path.join(newFolder(), 'data', 'mirror')
  const [kept = ''] = readdirSync(mirror).filter((name) => name === `${lost}-1.journal`)
  const lines = readFileSync(path.join(mirror, kept), 'utf8').split('\n').slice(0, -1)
  expect(lines.map((line) => JSON.parse(line.slice(65)))).toEqual(entries.filter(({ till }) => till === lost))
})

test('the lost machine turns up: it is told so on its screen, what it sells is taken, and it refunds nothing', async () => {
  await machine?.kill()
  machine = await launchTill({ dataFolder: found(), args: ['--sample'] })
  await atNew().signIn('wang-fang', '2580')
  await atNew().at('search').waitFor()
  await atNew().ring('1002')
  const late = await atNew().payExactCash()
  await atNew().nextOrder()
  await atNew().at('strip-head-office').filter({ hasText: '已被另一台接替' }).waitFor()
  await eventually(async () =>
    expect(await readHeadOffice(house.headOffice().databaseUrl)).toMatchObject({
      ...{ count: 4, totalFen: total() + late.totalFen },
    }),
  )
  await atNew().tap('nav-about')
  await atNew().at('office-replaced').waitFor()
  await atNew().tap('nav-today')
  await atNew().tap(`sale-row-${late.receiptNo}`)
  await atNew().tap('refund')
  await atNew().tap('refundReasonDish')
  await atNew().at('approve-pin').fill('2580')
  await atNew().tap('approve-ok')
  await atNew().at('refund-dialog').getByText('没有退款').waitFor()
})
