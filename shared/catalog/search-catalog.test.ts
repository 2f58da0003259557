import fc from 'fast-check'
import { pinyin, polyphonic } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { fen } from '../money/fen.ts'
import type { Catalog, Item } from './catalog.ts'
import { SAMPLE_MENU } from './sample-menu.ts'
import { buildSearch, findByCode } from './search-catalog.ts'
import { spellings } from './spellings.ts'

/** Each character's reading in its context, then the others that it can have. */
const readingsOf = (zh: string) => {
  const inContext = pinyin(zh, { toneType: 'none', type: 'array' })
  return polyphonic(zh, { toneType: 'none', type: 'array' }).map((all, at) => [...inContext.slice(at, at + 1), ...all])
}
const initialsOf = (zh: string) => spellings(readingsOf(zh)).initials
const fullOf = (zh: string) => spellings(readingsOf(zh)).full

const searchSample = buildSearch(SAMPLE_MENU, initialsOf, fullOf)
const namesFound = (query: string) => searchSample(query).map((item) => item.name.zh)

const item = (sku: string, zh: string, en = '', more: Partial<Item> = {}): Item => ({
  sku,
  name: { zh, en },
  category: 'all',
  price: fen(100),
  unit: { zh: '份', en: 'portion' },
  modifierGroups: [],
  ...more,
})
const catalogOf = (items: Item[]): Catalog => ({
  version: 1,
  sample: false,
  categories: [{ id: 'all', name: { zh: '全部', en: 'All' }, hue: 0 }],
  modifierGroups: [],
  items,
})
const skusFound = (items: Item[], query: string) =>
  buildSearch(catalogOf(items), initialsOf, fullOf)(query).map(({ sku }) => sku)

test.each([
  ['gbjd', '宫保鸡丁', 'initials'],
  ['宫保', '宫保鸡丁', 'the name'],
  ['鸡丁', '宫保鸡丁', 'the middle of the name'],
  ['gongbaojiding', '宫保鸡丁', 'whole pinyin'],
  ["gong'bao", '宫保鸡丁', 'pinyin as an input method parts it'],
  ['gong bao', '宫保鸡丁', 'pinyin with spaces'],
  ['1001', '宫保鸡丁', 'its SKU'],
  ['１００１', '宫保鸡丁', 'its SKU in wide digits'],
  ['ＧＢＪＤ', '宫保鸡丁', 'initials in wide capitals'],
  ['Kung Pao', '宫保鸡丁', 'its English name'],
  ['chicken kung', '宫保鸡丁', 'English words in another order'],
  ['sauteed', '熘肝尖', 'an English word without its accent'],
  ["pu'er", '陈年普洱', 'an English word with its apostrophe'],
  ['2900000031012', '燕京啤酒', 'its barcode'],
  ['yju8', '燕京U8', 'initials with a Latin letter'],
  ['烤鸭半', '果木烤鸭（半只）', 'the name without its brackets'],
  ['gmkybz', '果木烤鸭（半只）', 'initials without its brackets'],
  ['cqxm', '重庆小面', 'initials of 重 as chong'],
  ['zqxm', '重庆小面', 'initials of 重 as zhong'],
  ['lvdou', '绿豆汤', 'ü typed as v'],
])('%s finds %s first: %s', (query, name) => {
  expect(namesFound(query)[0]).toBe(name)
})

test('surer hits come first', () => {
  const items = [
    item('900', '大厨宫保锅', 'Chef'),
    item('901', '青菜', 'Greens, gb'),
    item('902', '什锦', 'Mixed gb-style'),
    item('903', '老宫保', 'Old'),
    item('904', '宫保鸡丁', 'Kung Pao Chicken'),
    item('905', 'GB套餐', 'Set'),
    item('906', '豆', 'Xgb'),
  ]
  expect(skusFound(items, 'gb')).toEqual(['905', '904', '900', '903', '901', '902', '906'])
  expect(skusFound(items, 'gongbao')).toEqual(['904', '900', '903'])
})

test('initials are found in the middle of a name, where whole pinyin has other letters between', () => {
  expect(skusFound([item('901', '老番茄')], 'fq')).toEqual(['901'])
})

