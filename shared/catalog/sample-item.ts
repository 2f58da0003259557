import { fen } from '../money/fen.ts'
import type { Item, LocalName } from './catalog.ts'

/** The units that the sample menu sells in. */
const UNITS = {
  份: 'portion',
  只: 'bird',
  碗: 'bowl',
  位: 'person',
  个: 'piece',
  串: 'skewer',
  笼: 'steamer',
  盘: 'plate',
  锅: 'pot',
  杯: 'glass',
  壶: 'teapot',
  瓶: 'bottle',
  听: 'can',
  扎: 'pitcher',
  斤: 'jin (500 g)',
} as const satisfies Record<string, string>

type Unit = keyof typeof UNITS
type Extra = Pick<Item, 'barcode' | 'favourite' | 'soldOut'>

const unitName = (unit: Unit): LocalName => ({ zh: unit, en: UNITS[unit] })

/** Starts the rows of one category: each row is SKU, Chinese name, English name, price in fen, unit, modifier groups. */
export const rowsOf =
  (category: string) =>
  (
    sku: string,
    zh: string,
    en: string,
    price: number,
    unit: Unit = '份',
    modifierGroups: readonly string[] = [],
    extra: Extra = {},
  ): Item => ({
    sku,
    name: { zh, en },
    category,
    price: fen(price),
    unit: unitName(unit),
    modifierGroups: [...modifierGroups],
    ...extra,
  })
