import * as v from 'valibot'
import { entryRefSchema, hashSchema } from '../journal/entry.ts'
import { permitSchema } from './permit.ts'
import { count, done, method, nothing, refused } from './schema-parts.ts'

/** What a till that was restored goes on from. */
export const restoredSchema = v.strictObject({
  /** Where it came from; absent: a backup. */
  origin: v.optional(v.picklist(['backup', 'head_office'])),
  /** Who worked at a till that head office gave back, as its entries tell; their PINs were on the lost machine alone. */
  staff: v.optional(v.array(v.strictObject({ name: v.string(), role: v.picklist(['cashier', 'manager']) }))),
  /** The last entry that came back. */
  parent: entryRefSchema,
  restaurant: v.string(),
  taxpayer: v.picklist(['general', 'small_scale']),
  sample: v.boolean(),
  /** The last receipt number of each business date, and the last Z: none of them is given again. */
  numbers: v.strictObject({ receipts: v.record(v.string(), count), z: count }),
})
export type Restored = v.InferOutput<typeof restoredSchema>

/** What came of a backup. `behind`: the second copy does not hold all of the journal yet, so neither does the backup. */
const backupMadeSchema = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), name: v.string(), seq: count, entries: count, bytes: count }),
  refused([
    'not_set_up',
    'busy',
    'folder_missing',
    'disk_full',
    'write_failed',
    'behind',
    'verify_failed',
    'totals_differ',
  ]),
])

/** Backups, and beginning from one. */
export const backupMethods = {
  /** How backups stand: where they go, how the last attempt went, and up to which number one is verified. */
  'backup.status': method(
    nothing,
    v.strictObject({
      folder: v.nullable(v.string()),
      keyStorage: v.nullable(v.picklist(['os', 'file'])),
      running: v.boolean(),
      /** The last attempt since the app started. */
      last: v.nullable(v.strictObject({ at: count, made: backupMadeSchema })),
      verified: v.nullable(v.strictObject({ name: v.string(), at: count, epoch: count, seq: count })),
      kept: count,
    }),
  ),
  /** Chooses the folder of backups, with a manager's permit. The passphrase is made at the first time or where a new one is asked for; it is told here alone. */
  'backup.setUp': method(
    v.strictObject({
      folder: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
      newPassphrase: v.boolean(),
      permit: permitSchema,
    }),
    v.variant('ok', [
      v.strictObject({
        ok: v.literal(true),
        passphrase: v.nullable(v.string()),
        keyStorage: v.picklist(['os', 'file']),
      }),
      refused(['busy', 'write_failed', 'not_absolute', 'not_allowed']),
    ]),
  ),
  /** Makes a backup and verifies it against the journal as the screens know it: its newest entry, and what it adds up to. */
  'backup.make': method(
    v.strictObject({
      journal: v.strictObject({
        epoch: count,
        seq: count,
        hash: hashSchema,
        totals: v.strictObject({ sales: count, salesTotal: count, refunds: count, refundTotal: count }),
      }),
    }),
    backupMadeSchema,
  ),
  /** Backups on sticks, shares and among the documents, newest first, by what each says of itself. */
  'backup.find': method(
    nothing,
    v.strictObject({
      backups: v.array(v.strictObject({ file: v.string(), till: v.string(), at: count, seq: count })),
    }),
  ),
  /** Opens a backup on a till that has not begun, proves all of it and says what it holds. Nothing of the till changes. */
  'backup.look': method(
    v.strictObject({
      file: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
      passphrase: v.pipe(v.string(), v.maxLength(100)),
    }),
    v.variant('ok', [
      v.strictObject({
        ok: v.literal(true),
        file: v.string(),
        restaurant: v.string(),
        sample: v.boolean(),
        till: v.string(),
        tillCode: v.nullable(v.string()),
        epoch: count,
        /** The last number, when the backup was made, and the business date of the last shift. */
        seq: count,
        at: count,
        businessDate: v.nullable(v.string()),
        entries: count,
        totals: v.strictObject({ sales: count, salesTotal: count, refunds: count, refundTotal: count }),
        /** Whether the till's key signed it; not where that key was gone. */
        signed: v.boolean(),
      }),
      refused([
        'not_new',
        'busy',
        'not_found',
        'unreadable',
        'not_a_backup',
        'newer_version',
        'wrong_passphrase',
        'damaged',
        'disk_full',
      ]),
    ]),
  ),
  /** Makes ready what was looked at last; the next start puts it in place, before anything else. */
  'backup.restore': method(nothing, v.variant('ok', [done, refused(['not_looked', 'not_new', 'write_failed'])])),
  /** What this till was restored from: its first entry goes on from `parent`, its numbers from `numbers`. null: it never was. */
  'backup.restored': method(nothing, v.strictObject({ restored: v.nullable(restoredSchema) })),
} as const
