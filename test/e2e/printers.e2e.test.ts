import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrinterProcess, startPrinter } from '../../build/processes/printer-process.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf } from './second-copy.ts'

let house: House
let kitchen: PrinterProcess

const kitchenFolder = () => path.join(house.folder, 'kitchen-paper')
const manager = () => cashierAt(house.till().page)
const papersIn = (folder: string) =>
  readPaper(folder, 1_000).map(({ bytes }) => paperText(decodePaper(bytes, GENERIC_80)))
const untilKitchenPaperSays = (words: string) =>
  eventually(() => expect(papersIn(kitchenFolder()).join()).toContain(words))

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  kitchen = await startPrinter(kitchenFolder(), 0)
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
})

afterAll(async () => {
  await kitchen.stop()
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a manager adds a printer: it is asked, prints a test page, and is kept with what it can do', async () => {
  await manager().tap('nav-about')
  await manager().tap('printer-add')
  await manager().allow('2580')
  await manager().at('printer-where').fill('127.0.0.1')
  await manager().at('printer-number').fill(String(kitchen.port))
  await house.till().page.keyboard.press('Enter')
  await manager().at('printer-examined').waitFor()
  await manager().tap('printer-test')
  await manager().at('printer-tested').waitFor()
  await untilKitchenPaperSays('TEST PAGE')
  await manager().tap('chinese-right')
  await manager().at('printer-name').fill('后厨')
  await house.till().page.keyboard.press('Enter')
  await manager().at('printer-row').nth(1).waitFor()
  await eventually(() =>
    expect(entriesOf(house, 'SETTINGS_CHANGED')).toMatchObject([
      { body: { setting: 'printer', before: '-', after: `后厨 tcp 127.0.0.1:${kitchen.port} 80mm 48` } },
    ]),
  )
})

test('a printer that no station names is removed only when asked twice', async () => {
  await manager().at('printer-row').nth(1).getByTestId('printer-remove').click()
  await manager().at('printer-remove-yes').waitFor()
  await manager().tap('printer-remove-no')
  await manager().at('printer-remove-dialog').waitFor({ state: 'detached' })
  expect(await manager().at('printer-row').count()).toBe(2)
})

test('the hot station prints there: its ticket comes out in the kitchen and not at the front', async () => {
  await manager().tap('station-hot-hot')
  await manager().at('station-printer-hot').getByText('后厨').click()
  await eventually(() =>
    expect(entriesOf(house, 'SETTINGS_CHANGED').at(-1)?.body).toMatchObject({ after: 'hot: hot (后厨)' }),
  )
  await manager().tap('nav-sale')
  await manager().ring('1001')
  await house.till().page.keyboard.press('F6')
  await untilKitchenPaperSays('宫保鸡丁')
  expect(papersIn(house.paperFolder)).toEqual([])
})

test('one ticket is printed once more from the Paper screen: in the kitchen, marked, and in the journal', async () => {
  await manager().tap('nav-paper')
  const ticket = house.till().page.locator('[data-testid=recent-slip][data-document$=":make-hot"]')
  await ticket.getByRole('button').click()
  await manager().at('slip-said').waitFor()
  await untilKitchenPaperSays('COPY 2')
  expect(entriesOf(house, 'REPRINTED')).toMatchObject([
    { by: 'wang-fang', body: { document: expect.stringMatching(/:make-hot$/), copy: 2 } },
  ])
  await house.till().page.locator('[data-document$=":make-hot"][data-copies="2"]').waitFor()
})

test('a printer is removed only when asked twice, and what waits for it is printed elsewhere', async () => {
  const kitchenRow = () => house.till().page.locator('[data-testid=printer-row][data-name=后厨]')
  const lastChange = (words: RegExp) =>
    eventually(() =>
      expect(entriesOf(house, 'SETTINGS_CHANGED').at(-1)?.body).toMatchObject({ after: expect.stringMatching(words) }),
    )
  await manager().tap('nav-about')
  await kitchenRow().locator('[data-testid^=printer-fallback-]').click()
  await manager().allow('2580')
  await lastChange(/^后厨 .* else /)
  await kitchenRow().locator('[data-testid^=printer-fallback-]').click()
  await lastChange(/^后厨 .* 48$/)
  await kitchen.setFault('paper_end')
  await manager().tap('nav-sale')
  await manager().ring('1001')
  await house.till().page.keyboard.press('F6')
  await manager().tap('nav-paper')
  await manager().at('open-jobs').getByText('后厨').waitFor()
  await manager().tap('nav-about')
  await kitchenRow().getByTestId('printer-remove').click()
  await manager().allow('2580')
  await manager().at('printer-remove-dialog').waitFor()
  await house.till().page.keyboard.press('Escape')
  await manager().at('printer-remove-dialog').waitFor({ state: 'detached' })
  expect(await kitchenRow().count()).toBe(1)
  await kitchenRow().getByTestId('printer-remove').click()
  await manager().at('printer-remove-waiting').waitFor()
  await manager().tap('printer-remove-move')
  await kitchenRow().waitFor({ state: 'detached' })
  await eventually(() => expect(papersIn(house.paperFolder).join()).toMatch(/转打 REROUTED[\s\S]*宫保鸡丁/))
  await lastChange(/^-$/)
})
