import * as v from 'valibot'
import { method, nothing, refused } from './schema-parts.ts'

/** Paper as a person sees it: the printer's font, and slips kept as files. */
export const paperMethods = {
  /** The dots of the printer's characters (see shared/escpos/dot-font.ts), compressed to the zlib format. */
  'paper.font': method(
    nothing,
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), packed: v.instance(Uint8Array) }),
      refused(['not_readable']),
    ]),
  ),
  /** Draws what these bytes put on the paper of a printer of that profile, and keeps it as a file among the documents. */
  'paper.save': method(
    v.strictObject({
      bytes: v.pipe(
        v.instance(Uint8Array),
        v.check((bytes) => bytes.byteLength <= 2_000_000, 'at most 2 MB'),
      ),
      profile: v.pipe(v.string(), v.maxLength(60)),
      format: v.picklist(['png', 'pdf']),
      /** What the file's name says beside the time. */
      name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}$/)),
    }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), path: v.string() }),
      refused(['unknown_profile', 'no_paper', 'font_not_readable', 'write_failed']),
    ]),
  ),
} as const
