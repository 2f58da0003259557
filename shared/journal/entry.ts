import * as v from 'valibot'
import { kitchenOrderSchema } from '../kitchen/kitchen-order.ts'
import { fenBetween, fenSchema } from '../money/fen-schema.ts'
import { diningSchema, discountSchema, idSchema, orderLineSchema } from '../sale/order.ts'
import { tenderSchema } from '../sale/tender.ts'
import { removedLineSchema, soldLineSchema } from './sold-line.ts'

/** SHA-256 in lower-case hex. */
export const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const dateSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
const textSchema = v.pipe(v.string(), v.maxLength(200))
const rateSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))

/** Where an entry stands: till (fingerprint of its key), epoch, number; with the hash it can be proven. */
export const entryRefSchema = v.strictObject({
  till: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  epoch: seqSchema,
  seq: seqSchema,
  hash: hashSchema,
})

const totalsEntries = {
  rateBp: rateSchema,
  subtotal: fenBetween(0, 1e12),
  discount: fenBetween(0, 1e12),
  total: fenBetween(0, 1e12),
  net: fenBetween(0, 1e12),
  tax: fenBetween(0, 1e12),
}

/** What a till counted over a shift, in fen; sums of its entries, refunds as positive amounts of their own. */
export const shiftTotalsSchema = v.strictObject({
  sales: v.pipe(v.number(), v.safeInteger()),
  salesTotal: fenSchema,
  discount: fenSchema,
  net: fenSchema,
  tax: fenSchema,
  refunds: v.pipe(v.number(), v.safeInteger()),
  refundTotal: fenSchema,
  voids: v.pipe(v.number(), v.safeInteger()),
  cash: fenSchema,
  wechat: fenSchema,
  alipay: fenSchema,
  card: fenSchema,
  /** Cash put into the drawer and taken out of it beside the sales, and how often it was opened for nothing; absent: never. */
  paidIn: v.optional(fenSchema),
  paidOut: v.optional(fenSchema),
  drawerOpens: v.optional(v.pipe(v.number(), v.safeInteger())),
})
export type ShiftTotals = v.InferOutput<typeof shiftTotalsSchema>

const kind = <const K extends string, E extends v.ObjectEntries>(name: K, entries: E) =>
  v.strictObject({ ...headerEntries, kind: v.literal(name), body: v.strictObject(entries) })