test('an English name that begins with the query comes before one that has it later', () => {
  expect(skusFound([item('901', '冰饮', 'Iced Tea'), item('902', '热饮', 'Tea')], 'tea')).toEqual(['902', '901'])
})

test('a whole SKU comes before a barcode, and that before the beginning of another SKU', () => {
  const items = [
    item('12345670', '茶', '', {}),
    item('200', '水', '', { barcode: '1234567000000' }),
    item('1234567', '酒', '1234567'),
  ]
  expect(skusFound(items, '1234567')).toEqual(['1234567', '12345670'])
  expect(skusFound(items, '1234567000000')).toEqual(['200'])
})

test('whole pinyin is found from any syllable on, and not from the middle of one', () => {
  const items = [item('901', '炸酱面'), item('902', '西安凉皮'), item('903', '安徽酱鸭')]
  expect(skusFound(items, 'an')).toEqual(['903', '902'])
  expect(skusFound(items, 'ian')).toEqual([])
  expect(skusFound(items, 'jiangmian')).toEqual(['901'])
  expect(skusFound(items, 'jiangm')).toEqual(['901'])
})

test.each(['nv', 'nver', 'nü', 'nüer', "nü'er hong", 'nǚ ér', 'NÜ', 'nu\u0308er'])('%s finds 女儿红', (query) => {
  expect(skusFound([item('901', '牛肉'), item('902', '女儿红')], query)).toEqual(['902'])
})

test('hits of one kind keep the order of the menu, sold out or not', () => {
  const items = [item('903', '鸡汤'), item('901', '鸡丝', '', { soldOut: true }), item('902', '鸡块')]
  expect(skusFound(items, '鸡')).toEqual(['903', '901', '902'])
})

test.each(['', '   ', '　', "'", '！', '%', '.*', '\u0301'])('%j finds nothing', (query) => {
  expect(searchSample(query)).toEqual([])
})

test('every item is found by its SKU first, its barcode first, its name, and each of its spellings', () => {
  for (const sold of SAMPLE_MENU.items) {
    expect(searchSample(sold.sku)[0]).toBe(sold)
    if (sold.barcode !== undefined) expect(searchSample(sold.barcode)).toEqual([sold])
    for (const query of [sold.name.zh, sold.name.en, ...initialsOf(sold.name.zh), ...fullOf(sold.name.zh)])
      expect(searchSample(query)).toContain(sold)
  }
})

test('each further letter of a spelling only narrows what is found', () => {
  const aSpelling = fc
    .constantFrom(...SAMPLE_MENU.items)
    .chain(({ name }) => fc.constantFrom(name.zh, name.en, ...initialsOf(name.zh), ...fullOf(name.zh)))
  fc.assert(
    fc.property(aSpelling, fc.nat(), (spelling, cut) => {
      const longer = spelling.slice(0, 2 + (cut % spelling.length))
      const wider = new Set(searchSample(longer.slice(0, -1)))
      expect(searchSample(longer).filter((hit) => !wider.has(hit))).toEqual([])
    }),
  )
})

test('whatever is typed, each hit is an item of the menu and comes once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (query) => {
      const hits = searchSample(query)
      expect(new Set(hits).size).toBe(hits.length)
      for (const hit of hits) expect(SAMPLE_MENU.items).toContain(hit)
    }),
  )
})

test('a code finds its one item and never a near one', () => {
  const find = findByCode(SAMPLE_MENU)
  for (const sold of SAMPLE_MENU.items) {
    expect(find(sold.sku)).toBe(sold)
    if (sold.barcode !== undefined) expect(find(sold.barcode)).toBe(sold)
  }
  expect(find('　３１０１\r')?.name.zh).toBe('燕京啤酒')
  for (const code of ['', '310', '31010', '29000000310', '宫保鸡丁', 'gbjd']) expect(find(code)).toBeUndefined()
})

test('a SKU that is also a barcode is the SKU', () => {
  const find = findByCode(catalogOf([item('101', '水', '', { barcode: '73513537' }), item('73513537', '茶')]))
  expect(find('73513537')?.name.zh).toBe('茶')
})
