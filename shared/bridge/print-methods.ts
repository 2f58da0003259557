import * as v from 'valibot'
import { hashSchema } from '../journal/entry.ts'
import { permitSchema } from './permit.ts'
import { count, done, method, nothing, refused, text } from './schema-parts.ts'
import { abilitiesSchema, printerAddressSchema } from './settings-methods.ts'

const printerId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/))

const documentBytes = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.byteLength <= 2_000_000, 'at most 2 MB'),
)

/** A print job as the renderer hands it over; submitting the same id again is no second job. */
export const printJobSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9:._-]{1,120}$/)),
  kind: v.picklist(['document', 'drawer']),
  title: text,
  /** The id of the printer that it is for; absent: the one for receipts. */
  printer: v.optional(printerId),
  bytes: documentBytes,
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
const printerStatusSchema = v.strictObject({
  state: v.picklist(['ready', 'unreachable', 'paper_end', 'cover_open', 'offline', 'unknown']),
  waiting: count,
  inDoubt: count,
  /** Documents that could not be laid out and that nobody has seen yet. */
  failed: v.optional(count),
  virtual: v.boolean(),
  /** The roll is near its end, where the printer tells; it prints all the same. */
  paperLow: v.optional(v.boolean()),
  /** The drawer is open, where the printer tells and has been seen to tell the truth. */
  drawerOpen: v.optional(v.boolean()),
})
/** One printer among several, by its id. */
const oneOfPrintersSchema = v.strictObject({ id: v.string(), ...printerStatusSchema.entries })
export type OneOfPrinters = v.InferOutput<typeof oneOfPrintersSchema>
export type PrinterStatus = v.InferOutput<typeof printerStatusSchema>

/** The print spool. */
export const printMethods = {
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
  /** The printer for receipts, and the others; one that is no longer set up is listed as long as jobs wait for it. */
  'print.status': method(
    nothing,
    v.strictObject({ ...printerStatusSchema.entries, others: v.array(oneOfPrintersSchema) }),
  ),
  /** Jobs that wait, are in doubt, or failed unseen, oldest first. */
  'print.open': method(
    nothing,
    v.strictObject({
      jobs: v.array(
        v.strictObject({
          id: v.string(),
          title: v.string(),
          /** null: the printer for receipts, as it is now. */
          printer: v.nullable(v.string()),
          state: jobStateSchema,
          why: v.nullable(text),
          /** Milliseconds since it was taken over, or since the app started. */
          waitedMs: count,
        }),
      ),
    }),
  ),
  /** A person says of a doubtful job that it did print, or of a failed one that they know. (To print again, submit copy n+1.) */
  'print.resolve': method(
    v.strictObject({ id: text }),
    v.variant('ok', [done, refused(['not_in_doubt', 'write_failed'])]),
  ),
  /** Sends a job that waits, and of which no byte has left, to another printer; its paper says so. */
  'print.move': method(
    v.strictObject({ id: text, printer: printerId }),
    v.variant('ok', [done, refused(['not_waiting', 'unknown_printer', 'write_failed'])]),
  ),
  /** What the virtual printer received, newest first: the bytes of whole jobs. Empty where the printer is a real one. */
  'print.paper': method(
    v.strictObject({ limit: v.pipe(count, v.maxValue(200)) }),
    v.strictObject({
      virtual: v.boolean(),
      jobs: v.array(v.strictObject({ number: count, receivedAt: count, bytes: v.instance(Uint8Array) })),
    }),
  ),
  /** Looks for printers: the local network's raw ports, serial ports, USB, the system's queues. Sends nothing to any. */
  'print.find': method(
    nothing,
    v.strictObject({
      addresses: v.pipe(v.array(printerAddressSchema), v.maxLength(200)),
      /** Whether it was not stopped. */
      complete: v.boolean(),
    }),
  ),
  /** Ends the search; it answers with what it has found. */
  'print.stopFinding': method(nothing, done),
  /** Asks a printer, set up or not, what it can do, with a permit for `settings`; `abilities` null where it was not reached or does not print now. */
  'print.examine': method(
    v.strictObject({ address: printerAddressSchema, permit: permitSchema }),
    v.strictObject({
      state: v.picklist([...printerStatusSchema.entries.state.options, 'not_allowed']),
      abilities: v.nullable(abilitiesSchema),
      detail: v.nullable(text),
    }),
  ),
  /** Sends a test page, past the spool, with a permit for `settings`: it is no job, stands nowhere and is never sent again. */
  'print.test': method(
    v.strictObject({
      address: printerAddressSchema,
      abilities: v.nullable(abilitiesSchema),
      bytes: documentBytes,
      permit: permitSchema,
    }),
    v.strictObject({ sent: v.picklist(['all', 'part', 'nothing', 'not_allowed']) }),
  ),
} as const
