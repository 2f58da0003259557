import * as v from 'valibot'
import { type Catalog, catalogSchema, type Item, type LocalName, type ModifierGroup } from './catalog.ts'
import { isEan } from './ean.ts'

/** One thing wrong with a catalog: where (as in `items.3.barcode`; empty for the whole) and what. */
export type CatalogProblem = {
  path: string
  reason:
    | 'malformed'
    | 'unprintable'
    | 'blank'
    | 'repeated'
    | 'unknown_category'
    | 'unknown_group'
    | 'wrong_check_digit'
    | 'impossible_choice'
    | 'below_zero'
}

/** Characters that a journal entry cannot hold, or that turn the reading direction of what follows on a receipt. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Whether a value is a catalog that a till can sell from; all that is wrong with it if not. Never throws. */
export const checkCatalog = (
  value: unknown,
): { ok: true; value: Catalog } | { ok: false; problems: CatalogProblem[] } => {
  const parsed = v.safeParse(catalogSchema, value)
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', reason: 'malformed' })),
    }
  const catalog = parsed.output
  const problems = [
    ...checkNames(catalog),
    ...repeated('categories', 'id', catalog.categories),
    ...repeated('modifierGroups', 'id', catalog.modifierGroups),
    ...catalog.modifierGroups.flatMap((group, index) => [...checkGroup(group, `modifierGroups.${index}`)]),
    ...repeated('items', 'sku', catalog.items),
    ...checkItems(catalog),
  ]
  return problems.length === 0 ? { ok: true, value: catalog } : { ok: false, problems }
}

/** Nothing that ink would show: a tile, a line of the order and a receipt would stand empty. */
const BLANK = /^[\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]+$/u

function* checkNames({ categories, modifierGroups, items }: Catalog): Generator<CatalogProblem> {
  const named: [path: string, name: LocalName][] = [
    ...categories.map(({ name }, index): [string, LocalName] => [`categories.${index}.name`, name]),
    ...modifierGroups.flatMap(({ name, options }, index): [string, LocalName][] => [
      [`modifierGroups.${index}.name`, name],
      ...options.map((option, at): [string, LocalName] => [`modifierGroups.${index}.options.${at}.name`, option.name]),
    ]),
    ...items.flatMap(({ name, unit }, index): [string, LocalName][] => [
      [`items.${index}.name`, name],
      [`items.${index}.unit`, unit],
    ]),
  ]
  for (const [path, name] of named)
    for (const language of ['zh', 'en'] as const) {
      if (UNPRINTABLE.test(name[language])) yield { path: `${path}.${language}`, reason: 'unprintable' }
      else if (BLANK.test(name[language])) yield { path: `${path}.${language}`, reason: 'blank' }
    }
}

function* repeated<Key extends string>(
  path: string,
  key: Key,
  rows: readonly Record<Key, string>[],
): Generator<CatalogProblem> {
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (seen.has(row[key])) yield { path: `${path}.${index}.${key}`, reason: 'repeated' }
    seen.add(row[key])
  }
}

function* checkGroup({ min, max, options }: ModifierGroup, path: string): Generator<CatalogProblem> {
  yield* repeated(`${path}.options`, 'id', options)
  if (min > max || max > options.length) yield { path, reason: 'impossible_choice' }
}

function* checkItems({ categories, modifierGroups, items }: Catalog): Generator<CatalogProblem> {
  const categoryIds = new Set(categories.map(({ id }) => id))
  const groups = new Map(modifierGroups.map((group) => [group.id, group]))
  const codes = new Set(items.map(({ sku }) => sku))
  for (const [index, item] of items.entries()) {
    const path = `items.${index}`
    if (!categoryIds.has(item.category)) yield { path: `${path}.category`, reason: 'unknown_category' }
    if (item.barcode !== undefined) {
      if (!isEan(item.barcode)) yield { path: `${path}.barcode`, reason: 'wrong_check_digit' }
      // A typed SKU and a scanned barcode are looked up alike, so they share one space of numbers.
      if (codes.has(item.barcode)) yield { path: `${path}.barcode`, reason: 'repeated' }
      codes.add(item.barcode)
    }
    for (const [at, id] of item.modifierGroups.entries()) {
      if (!groups.has(id)) yield { path: `${path}.modifierGroups.${at}`, reason: 'unknown_group' }
      if (item.modifierGroups.indexOf(id) !== at) yield { path: `${path}.modifierGroups.${at}`, reason: 'repeated' }
    }
    if (cheapest(item, groups) < 0) yield { path: `${path}.price`, reason: 'below_zero' }
  }
}

/** The least that a unit can cost, in fen: every choice that must be made and every one that lowers the price. */
const cheapest = (item: Item, groups: ReadonlyMap<string, ModifierGroup>): number =>
  item.modifierGroups.reduce<number>((price, id) => {
    const { min, max, options } = groups.get(id) ?? { min: 0, max: 0, options: [] }
    const ascending = options.map((option) => option.price).sort((left, right) => left - right)
    const chosen = ascending.slice(0, max).filter((delta, at) => at < min || delta < 0)
    return chosen.reduce<number>((sum, delta) => sum + delta, price)
  }, item.price)
