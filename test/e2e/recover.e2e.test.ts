import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHeadOffice, readIndexedDb, readMirror } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf } from './second-copy.ts'

let house: House

const cashier = () => cashierAt(house.till().page)
const inTill = (...names: string[]) => path.join(house.tillFolder, ...names)
const removeJournal = () => {
  for (const place of [inTill('chromium', 'Default', 'IndexedDB'), inTill('IndexedDB')]) {
    rmSync(place, { recursive: true, force: true })
  }
}
const removeSecondCopy = () => rmSync(inTill('data', 'mirror'), { recursive: true })
const entriesAtHeadOffice = async () => (await readHeadOffice(house.headOffice().databaseUrl)).entries
const allAgree = () =>
  eventually(async () => {
    const { entries } = readMirror(house.tillFolder)
    expect(entriesOf(house, 'ENROLLED')).toHaveLength(1)
    expect(unprinted()).toEqual([])
    expect(await entriesAtHeadOffice()).toBe(entries)
    expect(await readIndexedDb(house.till().page)).toMatchObject({ entries })
    return entries
  })
/** Jobs of sales that the journal knows no end of: its next entry is still to come. */
const unprinted = (): string[] => {
  const told = new Set(entriesOf(house, 'PRINT_OUTCOME').map(({ body }) => String(body.job)))
  const jobs = entriesOf(house, 'SALE').flatMap(({ epoch, seq }) => [
    `${epoch}.${seq}:drawer`,
    `${epoch}.${seq}:receipt:1`,
  ])
  return jobs.filter((job) => !told.has(job))
}
const sell = async () => {
  await cashier().ring('1002')
  await cashier().payExactCash()
  await cashier().nextOrder()
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

test('with journal and second copy gone, everything comes back from head office, and the screen says so', async () => {
  await cashier().setUpSample()
  await cashier().signIn('li-lei', '1111')
  await cashier().openShift('500')
  await sell()
  await sell()
  const before = await allAgree()
  await house.till().kill()
  removeJournal()
  removeSecondCopy()
  await house.startTill()
  await cashier().at('recovered').waitFor()
  expect(await cashier().at('findings').getAttribute('data-head')).toBe(String(before))
  expect(await cashier().at('found-verdict').textContent()).toBe(`到 #${before} 为止，一条不少。`)
  expect(await cashier().at('findings').textContent()).toContain(`#1–#${before}：总部`)
})

test('selling goes on in the shift that was open, and all three copies agree again', async () => {
  await cashier().tap('recovered-continue')
  await cashier().signIn('li-lei', '1111')
  await cashier().at('search').waitFor()
  await sell()
  await allAgree()
  expect(await readIndexedDb(house.till().page)).toMatchObject({ count: 3 })
})

test('with the journal gone, it comes back from the second copy, without head office', async () => {
  await house.till().kill()
  await house.killHeadOffice()
  removeJournal()
  await house.startTill()
  await cashier().at('recovered').waitFor()
  expect(await cashier().at('findings').textContent()).toMatch(/#1–#\d+：副本/)
})

test('with both gone and head office away it stops, names the numbers, and goes on once head office is back', async () => {
  await house.startHeadOffice()
  const before = await allAgree()
  await house.killHeadOffice()
  await house.till().kill()
  removeJournal()
  removeSecondCopy()
  await house.startTill()
  await cashier().at('stopped').waitFor()
  await house.till().page.setViewportSize({ width: 1024, height: 768 })
  const title = await cashier().at('stopped').getByRole('heading', { level: 1 }).boundingBox()
  expect(title?.y).toBeGreaterThan(0)
  expect(await cashier().at('found-verdict').textContent()).toMatch(/^缺 #1 到 #\d+/)
  await house.till().kill()
  await house.startHeadOffice()
  await house.startTill()
  await cashier().at('recovered').waitFor()
  expect(await cashier().at('findings').getAttribute('data-head')).toBe(String(before))
})
