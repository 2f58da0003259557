import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Item } from './catalog.ts'
import { checkCatalog } from './check-catalog.ts'
import { SAMPLE_MENU } from './sample-menu.ts'

const { categories, items, modifierGroups } = SAMPLE_MENU
const bySku = new Map(items.map((item) => [item.sku, item]))
const needsChoice = (item: Item) =>
  modifierGroups.some((group) => group.min > 0 && item.modifierGroups.includes(group.id))

test('the sample menu is a valid catalog and says that it is a sample', () => {
  expect(checkCatalog(SAMPLE_MENU)).toEqual({ ok: true, value: SAMPLE_MENU })
  expect(SAMPLE_MENU.sample).toBe(true)
})

test('it has at least 100 dishes and drinks, each under its own name in two languages and a SKU of four digits', () => {
  expect(items.length).toBeGreaterThanOrEqual(100)
  expect(new Set(items.map((item) => item.name.zh)).size).toBe(items.length)
  expect(new Set(items.map((item) => item.name.en)).size).toBe(items.length)
  for (const { sku, name } of items) {
    expect(sku).toMatch(/^[1-9][0-9]{3}$/)
    expect(name.zh).toMatch(/\p{Script=Han}/u)
    expect(name.en).toMatch(/^[A-Z]/)
  }
})

test.each([
  ['1001', '宫保鸡丁', 5600],
  ['1002', '鱼香肉丝', 4800],
  ['1003', '麻婆豆腐', 3200],
  ['2001', '米饭', 300],
  ['3101', '燕京啤酒', 1200],
])('%s is %s at %i fen', (sku, zh, price) => {
  expect(bySku.get(sku)).toMatchObject({ name: { zh }, price, favourite: true })
})

test('every category and every modifier group is used', () => {
  const usedCategories = new Set(items.map((item) => item.category))
  const usedGroups = new Set(items.flatMap((item) => item.modifierGroups))
  expect([...usedCategories].sort()).toEqual(categories.map(({ id }) => id).sort())
  expect([...usedGroups].sort()).toEqual(modifierGroups.map(({ id }) => id).sort())
})

test('what is scanned goes on the order at once: no item with a barcode needs a choice', () => {
  const packaged = items.filter((item) => item.barcode !== undefined)
  expect(packaged.length).toBeGreaterThanOrEqual(10)
  expect(packaged.filter(needsChoice)).toEqual([])
})

test('no barcode is the code of goods on the market: all are in the prefixes kept for restricted circulation', () => {
  for (const { barcode } of items) if (barcode !== undefined) expect(barcode).toMatch(/^2[0-9]{12}$/)
})

test('only the dish of another season is sold out', () => {
  expect(items.filter((item) => item.soldOut).map((item) => item.name.zh)).toEqual(['香椿拌豆腐'])
})

test('every name prints in the one and two byte range of GB18030, one of them beyond GB2312', () => {
  const names = [
    ...items.flatMap((item) => [item.name, item.unit]),
    ...categories.map(({ name }) => name),
    ...modifierGroups.flatMap((group) => [group.name, ...group.options.map(({ name }) => name)]),
  ]
  const characters = new Set(names.flatMap(({ zh, en }) => [...zh, ...en]))
  expect([...characters].filter((character) => iconv.encode(character, 'gb18030').length > 2)).toEqual([])
  // GB2312 keeps both bytes at 0xA1 or more; GB18030 inherits the lower second bytes from GBK.
  expect([...characters].filter((character) => (iconv.encode(character, 'gb18030')[1] ?? 0xff) < 0xa1)).toContain('粿')
})
