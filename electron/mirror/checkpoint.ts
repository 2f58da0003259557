import * as v from 'valibot'
import { hashSchema } from '../../shared/journal/entry.ts'
import { readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import type { Files } from '../files.ts'
import { readLines } from './read-lines.ts'

const checkpointSchema = v.strictObject({
  /** Length of the file up to and including the entry's line feed, and where that line starts. */
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  lineStart: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  hash: hashSchema,
})
/** How far the mirror's file was verified and flushed: a start verifies from here, not from the first entry. */
export type Checkpoint = v.InferOutput<typeof checkpointSchema>

/** The checkpoint of a file, or null where there is none that can be read. It only saves time, so nothing is lost. */
export const readCheckpoint = (files: Files, file: string): Checkpoint | null => {
  const text = readIfThere(file, files)
  if (text === null) return null
  try {
    const parsed = v.safeParse(checkpointSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Replaces the checkpoint; call it only for bytes that were flushed. Throws on I/O errors. */
export const writeCheckpoint = (files: Files, file: string, checkpoint: Checkpoint): void =>
  writeDurably(file, JSON.stringify(checkpoint), 0o600, files)

/** Whether the file still holds, at the checkpoint's place, the very entry that it names. */
export const stillHolds = (
  { files, handle }: { readonly files: Files; readonly handle: number },
  { bytes, lineStart, seq, hash }: Checkpoint,
  head: Head,
  sha256: Sha256,
): boolean => {
  for (const { line, end } of readLines(files, handle, lineStart, bytes)) {
    const read = readLine(line, sha256)
    if (!read.ok) return false
    const { header } = read.value
    const isThatEntry = header.till === head.till && header.epoch === head.epoch && header.seq === seq
    return isThatEntry && read.value.hash === hash && end === bytes
  }
  return false
}
