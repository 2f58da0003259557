import * as v from 'valibot'
import { entryRefSchema, hashSchema } from './entry.ts'

/** What an archive calls itself. */
export const ARCHIVE_FORMAT = 'counterfoil-archive'
/** Raised when an old verifier would misread a new archive. */
export const ARCHIVE_VERSION = 1

/** The archive's table of contents, and its signature beside it; docs/archive-format.md describes all files. */
export const MANIFEST_FILE = 'archive.json'
export const SIGNATURE_FILE = 'archive.sig'

const fileName = v.pipe(v.string(), v.regex(/^[0-9a-z][0-9a-z.-]{0,79}$/))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** archive.json: which files make the archive, what each holds, and the SHA-256 of its bytes. */
export const manifestSchema = v.strictObject({
  format: v.literal(ARCHIVE_FORMAT),
  version: v.literal(ARCHIVE_VERSION),
  till: entryRefSchema.entries.till,
  /** Raw Ed25519 key in base64; null where the till has lost its key and only its journal knows it. */
  publicKey: v.nullable(v.pipe(v.string(), v.base64())),
  app: v.string(),
  /** ISO 8601 in UTC. */
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  epochs: v.array(
    v.strictObject({
      epoch: entryRefSchema.entries.epoch,
      file: fileName,
      entries: count,
      head: v.strictObject({ seq: count, hash: hashSchema }),
      sha256: hashSchema,
    }),
  ),
  acks: v.strictObject({ file: fileName, sha256: hashSchema }),
  /** Files that were set aside, damaged or of another branch: evidence, and in no sum. Absent where there are none. */
  aside: v.optional(
    v.array(v.strictObject({ epoch: entryRefSchema.entries.epoch, file: fileName, sha256: hashSchema })),
  ),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

/** What the till's key signs of an archive: two lines, then the bytes of archive.json, which are canonical (RFC 8785). */
export const manifestText = (canonical: string): string => [ARCHIVE_FORMAT, ARCHIVE_VERSION, canonical].join('\n')
