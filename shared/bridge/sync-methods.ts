import * as v from 'valibot'
import { permitSchema } from './permit.ts'
import { count, headSchema, lines, method, nothing, refused, text } from './schema-parts.ts'

/** How the till stands with head office. `proven` is the last number that head office has signed. */
const syncStatusSchema = v.strictObject({
  state: v.picklist(['standalone', 'idle', 'unreachable', 'refused', 'fork', 'frozen', 'key_missing']),
  proven: v.nullable(headSchema),
  /** The last that it has signed of each epoch that the till has left. */
  earlier: v.optional(v.array(headSchema)),
  url: v.nullable(v.string()),
  store: v.nullable(v.string()),
  storeName: v.nullable(v.string()),
  tillCode: v.nullable(v.string()),
  headOfficeKey: v.nullable(v.string()),
  detail: v.nullable(v.string()),
  /** Numbers that head office keeps but does not understand: they are safe, and somebody should look. */
  quarantined: v.optional(v.array(count)),
  /** Another till has taken this one's place: what is sent is still taken, but its numbers are given by that one, too. */
  replacedBy: v.optional(v.string()),
})
export type SyncStatus = v.InferOutput<typeof syncStatusSchema>

/** A one-time code, and where the head office is that gave it. */
export const oneTimeCodeSchema = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(300)),
  code: v.pipe(v.string(), v.maxLength(40)),
})
export type OneTimeCode = v.InferOutput<typeof oneTimeCodeSchema>

const enrolOutcomeSchema = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), status: syncStatusSchema, headOfficeKey: v.string() }),
  refused([
    'bad_url',
    'bad_code',
    'replacement_code',
    'no_replacement_code',
    'unreachable',
    'not_head_office',
    'key_missing',
    'write_failed',
  ]),
])
/** What became of an attempt to enrol. */
export type EnrolOutcome = v.InferOutput<typeof enrolOutcomeSchema>

/** Head office. */
export const syncMethods = {
  'sync.status': method(nothing, syncStatusSchema),
  /** Enrols at head office with a one-time code, and a manager's permit. */
  'sync.enrol': method(
    v.strictObject({ ...oneTimeCodeSchema.entries, permit: permitSchema }),
    v.variant('ok', [...enrolOutcomeSchema.options, refused(['not_allowed'])]),
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
} as const
