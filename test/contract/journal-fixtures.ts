import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { IndexedDb } from '../../renderer/journal/database.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { NO_NUMBERS, type NumbersBefore } from '../../renderer/journal/numbers-before.ts'
import { openJournal } from '../../renderer/journal/open-journal.ts'
import { sha256Text } from '../../renderer/journal/sha256.ts'
import type { EntryBody, EntryOf } from '../../shared/journal/entry.ts'
import { fen } from '../../shared/money/fen.ts'
import { quantity } from '../../shared/money/quantity.ts'
import type { BridgeDouble } from './bridge-double.ts'

/** A fresh database that forgets nothing until it is thrown away. It proves logic, not durability. */
export const freshDatabase = (): IndexedDb => ({ indexedDB: new IDBFactory(), IDBKeyRange })

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A well-formed id from a number: the same number gives the same id. */
export const idOf = (number: number): string => {
  let text = ''
  for (let rest = number; rest > 0; rest = Math.trunc(rest / 32)) text = `${crockford[rest % 32]}${text}`
  return text.padStart(26, '0')
}

/** The shift that every fixture belongs to. */
export const SHIFT = idOf(900)
/** Its business date. */
export const DATE = '2026-11-24'
/** A commit in that shift, by its manager. */
export const CONTEXT = { by: 'wang-fang', shift: SHIFT }

/** Opens the journal as a window would, over the double's main process. The clock advances a second per look. */
export const openWith = async (
  double: BridgeDouble,
  indexedDb: IndexedDb,
  onProgress: (seq: number, last: number) => void = () => undefined,
  numbersBefore: NumbersBefore = NO_NUMBERS,
) => {
  let utc = 1_790_000_000_000
  const now = () => {
    utc += 1_000
    return { utc, offset: 480, boot: 'boot', mono: utc - 1_790_000_000_000 }
  }
  const ports = {
    bridge: double.bridge,
    app: double.app,
    indexedDb,
    sha256: sha256Text,
    now,
    onProgress,
    numbersBefore,
  }
  return openJournal({ ...ports, claim: async () => true, persist: async () => true })
}

/** The same where it has to open: its refusal is the test's failure. */
export const openedJournal = async (...where: Parameters<typeof openWith>): Promise<Journal> => {
  const opened = await openWith(...where)
  if (!opened.ok) throw new Error(`${opened.reason} ${opened.detail}`)
  return opened.journal
}

/** The first entry of a sample restaurant. */
export const genesis: EntryBody = {
  kind: 'GENESIS',
  body: {
    publicKey: 'key',
    random: idOf(1),
    app: '0.0.0-test',
    restaurant: '样例饭馆',
    taxpayer: 'small_scale',
    sample: true,
    parent: null,
  },
}

/** Opens the shift with a float of ￥500. */
export const shiftOpened: EntryBody = {
  kind: 'SHIFT_OPENED',
  body: { shiftId: SHIFT, businessDate: DATE, float: fen(50_000) },
}

/** A sale of one line at `total` fen, paid in cash, 1 yuan of change where `change` says so. */
export const saleOf = (order: number, total: number, receiptNo: string, change = 0): EntryBody & { kind: 'SALE' } => {
  const name = { zh: '宫保鸡丁', en: 'Kung Pao Chicken' }
  const line: EntryOf<'SALE'>['body']['lines'][number] = {
    lineId: idOf(order + 10_000),
    sku: '1001',
    name,
    category: 'hot',
    unit: { zh: '份', en: 'portion' },
    unitPrice: fen(total),
    quantity: quantity(1_000),
    modifiers: [],
    note: '',
    discount: null,
    list: fen(total),
    lineDiscount: fen(0),
    orderDiscount: fen(0),
    payable: fen(total),
    net: fen(total),
    tax: fen(0),
  }
  const totals = { rateBp: 0, subtotal: fen(total), discount: fen(0), total: fen(total), net: fen(total), tax: fen(0) }
  return {
    kind: 'SALE',
    body: {
      orderId: idOf(order),
      receiptNo,
      businessDate: DATE,
      dining: 'dine_in',
      table: '12',
      guests: 2,
      note: '',
      lines: [line],
      ...totals,
      tenders: [{ kind: 'cash', amount: fen(total + change) }],
      paid: fen(total + change),
      change: fen(change),
    },
  }
}
