import * as v from 'valibot'
import { entryRefSchema, hashSchema } from '../journal/entry.ts'
import { count, done, method, nothing, refused, text } from './schema-parts.ts'

/** Why a till left an epoch, and what the next one goes on from. */
export const epochBegunSchema = v.strictObject({
  /** The new epoch. */
  epoch: count,
  /** `fork`: two copies, or head office, hold another entry under the same number. `missing`: numbers that no copy gives. */
  reason: v.picklist(['fork', 'missing']),
  /** The last entry of the epoch before that the till can prove: its second copy holds it and all before it. */
  parent: entryRefSchema,
  /** `missing`: the first numbers beyond the parent that no copy gives. `fork`: those that only another branch holds. */
  missing: v.nullable(v.strictObject({ first: count, last: count })),
  restaurant: v.string(),
  taxpayer: v.picklist(['general', 'small_scale']),
  sample: v.boolean(),
  /** The last receipt number of business dates, and the last Z, that may stand on paper: none of them is given again. */
  numbers: v.strictObject({ receipts: v.record(v.string(), count), z: count }),
})
export type EpochBegun = v.InferOutput<typeof epochBegunSchema>

/** What the screens ask of the app itself, and have signed with the till's key. */
export const appMethods = {
  /** What the app is, where its data lies, and what main found at start. */
  'app.info': method(
    nothing,
    v.strictObject({
      version: v.string(),
      till: v.string(),
      epoch: count,
      publicKey: v.string(),
      keyState: v.picklist(['present', 'missing']),
      keyStorage: v.picklist(['os', 'file']),
      boot: v.string(),
      shell: v.strictObject({ name: v.picklist(['electron', 'chromium']), version: v.string() }),
      dataFolder: v.string(),
      sample: v.boolean(),
      mirror: v.strictObject({
        state: v.picklist(['good', 'torn_tail_cut', 'shortened', 'damaged', 'repaired', 'unwritable']),
        detail: v.nullable(v.string()),
        /** The highest number that it is known to have held, readable or not. */
        held: v.optional(count),
        /** The highest number on a whole line of it that connects to nothing, and is not believed. */
        unconnected: v.optional(v.nullable(count)),
      }),
    }),
  ),
  /** Signs a head with the till's key, so that a closing can be proven; only one that the mirror holds with that very hash. */
  'identity.signHead': method(
    v.strictObject({ epoch: count, seq: count, hash: hashSchema }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), signature: v.string() }),
      refused(['key_missing', 'not_mirrored']),
    ]),
  ),
  /** Signs the token of a sale, given as its journal line, for the QR code on its receipt. */
  'identity.signSale': method(
    v.strictObject({ line: v.pipe(v.string(), v.maxLength(200_000)) }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), signature: v.string() }),
      refused(['key_missing', 'not_a_sale', 'other_journal']),
    ]),
  ),
  /**
   * Leaves the epoch in use for a later one, with the same key; durable on reply. What main itself knows is logged beside the
   * reason. `other_parent`: the second copy does not end in that parent. `too_many`: this run of the app has begun enough.
   */
  'identity.beginEpoch': method(
    epochBegunSchema,
    v.variant('ok', [done, refused(['not_next', 'not_begun', 'other_parent', 'too_many', 'write_failed'])]),
  ),
  /** Why and from where the epoch in use began; null where it did not follow another one of this till. `earlier`: epochs kept.
   * `former`: those of the tills whose place this one took, under numbers that no epoch of its own has; oldest first. */
  'identity.epochBegun': method(
    nothing,
    v.strictObject({
      begun: v.nullable(epochBegunSchema),
      earlier: v.array(count),
      former: v.array(v.strictObject({ till: v.string(), epoch: count })),
    }),
  ),
  /** Writes one line to the log file. Never pass a PIN, a key or a guest's name. */
  'app.log': method(
    v.strictObject({ level: v.picklist(['info', 'warn', 'error']), event: text, detail: v.optional(text) }),
    done,
  ),
  /** The newest lines of the log, newest last. */
  'app.readLog': method(
    v.strictObject({ limit: v.pipe(count, v.maxValue(500)) }),
    v.strictObject({ lines: v.array(v.string()) }),
  ),
  /** The browser cannot open its databases: the next start sets them aside. `no_copy`: nothing else knows the journal. */
  'app.storageBroken': method(nothing, v.variant('ok', [done, refused(['no_copy', 'write_failed'])])),
  /** Closes the window for good, after the person was told what is waiting. */
  'app.close': method(nothing, done),
  /** Loads the page anew, which it may not do by itself: the till is opened again from what its copies hold. */
  'app.openAnew': method(nothing, done),
  /** Writes the archive that anyone can check to a new folder among the documents; unsigned where the key is gone. */
  'app.exportArchive': method(
    nothing,
    v.variant('ok', [
      v.strictObject({
        ok: v.literal(true),
        path: v.string(),
        entries: count,
        head: v.strictObject({ seq: count, hash: hashSchema }),
        signed: v.boolean(),
      }),
      refused(['write_failed']),
    ]),
  ),
  /** Folders of removable and shared media that are there now, for a person to choose from. */
  'app.places': method(
    nothing,
    v.strictObject({ places: v.array(v.strictObject({ folder: v.string(), freeBytes: count })) }),
  ),
  /** Bytes free on the data folder's disk; below the floor no new order may begin. */
  'app.disk': method(nothing, v.strictObject({ freeBytes: count, low: v.boolean(), full: v.boolean() })),
} as const
