import * as v from 'valibot'
import { permitSchema } from './permit.ts'
import { count, headSchema, lines, method, nothing, refused, text } from './schema-parts.ts'

/** The second copy of the journal, and the outside copy on a stick or a share. */
export const mirrorMethods = {
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
  /** Chooses the folder of the outside copy, or none (null), with a manager's permit. `not_absolute`: it does not begin at a drive or a root. */
  'mirror.chooseOutside': method(
    v.strictObject({
      folder: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
      permit: permitSchema,
    }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), sameDisk: v.boolean() }),
      refused(['not_writable', 'not_absolute', 'not_allowed']),
    ]),
  ),
  /** Lines after a number, in order, at most `limit`; of an earlier epoch, which is frozen, where one is named. */
  'mirror.read': method(
    v.strictObject({ epoch: v.optional(count), after: count, limit: v.pipe(count, v.maxValue(1_000)) }),
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
   * `forked`: it is whole, but of another branch than the journal, and is set aside all the same.
   */
  'mirror.rebuild': method(
    v.strictObject({ lines, complete: v.boolean(), forked: v.optional(v.boolean()) }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), tail: headSchema }),
      refused(['broken_chain', 'disk_full', 'write_failed']),
    ]),
  ),
} as const
