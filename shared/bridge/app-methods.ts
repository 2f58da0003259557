import * as v from 'valibot'
import { hashSchema } from '../journal/entry.ts'
import { count, done, method, nothing, refused, text } from './schema-parts.ts'

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
