import { pinyin, polyphonic } from 'pinyin-pro'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { buildSearch, findByCode } from '../../shared/catalog/search-catalog.ts'
import { spellings } from '../../shared/catalog/spellings.ts'
import type { Menu } from './parts.ts'

/** The readings of each character of a Chinese name, the one that fits its words first. */
const readingsOf = (zh: string): string[][] => {
  const inContext = pinyin(zh, { toneType: 'none', type: 'array' })
  return polyphonic(zh, { toneType: 'none', type: 'array' }).map((readings, at) => [inContext[at] ?? '', ...readings])
}

/** Makes a catalog ready to be sold from: searched by name, pinyin and code. */
export const menuOf = (catalog: Catalog): Menu => {
  const typed = new Map(catalog.items.map((item) => [item.name.zh, spellings(readingsOf(item.name.zh))]))
  const find = findByCode(catalog)
  return {
    catalog,
    search: buildSearch(
      catalog,
      (zh) => typed.get(zh)?.initials ?? [],
      (zh) => typed.get(zh)?.full ?? [],
    ),
    findByCode: (code) => find(code) ?? null,
  }
}
