import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { cashierAt, type DoneOnScreen } from '../e2e/cashier.ts'
import { readHeadOffice, readInDoubt, readIndexedDb, readMirror, readReceipts, readReceiptTotals } from './evidence.ts'
import { closeShift, exportArchive, isFree } from './export-archive.ts'
import { type House, makeHouse } from './house.ts'
import { seededRandom } from './seeded-random.ts'

const USAGE =
  'usage: npm run demo -- [--orders N] [--seed S] [--offline-share 0.5] [--kills K] [--archive DIR] [--json]'

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readArguments = () => {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  try {
    const options = {
      orders: text('20'),
      seed: text('1'),
      'offline-share': text('0.5'),
      kills: text('0'),
      archive: { type: 'string' },
      json: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ options })
    const orders = Number(values.orders)
    const seed = Number(values.seed)
    const offlineShare = Number(values['offline-share'])
    const kills = Number(values.kills)
    const good =
      [orders, seed, kills].every(Number.isInteger) &&
      orders > 0 &&
      kills >= 0 &&
      kills < orders &&
      offlineShare >= 0 &&
      offlineShare <= 1
    const archive = values.archive === undefined ? null : path.resolve(values.archive)
    return good ? { orders, seed, offlineShare, kills, archive, json: values.json } : end(USAGE, 2)
  } catch {
    return end(USAGE, 2)
  }
}

/** Head office is down for the last part of each of four stretches of orders. */
const isOffline = (index: number, orders: number, share: number): boolean => {
  const stretch = Math.max(1, Math.ceil(orders / 4))
  return ((index % stretch) + 1) / stretch > 1 - share
}

/** The kills are spread evenly over the day, none of them after its last order. */
const isKilledAfter = (index: number, orders: number, kills: number): boolean =>
  Math.floor(((index + 1) * (kills + 1)) / orders) > Math.floor((index * (kills + 1)) / orders) && index + 1 < orders

const sellable = SAMPLE_MENU.items.filter((item) => item.soldOut !== true)

type Cashier = ReturnType<typeof cashierAt>

/** Rings up one order and pays it in one of several ways; null where it was voided instead. */
const sellOne = async (cashier: Cashier, random: () => number): Promise<DoneOnScreen | null> => {
  await ringSome(cashier, random)
  if (random() < 0.2) await cashier.discountOrder(500)
  const choice = random()
  if (choice >= 0.06) return payBy(cashier, choice)
  await cashier.voidOrder()
  return null
}

const ringSome = async (cashier: Cashier, random: () => number): Promise<void> => {
  const lines = 1 + Math.floor(random() * 4)
  for (let line = 0; line < lines; line++) {
    const item = sellable[Math.floor(random() * sellable.length)]
    if (item) await cashier.ring(item.sku, 1 + Math.floor(random() * 3))
  }
}

const payBy = (cashier: Cashier, choice: number): Promise<DoneOnScreen> => {
  if (choice < 0.4) return cashier.payExactCash()
  if (choice < 0.55) return cashier.payWith('wechat')
  if (choice < 0.7) return cashier.payWith('alipay')
  if (choice < 0.8) return cashier.payWith('card')
  return cashier.payMixed('wechat', 1)
}

/** SIGKILL to all that runs the moment the screen has called a sale done, its receipt perhaps half on paper; then a start. */
const cutThePower = async (house: House, headOfficeIsUp: boolean): Promise<Cashier> => {
  await house.killEverything()
  if (headOfficeIsUp) await house.startHeadOffice()
  await house.startPrinter()
  const cashier = cashierAt((await house.startTill()).page)
  await cashier.signIn('li-lei', '1111')
  await cashier.at('search').waitFor()
  return cashier
}

