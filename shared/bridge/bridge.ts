import * as v from 'valibot'
import { entryRefSchema, hashSchema } from '../journal/entry.ts'

/**
 * The whole contract between the renderer and the main process. Both sides derive from it: the preload exposes one
 * function per method, main parses what comes in and what goes out. Nothing else crosses.
 */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.pipe(v.string(), v.maxLength(2_000))
const lines = v.pipe(v.array(v.pipe(v.string(), v.maxLength(200_000))), v.maxLength(1_000))
const headSchema = v.strictObject({ till: v.string(), epoch: count, seq: count, hash: hashSchema })
const nothing = v.strictObject({})
const done = v.strictObject({ ok: v.literal(true) })
const refused = <const R extends readonly [string, ...string[]]>(reasons: R) =>
  v.strictObject({ ok: v.literal(false), reason: v.picklist(reasons), detail: v.optional(text) })

const method = <I extends v.GenericSchema, O extends v.GenericSchema>(input: I, output: O) => ({ input, output })

/** A manager may approve what a cashier may not do alone. */
export const roleSchema = v.picklist(['cashier', 'manager'])
export type Role = v.InferOutput<typeof roleSchema>

/** A member of staff as the screen knows one; PINs and their verifiers never leave main. */
export const staffSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  role: roleSchema,
})
export type Staff = v.InferOutput<typeof staffSchema>

/** A way back in that was taken or made anew, which the journal has to tell of: whose, and which. */
export const recoverySchema = v.strictObject({
  staff: staffSchema,
  change: v.picklist(['pin_recovered', 'staff_file_recovered', 'sample_staff_made_again', 'recovery_code_renewed']),
})
export type Recovery = v.InferOutput<typeof recoverySchema>

/** What is known where the list of staff was lost: only a manager with the recovery code comes back in. */
export const lostStaffSchema = v.strictObject({
  why: v.picklist(['missing', 'unreadable']),
  /** The name under which an unreadable file is kept in the data folder. */
  keptAs: v.nullable(v.string()),
  /** Those whom the recovery code lets in; empty where the copy is lost too. */
  managers: v.array(staffSchema),
})
export type LostStaff = v.InferOutput<typeof lostStaffSchema>

/** A printer of this till. `virtual` is a simulated one: the screen and the docs say so. */
export const printerSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  kind: v.picklist(['virtual', 'tcp']),
  host: v.pipe(v.string(), v.maxLength(255)),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  profile: v.picklist(['58mm', '80mm']),
})
export type Printer = v.InferOutput<typeof printerSchema>

/** The till's settings; `cashierDiscountBp` is the most that a cashier may take off alone, in basis points. */
export const settingsSchema = v.strictObject({
  language: v.picklist(['zh', 'en']),
  theme: v.picklist(['light', 'dark', 'system']),
  cashierDiscountBp: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  printer: printerSchema,
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** A print job as the renderer hands it over; submitting the same id again is no second job. */
export const printJobSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9:._-]{1,120}$/)),
  kind: v.picklist(['document', 'drawer']),
  title: text,
  bytes: v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.byteLength <= 2_000_000, 'at most 2 MB'),
  ),
  /** Why it could not be laid out, in words for whoever looks after the till: it is never sent, and ends as failed. */
  fault: v.optional(text),
})
export type PrintJob = v.InferOutput<typeof printJobSchema>

/** How a print job stands; see electron/printing/spool.ts. */
export const jobStateSchema = v.picklist(['queued', 'sending', 'printed', 'unconfirmed', 'in_doubt', 'failed'])
export type JobState = v.InferOutput<typeof jobStateSchema>
/** How it is known that a job was printed; see ADR 6. */
export const evidenceSchema = v.picklist(['confirmed', 'processed', 'none'])

