import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHeadOffice, readHeadOfficeTexts } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt, type DoneOnScreen } from './cashier.ts'

let house: House
const old: DoneOnScreen[] = []

const cashier = () => cashierAt(house.till().page)
const copyOfProfile = () => path.join(house.folder, 'an-old-copy')
/** All but the browser's own sign of which process has the folder open. */
const copyProfile = (from: string, to: string) =>
  cpSync(from, to, { recursive: true, filter: (name) => !path.basename(name).startsWith('Singleton') })
const sell = async (sku: string): Promise<DoneOnScreen> => {
  await cashier().ring(sku)
  const done = await cashier().payExactCash()
  await cashier().nextOrder()
  return done
}
const heldAtHeadOffice = (count: number) =>
  eventually(async () => expect(await readHeadOffice(house.headOffice().databaseUrl)).toMatchObject({ count }))
/** The sales that head office keeps beside those in its sums, by receipt number. */
const besideAtHeadOffice = async (): Promise<string[]> => {
  const client = new Client({ connectionString: house.headOffice().databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query("select raw from side_branch where kind = 'SALE' order by seq")
    return rows.map(({ raw }) => JSON.parse(String(raw).slice(65)).body.receiptNo)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  house = makeHouse()
  await house.startHeadOffice()
  await house.startPrinter()
  await house.startTill()
})
afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a till whose whole folder is an old copy sells under numbers that head office holds already', async () => {
  await cashier().setUpSample()
  await cashier().signIn('wang-fang', '2580')
  await cashier().openShift('500')
  old.push(await sell('1002'))
  await heldAtHeadOffice(1)
  await house.till().kill()
  copyProfile(house.tillFolder, copyOfProfile())
  await house.startTill()
  await cashier().signIn('wang-fang', '2580')
  await cashier().at('search').waitFor()
  await sell('1003')
  await heldAtHeadOffice(2)
  await house.till().kill()
  await house.killHeadOffice()
  rmSync(house.tillFolder, { recursive: true })
  copyProfile(copyOfProfile(), house.tillFolder)
  await house.startTill()
  await cashier().signIn('wang-fang', '2580')
  await cashier().at('search').waitFor()
  old.push(await sell('1002'))
})

test('once head office is back, the till says that it has forked, and goes on in the next epoch', async () => {
  await house.till().kill()
  await house.startHeadOffice()
  await house.startTill()
  const screen = cashier().at('new-epoch')
  await screen.waitFor()
  expect(await screen.getAttribute('data-reason')).toBe('fork')
  await cashier().tap('new-epoch-continue')
  await cashier().signIn('wang-fang', '2580')
  await cashier().openShift('500')
  await sell('1003')
})

test('head office holds both branches and the new epoch, each sale once', async () => {
  await heldAtHeadOffice(3)
  await eventually(async () => expect(await besideAtHeadOffice()).toEqual([old[1]?.receiptNo]))
})

test('the old sales are on Today, and one of them is refunded', async () => {
  await cashier().tap('nav-today')
  for (const { receiptNo } of old) await cashier().at(`sale-row-${receiptNo}`).waitFor()
  await cashier().tap(`sale-row-${old[1]?.receiptNo}`)
  await cashier().tap('refund')
  await cashier().tap('refundReasonDish')
  await cashier().at('approve-pin').fill('2580')
  await cashier().tap('approve-ok')
  await cashier().at('refund-dialog').waitFor({ state: 'detached' })
  const refunds = async () =>
    (await readHeadOfficeTexts(house.headOffice().databaseUrl))
      .map((text) => JSON.parse(text))
      .filter(({ kind }) => kind === 'REFUND')
  await eventually(async () =>
    expect(await refunds()).toMatchObject([{ epoch: 2, body: { of: { epoch: 1, seq: old[1]?.seq } } }]),
  )
})
