import * as v from 'valibot'
import { count, done, method, nothing, refused } from './schema-parts.ts'
import { oneTimeCodeSchema } from './sync-methods.ts'

/** How a lost till's history is coming back. */
const replacingSchema = v.strictObject({
  /** The till that is replaced, with the labels that this one has taken over. */
  till: v.string(),
  storeName: v.string(),
  tillCode: v.string(),
  /** The epoch that is being given back: how far it is here, and how far head office has it. null before the first answer. */
  reached: v.nullable(v.strictObject({ epoch: count, seq: count, last: count })),
})

/** What came back of a lost till, proven down to each link, and signed for by head office. */
const historySchema = v.strictObject({
  restaurant: v.string(),
  sample: v.boolean(),
  till: v.string(),
  tillCode: v.nullable(v.string()),
  epochs: count,
  entries: count,
  /** Entries of kinds that this version does not know: kept, and in no sum. */
  unread: count,
  totals: v.strictObject({ sales: count, salesTotal: count, refunds: count, refundTotal: count }),
  /** Of the last sale; null where there was none. */
  receiptNo: v.nullable(v.string()),
  businessDate: v.nullable(v.string()),
  /** The last number that head office has signed, in the last epoch. */
  proven: v.strictObject({ epoch: count, seq: count }),
  /** `earlier_elsewhere`: what came before is of a till that this one does not replace; `fork`: head office has another branch of it. */
  begins: v.picklist(['at_genesis', 'earlier_elsewhere', 'fork']),
})
export type History = v.InferOutput<typeof historySchema>

/** An empty machine takes the place of a lost till: its history comes back from head office. */
export const replaceMethods = {
  /** null: this machine replaces nobody, or has begun already. */
  'replace.standing': method(nothing, v.strictObject({ standing: v.nullable(replacingSchema) })),
  /** Enrols with a code that replaces a till. From then on head office knows this machine as that till's replacement. */
  'replace.enrol': method(
    oneTimeCodeSchema,
    v.variant('ok', [
      done,
      refused([
        'not_new',
        'bad_url',
        'bad_code',
        'replacement_code',
        'no_replacement_code',
        'unreachable',
        'not_head_office',
        'key_missing',
        'write_failed',
      ]),
    ]),
  ),
  /** Brings the whole history here, beside the till's own files, and proves it. Stopped anywhere, it goes on from what is here. */
  'replace.pull': method(
    nothing,
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), history: historySchema }),
      refused([
        'not_new',
        'busy',
        'not_enrolled',
        'unreachable',
        'refused',
        'not_head_office',
        'key_missing',
        'nothing_there',
        'broken',
        'disk_full',
        'write_failed',
      ]),
    ]),
  ),
  /** Makes ready what was brought here; the next start puts it in place, as a backup. */
  'replace.ready': method(nothing, v.variant('ok', [done, refused(['not_new', 'not_pulled', 'write_failed'])])),
} as const