/** A final (or doubtful) outcome with its offset in the spool's log. */
export const printOutcomeSchema = v.strictObject({
  offset: count,
  job: v.string(),
  state: v.picklist(['printed', 'unconfirmed', 'in_doubt', 'failed']),
  evidence: evidenceSchema,
  bytesHash: hashSchema,
})
export type PrintOutcome = v.InferOutput<typeof printOutcomeSchema>

/** What the printer last said. `unknown`: nothing answered, which is never taken for "fine". */
export const printerStatusSchema = v.strictObject({
  state: v.picklist(['ready', 'unreachable', 'paper_end', 'cover_open', 'offline', 'unknown']),
  waiting: count,
  inDoubt: count,
  /** Documents that could not be laid out and that nobody has seen yet. */
  failed: v.optional(count),
  virtual: v.boolean(),
})
export type PrinterStatus = v.InferOutput<typeof printerStatusSchema>

/** How the till stands with head office. `proven` is the last number that head office has signed. */
export const syncStatusSchema = v.strictObject({
  state: v.picklist(['standalone', 'idle', 'unreachable', 'refused', 'fork', 'frozen', 'key_missing']),
  proven: v.nullable(headSchema),
  url: v.nullable(v.string()),
  store: v.nullable(v.string()),
  storeName: v.nullable(v.string()),
  tillCode: v.nullable(v.string()),
  headOfficeKey: v.nullable(v.string()),
  detail: v.nullable(v.string()),
  /** Numbers that head office keeps but does not understand: they are safe, and somebody should look. */
  quarantined: v.optional(v.array(count)),
})
export type SyncStatus = v.InferOutput<typeof syncStatusSchema>