const run = async (options: ReturnType<typeof readArguments>) => {
  const { orders, offlineShare, kills } = options
  const random = seededRandom(options.seed)
  const house = makeHouse()
  const log = (line: string) => (options.json ? console.error(line) : console.log(line))
  try {
    await house.startHeadOffice()
    await house.startPrinter()
    const { page, shell } = await house.startTill()
    let cashier = cashierAt(page)
    log(`shell ${shell} · data ${house.folder}`)
    await cashier.setUpSample()
    await cashier.signIn('li-lei', '1111')
    await cashier.openShift('500')
    const done: DoneOnScreen[] = []
    let down = false
    for (let index = 0; index < orders; index++) {
      const shouldBeDown = isOffline(index, orders, offlineShare)
      if (shouldBeDown && !down) await house.killHeadOffice()
      if (!shouldBeDown && down) await house.startHeadOffice()
      if (shouldBeDown !== down) log(`order ${index + 1}: head office ${shouldBeDown ? 'down' : 'up again'}`)
      down = shouldBeDown
      const sale = await sellOne(cashier, random)
      if (sale) done.push(sale)
      if (isKilledAfter(index, orders, kills)) {
        log(`order ${index + 1}: everything killed`)
        cashier = await cutThePower(house, !down)
      } else if (sale) await cashier.nextOrder()
    }
    if (down) await house.startHeadOffice()
    log(`sold ${done.length}; waiting for the last acknowledgement`)
    let found = await untilAgreed(done, house, log)
    if (options.archive !== null) {
      await closeShift(cashier, house.tillFolder)
      found = await untilAgreed(done, house, log)
      await exportArchive(cashier, options.archive)
      log(`archive ${options.archive}`)
    }
    return { orders, kills, ...found, shell }
  } finally {
    await house.stop()
  }
}

const report = async (done: readonly DoneOnScreen[], house: House) => {
  const journal = await readIndexedDb(house.till().page)
  const mirror = readMirror(house.tillFolder)
  const headOffice = await readHeadOffice(house.headOffice().databaseUrl)
  const printed = readReceipts(house.paperFolder)
  const onPaper = new Map(readReceiptTotals(house.paperFolder).map(({ receiptNo, totalFen }) => [receiptNo, totalFen]))
  const doubted = new Set(readInDoubt(house.tillFolder))
  const inDoubt = done.filter((sale) => !onPaper.has(sale.receiptNo) && doubted.has(sale.receiptNo)).length
  const paper = { ...printed, inDoubt }
  const screenTotalFen = done.reduce((sum, sale) => sum + sale.totalFen, 0)
  const distinct = new Set(done.map((sale) => sale.receiptNo)).size
  const agrees = (holding: { count: number; totalFen: number }) =>
    holding.count === done.length && holding.totalFen === screenTotalFen
  const ok =
    [journal, mirror, headOffice].every(agrees) &&
    journal.entries === mirror.entries &&
    mirror.entries === headOffice.entries &&
    distinct === done.length &&
    paper.receipts === paper.distinct &&
    paper.distinct + inDoubt === done.length &&
    done.every((sale) => (onPaper.get(sale.receiptNo) ?? sale.totalFen) === sale.totalFen)
  return { done: done.length, screenTotalFen, journal, mirror, headOffice, paper, ok }
}

const PATIENCE_MS = 180_000
const SAY_EVERY_MS = 15_000

/**
 * Reads all evidence until it agrees twice in a row: what comes late, such as a second receipt, is seen as well. When the
 * patience is over the last reading stands, and says what does not agree. A database that still starts is waited for.
 */
const untilAgreed = async (done: readonly DoneOnScreen[], house: House, log: (line: string) => void) => {
  const began = Date.now()
  let agreed = 0
  let said = 0
  for (;;) {
    const waited = Date.now() - began
    const found = await report(done, house).catch((error: Error) => error)
    agreed = !(found instanceof Error) && found.ok ? agreed + 1 : 0
    if (!(found instanceof Error) && (agreed === 2 || waited > PATIENCE_MS)) {
      log(`${found.ok ? 'all agree' : 'not all agree'} after ${Math.round(waited / 1_000)} s`)
      return found
    }
    if (found instanceof Error && waited > PATIENCE_MS) throw found
    if (waited > said + SAY_EVERY_MS) {
      said = waited
      log(
        found instanceof Error
          ? found.message
          : `head office has ${found.headOffice.entries} of ${found.mirror.entries}`,
      )
    }
    await wait(250)
  }
}

const options = readArguments()
if (options.archive !== null && !isFree(options.archive)) end(`${options.archive} is there already and not empty.`, 2)
if (!buildAll()) end('The build failed; the lines above say where.', 4)
const result = await run(options)
if (options.json) console.log(JSON.stringify(result))
else console.log(result)
process.exit(result.ok ? 0 : 1)
