import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf as entriesIn } from './second-copy.ts'

let house: House

const manager = () => cashierAt(house.till().page)
const press = (key: string) => house.till().page.keyboard.press(key)
const papers = () => readPaper(house.paperFolder, 1_000).map((job) => paperText(decodePaper(job.bytes, GENERIC_80)))
const says = (...words: string[]) => papers().filter((paper) => words.every((word) => paper.includes(word)))
const untilPaperSays = (...words: string[]) => eventually(() => expect(says(...words)).toHaveLength(1))
const sends = () => entriesIn(house, 'KITCHEN_SENT')

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('before anybody set up who cooks what, F6 says so and nothing is sent', async () => {
  await manager().ring('1001')
  await press('F6')
  await manager().at('sale-problem').waitFor()
  expect(await manager().at('kitchen').count()).toBe(0)
  expect(sends()).toHaveLength(0)
})

test('a manager says who cooks what, and the journal tells of it', async () => {
  await manager().tap('nav-about')
  await manager().tap('station-hot-hot')
  await manager().allow('2580')
  await manager().tap('station-cold-cold')
  await eventually(() => expect(entriesIn(house, 'SETTINGS_CHANGED')).toHaveLength(2))
  expect(entriesIn(house, 'SETTINGS_CHANGED')[1]?.body).toMatchObject({ after: 'hot: hot; cold: cold' })
})

test('the first send goes to each station on its own ticket, the second says only what was added', async () => {
  await manager().tap('nav-sale')
  await manager().ring('1101')
  await press('F6')
  await untilPaperSays('热菜', '新单', '宫保鸡丁')
  await untilPaperSays('凉菜', '新单', '拍黄瓜')
  await manager().ring('1002')
  await press('F6')
  await untilPaperSays('热菜', '加菜', '鱼香肉丝')
  expect(says('加菜', '宫保鸡丁')).toEqual([])
  await eventually(() =>
    expect(sends()).toMatchObject([{ body: { kitchen: { round: 1 } } }, { body: { kitchen: { round: 2 } } }]),
  )
})

test('killed with dishes sent and not paid, the order is back and the kitchen is told nothing twice', async () => {
  await house.till().kill()
  await house.startTill()
  await manager().signIn('wang-fang', '2580')
  await manager().at('line-3').waitFor()
  await press('F6')
  await manager().at('sale-problem').waitFor()
  expect(sends()).toHaveLength(2)
})

test('a dish is taken back with a reason, on a ticket of its own', async () => {
  await manager().tap('line-2')
  await press('Delete')
  await press('F6')
  await manager().at('take-back').waitFor()
  await manager().tap('take-back-confirm')
  await manager().at('take-back').locator('.field-error').waitFor()
  expect(sends()).toHaveLength(2)
  await manager().tap('takeBackGuest')
  await manager().tap('take-back-confirm')
  await untilPaperSays('凉菜', '退菜', '拍黄瓜', '客人不要了')
  await manager().at('take-back').waitFor({ state: 'detached' })
})

test('the guest check says that it is no receipt; the sale prints its receipt', async () => {
  await press('Control+b')
  await untilPaperSays('预结单', '不是小票')
  await manager().payExactCash()
  await untilPaperSays('小票号')
  await manager().nextOrder()
})

test('what nobody sent goes to the kitchen with the sale, and nothing else has', async () => {
  await manager().ring('1003')
  await manager().payExactCash()
  await untilPaperSays('热菜', '新单', '麻婆豆腐')
  expect([says('新单'), says('加菜')].map(({ length }) => length)).toEqual([3, 1])
})
