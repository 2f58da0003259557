import { lstatSync, readFileSync } from 'node:fs'

/** Why a file of an archive is not read. A link, a folder or a pipe may lead anywhere, or never end. */
export type FileProblem = 'file_missing' | 'file_not_plain' | 'file_too_large'

/** A table of contents, a signature or acknowledgements; a thousand epochs or acks take far less. */
const MOST_BYTES = 16_000_000

/** Why a file must not be opened; null where it is a plain file. Journals are streamed, so they may be of any size. */
export const problemOf = (file: string, mostBytes: number = Number.POSITIVE_INFINITY): FileProblem | null => {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return 'file_missing'
  if (!stats.isFile()) return 'file_not_plain'
  return stats.size > mostBytes ? 'file_too_large' : null
}

/** A small plain file as a whole, or why it is not read. */
export const readSmallFile = (
  file: string,
): { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly problem: FileProblem } => {
  const problem = problemOf(file, MOST_BYTES)
  return problem === null ? { ok: true, bytes: readFileSync(file) } : { ok: false, problem }
}
