import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrinterProcess, startPrinter } from '../../build/processes/printer-process.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { copyJobId, documentsOf } from '../../renderer/followers/document-id.ts'
import type { Printer, Settings } from '../../shared/bridge/settings-methods.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf, mirrorLines } from './second-copy.ts'

const NAMES = { counter: '前台打印机', hot: '热菜打印机', cold: '凉菜打印机' } as const
type Place = keyof typeof NAMES
const PLACES = Object.keys(NAMES) as Place[]

let house: House
const printers = new Map<Place, PrinterProcess>()

const folderOf = (place: Place) => path.join(house.folder, `paper-${place}`)
const manager = () => cashierAt(house.till().page)
const press = (key: string) => house.till().page.keyboard.press(key)
const strip = (printer: string) => manager().at(`strip-printer-${printer}`)

const slipsAt = (place: Place) =>
  readPaper(folderOf(place), 1_000).map(({ bytes }) => ({
    hash: createHash('sha256').update(bytes).digest('hex'),
    text: paperText(decodePaper(bytes, GENERIC_80)),
  }))
const says = (place: Place, ...words: string[]) =>
  slipsAt(place).filter(({ text }) => words.every((word) => text.includes(word)))
const untilPaperSays = (place: Place, ...words: string[]) =>
  eventually(() => expect(says(place, ...words)).toHaveLength(1))

const entries = (): Entry[] => mirrorLines(house).map((line) => JSON.parse(line.slice(65)))
const outcomes = () => entriesOf(house, 'PRINT_OUTCOME') as EntryOf<'PRINT_OUTCOME'>[]

const settingsOf = (): Settings => {
  const printer = (id: Place): Printer => ({
    ...{ id, name: NAMES[id], profile: '80mm', columns: 48, abilities: null },
    address: { kind: 'tcp', host: '127.0.0.1', port: printers.get(id)?.port ?? 0 },
  })
  return {
    ...{ language: 'zh', theme: 'system', cashierDiscountBp: 1_000 },
    printers: PLACES.map(printer),
    receiptPrinter: 'counter',
    stations: [
      { id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot'], printer: 'hot' },
      { id: 'cold', name: { zh: '凉菜', en: 'Cold' }, categories: ['cold'], printer: 'cold' },
    ],
  }
}

/** One order: its dishes are sent to the kitchen, then it is paid. */
const sell = async (...skus: string[]) => {
  for (const sku of skus) await manager().ring(sku)
  const before = entriesOf(house, 'KITCHEN_SENT').length
  await press('F6')
  await eventually(() => expect(entriesOf(house, 'KITCHEN_SENT')).toHaveLength(before + 1))
  const done = await manager().payExactCash()
  await manager().nextOrder()
  return done
}

beforeAll(async () => {
  house = makeHouse()
  for (const place of PLACES) printers.set(place, await startPrinter(folderOf(place), 0))
  const data = path.join(house.tillFolder, 'data')
  mkdirSync(data, { recursive: true })
  writeFileSync(path.join(data, 'settings.json'), JSON.stringify(settingsOf()))
  // The one that the command line names: these settings do not.
  await house.startPrinter()
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
})

afterAll(async () => {
  await house.stop()
  for (const printer of printers.values()) await printer.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('in the morning each ticket comes out where it is cooked, and receipts at the counter', async () => {
  const { receiptNo } = await sell('1001', '1101')
  await untilPaperSays('hot', '热菜', '宫保鸡丁')
  await untilPaperSays('cold', '凉菜', '拍黄瓜')
  await untilPaperSays('counter', receiptNo)
  expect([says('hot', '拍黄瓜'), says('cold', '宫保鸡丁')]).toEqual([[], []])
})

test('at noon the hot kitchen runs out of paper: the till says so, and all else goes on', async () => {
  await printers.get('hot')?.setFault('paper_end')
  const first = await sell('1002', '1102')
  const second = await sell('1003')
  await untilPaperSays('cold', '老醋花生')
  await untilPaperSays('counter', first.receiptNo)
  await untilPaperSays('counter', second.receiptNo)
  await strip('hot').filter({ hasText: NAMES.hot }).waitFor()
  expect(await strip('hot').getAttribute('data-proof')).toBe('act')
  expect(await strip('cold').count()).toBe(0)
  expect([says('hot', '鱼香肉丝'), says('hot', '麻婆豆腐')]).toEqual([[], []])
})

test('a person sends a waiting ticket to the counter, and its paper says that it was rerouted', async () => {
  await manager().tap('nav-paper')
  const moves = manager().at('open-jobs').locator('[data-testid^=move-][data-testid$=-counter]')
  await eventually(async () => expect(await moves.count()).toBe(2))
  await manager().at('open-jobs').filter({ hasText: '缺纸' }).waitFor()
  await moves.first().click()
  await untilPaperSays('counter', '转打', NAMES.hot, '鱼香肉丝')
  await eventually(async () => expect(await moves.count()).toBe(1))
})

test('with paper in again, what waited comes out once', async () => {
  await printers.get('hot')?.setFault('none')
  await untilPaperSays('hot', '麻婆豆腐')
  await strip('hot').waitFor({ state: 'detached' })
  await manager().tap('nav-sale')
  await sell('1001', '1101')
  await eventually(() => expect(says('hot', '宫保鸡丁')).toHaveLength(2))
})

test('at the end each document that the journal asks for is on paper once, and only one was rerouted', async () => {
  const asked = () => entries().flatMap((entry) => documentsOf(entry).map(({ id }) => copyJobId(id, 1)))
  const told = () => outcomes().filter(({ body }) => !body.job.endsWith(':drawer'))
  await eventually(() =>
    expect(
      told()
        .map(({ body }) => body.job)
        .toSorted(),
    ).toEqual(asked().toSorted()),
  )
  expect(new Set(told().map(({ body }) => `${body.state} ${body.evidence}`))).toEqual(new Set(['printed confirmed']))
  const drawer = outcomes().flatMap(({ body }) => (body.job.endsWith(':drawer') ? [body.bytesHash] : []))
  const printed = told().map(({ body }) => body.bytesHash)
  // A printer keeps a slip a moment after it has answered for it.
  const slips = await eventually(() => {
    const kept = PLACES.flatMap(slipsAt).filter(({ hash }) => !drawer.includes(hash))
    expect(kept.map(({ hash }) => hash).toSorted()).toEqual(printed.toSorted())
    return kept
  })
  expect(slips.filter(({ text }) => text.includes('转打'))).toHaveLength(1)
  for (const entry of entriesOf(house, 'SALE') as EntryOf<'SALE'>[])
    expect(says('counter', '小票号', entry.body.receiptNo)).toHaveLength(1)
  for (const entry of entriesOf(house, 'KITCHEN_SENT') as EntryOf<'KITCHEN_SENT'>[])
    for (const { name } of entry.body.kitchen.added)
      expect(slips.filter(({ text }) => text.includes(name.zh) && !text.includes('小票号')).length).toBeGreaterThan(0)
})