const headerEntries = {
  v: v.literal(1),
  till: entryRefSchema.entries.till,
  epoch: seqSchema,
  seq: seqSchema,
  /** Hash of the entry before; 64 zeros at the genesis. */
  prev: hashSchema,
  /** UTC milliseconds, offset in minutes, boot id and monotonic milliseconds since boot: order is by seq alone. */
  at: v.strictObject({
    utc: v.pipe(v.number(), v.safeInteger()),
    offset: v.pipe(v.number(), v.integer(), v.minValue(-840), v.maxValue(840)),
    boot: v.string(),
    mono: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  by: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  shift: v.nullable(idSchema),
}

/** Every kind of journal entry; the discriminant is `kind`. */
export const entrySchema = v.variant('kind', [
  kind('GENESIS', {
    publicKey: v.string(),
    random: idSchema,
    app: textSchema,
    restaurant: textSchema,
    taxpayer: v.picklist(['general', 'small_scale']),
    sample: v.boolean(),
    parent: v.nullable(entryRefSchema),
    /** Why the till left the epoch of its parent by itself, and the first numbers there that no copy could give. */
    left: v.optional(
      v.strictObject({
        reason: v.picklist(['fork', 'missing']),
        missing: v.nullable(v.strictObject({ first: seqSchema, last: seqSchema })),
      }),
    ),
  }),
  kind('ENROLLED', {
    store: textSchema,
    storeName: textSchema,
    tillCode: textSchema,
    headOfficeKey: v.string(),
    /** The manager whose PIN allowed it; absent where the till was enrolled from its command line. */
    approvedBy: v.optional(textSchema),
  }),
  kind('SETTINGS_CHANGED', {
    setting: v.picklist(['cashier_discount_bp', 'printer', 'stations', 'slip', 'outside_copy', 'backup']),
    before: textSchema,
    after: textSchema,
  }),
  kind('STAFF_CHANGED', {
    staff: textSchema,
    name: textSchema,
    role: v.picklist(['cashier', 'manager']),
    change: textSchema,
  }),
  kind('SHIFT_OPENED', { shiftId: idSchema, businessDate: dateSchema, float: fenBetween(0, 999_999_999) }),
  kind('SALE', {
    orderId: idSchema,
    receiptNo: textSchema,
    businessDate: dateSchema,
    dining: diningSchema,
    table: v.pipe(v.string(), v.maxLength(12)),
    guests: v.pipe(v.number(), v.integer()),
    note: v.pipe(v.string(), v.maxLength(120)),
    lines: v.pipe(v.array(soldLineSchema), v.minLength(1), v.maxLength(300)),
    removed: v.optional(v.array(removedLineSchema)),
    /** What the kitchen had not been told before. */
    kitchen: v.optional(kitchenOrderSchema),
    /** The discount on the whole order, with who allowed it; those on single lines are in the lines. */
    discountGiven: v.optional(discountSchema),
    ...totalsEntries,
    tenders: v.array(tenderSchema),
    paid: fenBetween(0, 1e12),
    change: fenBetween(0, 1e12),
  }),
  kind('ORDER_VOIDED', {
    orderId: idSchema,
    /** Where it was: the kitchen is told whose dishes it need not make. Absent in entries of before. */
    dining: v.optional(diningSchema),
    table: v.optional(v.pipe(v.string(), v.maxLength(12))),
    guests: v.optional(v.pipe(v.number(), v.integer())),
    reason: textSchema,
    /** Those that stood on it; of an order that was emptied line by line, those that were taken off. */
    lines: v.array(orderLineSchema),
    removed: v.optional(v.array(removedLineSchema)),
    /** What the kitchen had been told and need not make. */
    kitchen: v.optional(kitchenOrderSchema),
    total: fenBetween(0, 1e12),
  }),
  /** An open order told to the kitchen: the first send, dishes added later, dishes taken back. */
  kind('KITCHEN_SENT', {
    orderId: idSchema,
    dining: diningSchema,
    table: v.pipe(v.string(), v.maxLength(12)),
    guests: v.pipe(v.number(), v.integer()),
    note: v.pipe(v.string(), v.maxLength(120)),
    /** Why dishes were taken back. */
    reason: v.optional(textSchema),
    kitchen: kitchenOrderSchema,
  }),
  /** What an open order comes to, printed for the guest before payment; `number` counts the checks of one order. */
  kind('CHECK_PRINTED', {
    orderId: idSchema,
    number: seqSchema,
    dining: diningSchema,
    table: v.pipe(v.string(), v.maxLength(12)),
    guests: v.pipe(v.number(), v.integer()),
    note: v.pipe(v.string(), v.maxLength(120)),
    lines: v.pipe(v.array(soldLineSchema), v.minLength(1), v.maxLength(300)),
    ...totalsEntries,
  }),
  kind('REFUND', {
    refundId: idSchema,
    of: entryRefSchema,
    receiptNo: textSchema,
    businessDate: dateSchema,
    reason: textSchema,
    approvedBy: textSchema,
    lines: v.array(soldLineSchema),
    ...totalsEntries,
    /** What went back, by the tender it came from. */
    tenders: v.array(tenderSchema),
  }),
  kind('INVOICE_REQUESTED', {
    requestNo: idSchema,
    of: entryRefSchema,
    receiptNo: textSchema,
    buyer: v.strictObject({ name: textSchema, taxpayerId: v.nullable(textSchema) }),
    rateBp: rateSchema,
    total: fenBetween(1, 1e12),
    net: fenBetween(0, 1e12),
    tax: fenBetween(0, 1e12),
    capitals: textSchema,
    state: v.literal('queued'),
  }),
  kind('REPRINTED', {
    document: textSchema,
    copy: v.pipe(v.number(), v.integer(), v.minValue(2)),
    bytesHash: hashSchema,
  }),
  kind('PRINT_OUTCOME', {
    job: textSchema,
    state: v.picklist(['printed', 'unconfirmed', 'in_doubt', 'failed']),
    evidence: v.picklist(['confirmed', 'processed', 'none']),
    bytesHash: hashSchema,
    offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  /** Cash that came into the drawer or left it beside the sales: change from the bank, a supplier paid in cash. */
  kind('CASH_MOVED', {
    moveId: idSchema,
    direction: v.picklist(['in', 'out']),
    amount: fenBetween(1, 999_999_999),
    reason: textSchema,
    businessDate: dateSchema,
    /** The manager who allowed it; null where cash came in and nobody had to. */
    approvedBy: v.nullable(textSchema),
  }),
  /** The drawer was opened without a sale. */
  kind('DRAWER_OPENED', { openingId: idSchema, reason: textSchema }),
  kind('X_REPORT', { shiftId: idSchema, fromSeq: seqSchema, toSeq: seqSchema }),
  kind('SHIFT_CLOSED', {
    shiftId: idSchema,
    businessDate: dateSchema,
    z: seqSchema,
    fromSeq: seqSchema,
    float: fenBetween(0, 1e12),
    counted: fenBetween(0, 1e12),
    expected: fenSchema,
    /** counted - expected: negative is short. */
    over: fenSchema,
    totals: shiftTotalsSchema,
  }),
  /** The till's key stands for the entry `of` and all before it; the signature, base64 of Ed25519, is over headText(). */
  kind('SIGNED', {
    of: v.strictObject({ epoch: seqSchema, seq: seqSchema, hash: hashSchema }),
    signature: v.pipe(v.string(), v.base64(), v.maxLength(88)),
  }),
])
/** A whole entry: header, kind and body. */
export type Entry = v.InferOutput<typeof entrySchema>
/** The name of a kind of entry. */
export type EntryKind = Entry['kind']
/** The entry of one kind. */
export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>
/** What a caller hands to commit(): the kind with its body; the journal adds the header. */
export type EntryBody = { [K in EntryKind]: { kind: K; body: EntryOf<K>['body'] } }[EntryKind]
/** When an entry was sealed, by the till's own clocks. */
export type EntryTime = Entry['at']

/** The hash that the first entry links to. */
export const NO_HASH = '0'.repeat(64)