/** Every method by name, with what goes in and what comes out. */
/** What a till that was restored goes on from. */
export const restoredSchema = v.strictObject({
  /** The last entry that the backup holds. */
  parent: entryRefSchema,
  restaurant: v.string(),
  taxpayer: v.picklist(['general', 'small_scale']),
  sample: v.boolean(),
  /** The last receipt number of the newest business dates, and the last Z: none of them is given again. */
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

export const methods = {
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
  'settings.read': method(nothing, settingsSchema),
  'settings.write': method(settingsSchema, v.variant('ok', [done, refused(['write_failed'])])),
  /** Makes the sample restaurant's or the first staff; the PIN of the first manager is set here. */
  'staff.setUp': method(
    v.strictObject({
      managerName: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
      pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)),
    }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), staff: v.array(staffSchema), recoveryCode: v.string() }),
      refused(['already_set_up', 'staff_lost', 'write_failed']),
    ]),
  ),
  /** The staff; on the sample restaurant with the PINs to show, since nothing there is secret. */
  'staff.list': method(
    nothing,
    v.strictObject({
      staff: v.array(staffSchema),
      samplePins: v.nullable(v.record(v.string(), v.string())),
      lost: v.nullable(lostStaffSchema),
      untold: v.array(recoverySchema),
    }),
  ),
  /** The first so many recoveries of `untold` are in the journal now. */
  'staff.told': method(v.strictObject({ count }), v.variant('ok', [done, refused(['write_failed'])])),
  'staff.add': method(
    v.strictObject({
      managerId: text,
      managerPin: text,
      staff: staffSchema,
      pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)),
    }),
    v.variant('ok', [done, refused(['wrong_pin', 'locked', 'already_there', 'write_failed'])]),
  ),
  /** Checks a PIN: after five wrong ones that person is locked out for a while, across restarts. */
  'staff.verify': method(
    v.strictObject({ id: text, pin: text }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), staff: staffSchema }),
      v.strictObject({
        ok: v.literal(false),
        reason: v.picklist(['wrong_pin', 'locked', 'unknown_person']),
        left: count,
        lockedForMs: count,
      }),
    ]),
  ),
  /** The way back for a forgotten manager PIN: the recovery code that was shown once. Gives a new code. */
  'staff.recover': method(
    v.strictObject({ id: text, code: text, pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)) }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), recoveryCode: v.string() }),
      refused(['wrong_code', 'locked', 'write_failed']),
    ]),
  ),
  /** Gives a manager a new recovery code for the PIN; the old one opens nothing any more. The sample has none. */
  'staff.renewRecovery': method(
    v.strictObject({ managerId: text, managerPin: text }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), recoveryCode: v.string() }),
      refused(['wrong_pin', 'locked', 'sample_staff', 'write_failed']),
    ]),
  ),
  /** Appends lines that follow the mirror's tail; the reply comes after fsync. Lines already there are skipped if equal. */
  'mirror.append': method(
    v.strictObject({ lines }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), durable: headSchema }),
      v.strictObject({ ok: v.literal(false), reason: v.literal('gap'), tail: headSchema }),
      refused(['fork', 'broken_chain', 'disk_full', 'write_failed']),
    ]),
  ),
  'mirror.tail': method(nothing, v.strictObject({ tail: headSchema })),
  /**
   * How the outside copy, on a stick or a share, stands, which nobody waits for. `held`: the last number known to be flushed
   * there. `away`: not plugged in. `other_medium`: another stick lies there. `ahead`: it holds more than the mirror, so it is
   * left alone, as is a `fork`.
   */
  'mirror.outside': method(
    nothing,
    v.strictObject({
      state: v.picklist([
        'none',
        'starting',
        'good',
        'away',
        'other_medium',
        'fork',
        'ahead',
        'disk_full',
        'write_failed',
      ]),
      folder: v.nullable(v.string()),
      held: v.nullable(count),
      detail: v.nullable(text),
      /** The name under which a damaged or torn part is kept; the copy was made good. */
      keptAs: v.nullable(v.string()),
      /** It lies on the disk that it should protect from. */
      sameDisk: v.boolean(),
    }),
  ),
  /** Chooses the folder of the outside copy, or none (null). */
  'mirror.chooseOutside': method(
    v.strictObject({ folder: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(500))) }),
    v.variant('ok', [v.strictObject({ ok: v.literal(true), sameDisk: v.boolean() }), refused(['not_writable'])]),
  ),
  /** Lines after a number, in order, at most `limit`. */
  'mirror.read': method(
    v.strictObject({ after: count, limit: v.pipe(count, v.maxValue(1_000)) }),
    v.strictObject({ lines }),
  ),
  /** Of a damaged second copy, the lines after a number that are whole in themselves; each has to be proven to follow. */
  'mirror.salvage': method(
    v.strictObject({ after: count, limit: v.pipe(count, v.maxValue(1_000)) }),
    v.strictObject({ lines }),
  ),
  /**
   * Makes a damaged second copy again from the journal's lines, which follow `tail`, the new file's end; with `complete`
   * it is verified and takes the damaged one's place, which is kept. Answers the standing tail where nothing is damaged.
   */
  'mirror.rebuild': method(
    v.strictObject({ lines, complete: v.boolean() }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), tail: headSchema }),
      refused(['broken_chain', 'disk_full', 'write_failed']),
    ]),
  ),
  /**
   * How far the spool has taken over the journal's entries. `journal` says what the journal holds, its last number and the
   * offset of its last print outcome: a spool that has lost its log prints nothing of that by itself.
   */
  'print.position': method(
    v.strictObject({ journal: v.optional(v.strictObject({ head: count, outcomes: count })) }),
    v.strictObject({ seq: count }),
  ),
  /** Queues jobs durably and moves the position to `through`; the reply comes after fsync. Same id: no second job. */
  'print.submit': method(
    v.strictObject({ through: count, jobs: v.pipe(v.array(printJobSchema), v.maxLength(100)) }),
    v.variant('ok', [done, refused(['disk_full', 'write_failed'])]),
  ),
  'print.outcomes': method(
    v.strictObject({ after: count, limit: v.pipe(count, v.maxValue(500)) }),
    v.strictObject({ outcomes: v.array(printOutcomeSchema), end: count }),
  ),
  'print.status': method(nothing, printerStatusSchema),
  /** Jobs that wait, are in doubt, or failed unseen, oldest first. */
  'print.open': method(
    nothing,
    v.strictObject({
      jobs: v.array(
        v.strictObject({ id: v.string(), title: v.string(), state: jobStateSchema, why: v.nullable(text) }),
      ),
    }),
  ),
  /** A person says of a doubtful job that it did print, or of a failed one that they know. (To print again, submit copy n+1.) */
  'print.resolve': method(
    v.strictObject({ id: text }),
    v.variant('ok', [done, refused(['not_in_doubt', 'write_failed'])]),
  ),
  /** What the virtual printer received, newest first: the bytes of whole jobs. Empty where the printer is a real one. */
  'print.paper': method(
    v.strictObject({ limit: v.pipe(count, v.maxValue(200)) }),
    v.strictObject({
      virtual: v.boolean(),
      jobs: v.array(v.strictObject({ number: count, receivedAt: count, bytes: v.instance(Uint8Array) })),
    }),
  ),
  'sync.status': method(nothing, syncStatusSchema),
  /** Enrols at head office with a one-time code. */
  'sync.enrol': method(
    v.strictObject({ url: v.pipe(v.string(), v.maxLength(300)), code: v.pipe(v.string(), v.maxLength(40)) }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), status: syncStatusSchema, headOfficeKey: v.string() }),
      refused(['bad_url', 'bad_code', 'unreachable', 'not_head_office', 'key_missing', 'write_failed']),
    ]),
  ),
  /** One signed upload; ok only once head office's ack was verified and is durable here. */
  'sync.push': method(
    v.strictObject({ epoch: count, lines }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), proven: headSchema }),
      v.strictObject({ ok: v.literal(false), reason: v.literal('gap'), mark: count }),
      v.strictObject({
        ok: v.literal(false),
        reason: v.picklist([
          'standalone',
          'unreachable',
          'refused',
          'fork',
          'frozen',
          'key_missing',
          'not_an_ack',
          'write_failed',
        ]),
        retryAfterMs: v.nullable(count),
        detail: v.nullable(text),
      }),
    ]),
  ),
  /** What head office holds of an epoch after a number, in order; its signature and its answer to this request were verified. */
  'sync.pull': method(
    v.strictObject({ epoch: count, after: count }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), lines, mark: headSchema, latestEpoch: count }),
      refused(['standalone', 'unreachable', 'refused', 'not_head_office', 'key_missing']),
    ]),
  ),
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
  /** Chooses the folder of backups. The passphrase is made at the first time or where a new one is asked for; it is told here alone. */
  'backup.setUp': method(
    v.strictObject({ folder: v.pipe(v.string(), v.minLength(1), v.maxLength(500)), newPassphrase: v.boolean() }),
    v.variant('ok', [
      v.strictObject({
        ok: v.literal(true),
        passphrase: v.nullable(v.string()),
        keyStorage: v.picklist(['os', 'file']),
      }),
      refused(['busy', 'write_failed']),
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

export type Methods = typeof methods
/** The name of a method. */
export type MethodName = keyof Methods
export type Input<M extends MethodName> = v.InferInput<Methods[M]['input']>
export type Output<M extends MethodName> = v.InferOutput<Methods[M]['output']>

/**
 * What main tells the renderer unasked; the payload is empty, the renderer asks for what it needs. `sync.changed`: the
 * standing with head office is another. `sync.ready`: an upload is worth an attempt now.
 */
export const EVENTS = ['close.asked', 'print.changed', 'sync.changed', 'sync.ready'] as const
export type EventName = (typeof EVENTS)[number]

/** What the preload exposes as `window.counterfoil`. Replies are already parsed by main. */
export type Bridge = {
  readonly call: { readonly [M in MethodName]: (input: Input<M>) => Promise<Output<M>> }
  readonly on: { readonly [E in EventName]: (listener: () => void) => () => void }
}
