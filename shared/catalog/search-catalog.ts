import type { Catalog, Item } from './catalog.ts'

/** The spellings of a Chinese name in pinyin: several where characters have several readings. See spellings.ts. */
export type SpellingsOf = (zh: string) => readonly string[]

/** `pinyin` is what was typed, read as pinyin. */
type Query = { phrase: string; typed: string; pinyin: string; words: readonly string[] }

type Indexed = {
  item: Item
  zh: string
  en: string
  initials: readonly string[]
  full: readonly string[]
  /** What is left of each whole spelling from its second syllable on, from its third, and so on. */
  tails: readonly string[]
  words: readonly string[]
}

/** Wide, capital and accented letters are the plain ones; an apostrophe only parts syllables, as input methods put it. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’]+/gu, '')
    .toLowerCase()
    .trim()

const wordsOf = (text: string) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

const joined = (text: string) => wordsOf(text).join('')

/** With or without its tone mark, ü is v: the index has it as input methods take it. */
const asPinyin = (text: string) => joined(text.normalize('NFKD').replace(/u\u0308/gi, 'v'))

const tailsOf = (spelling: string): string[] => {
  const syllables = spelling.split(' ').map(joined)
  return syllables.map((_, at) => syllables.slice(at).join('')).slice(1)
}

/** From the surest kind of hit to the vaguest; an item counts by the first that holds. */
const KINDS: readonly ((entry: Indexed, query: Query) => boolean)[] = [
  ({ item }, { typed }) => item.sku === typed,
  ({ item }, { typed }) => item.barcode === typed,
  ({ item }, { typed }) => item.sku.startsWith(typed),
  ({ zh }, { typed }) => zh.startsWith(typed),
  ({ initials }, { pinyin }) => initials.some((spelling) => spelling.startsWith(pinyin)),
  ({ initials }, { pinyin }) => initials.some((spelling) => spelling.includes(pinyin)),
  ({ full }, { pinyin }) => full.some((spelling) => spelling.startsWith(pinyin)),
  // Only where a syllable begins: `an` is in half of all dishes.
  ({ tails }, { pinyin }) => tails.some((tail) => tail.startsWith(pinyin)),
  ({ en }, { phrase }) => en.startsWith(phrase),
  ({ words }, query) => query.words.every((start) => words.some((word) => word.startsWith(start))),
  ({ zh, en }, { phrase, typed }) => zh.includes(typed) || en.includes(phrase),
]

const indexItem = (item: Item, initialsOf: SpellingsOf, fullOf: SpellingsOf): Indexed => ({
  item,
  zh: joined(item.name.zh),
  en: fold(item.name.en),
  initials: initialsOf(item.name.zh).map(joined),
  full: fullOf(item.name.zh).map(joined),
  tails: [...new Set(fullOf(item.name.zh).flatMap(tailsOf))],
  words: wordsOf(item.name.en),
})

/**
 * Prepares a catalog for the search box: by SKU, barcode, Chinese or English name, pinyin initials (`gbjd` finds
 * 宫保鸡丁) or whole pinyin from any syllable on. Surest hits first, hits of one kind in the catalog's order; sold-out items are found too.
 * A query without a letter or digit finds nothing.
 */
export const buildSearch = (
  catalog: Catalog,
  initialsOf: SpellingsOf,
  fullOf: SpellingsOf,
): ((query: string) => Item[]) => {
  const index = catalog.items.map((item) => indexItem(item, initialsOf, fullOf))
  return (text) => {
    const query: Query = { phrase: fold(text), typed: joined(text), pinyin: asPinyin(text), words: wordsOf(text) }
    if (query.typed === '') return []
    return index
      .map((entry) => ({ item: entry.item, kind: KINDS.findIndex((holds) => holds(entry, query)) }))
      .filter(({ kind }) => kind >= 0)
      .sort((left, right) => left.kind - right.kind)
      .map(({ item }) => item)
  }
}

/** Finds the item whose SKU, or else barcode, is exactly the code typed or scanned. */
export const findByCode = (catalog: Catalog): ((code: string) => Item | undefined) => {
  const bySku = new Map(catalog.items.map((item) => [item.sku, item]))
  const byBarcode = new Map(catalog.items.flatMap((item) => (item.barcode ? [[item.barcode, item]] : [])))
  return (text) => {
    const code = joined(text)
    return bySku.get(code) ?? byBarcode.get(code)
  }
}
