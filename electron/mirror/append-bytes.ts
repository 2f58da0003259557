import type { Files } from '../files.ts'

type Appended =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'disk_full' | 'write_failed'; readonly detail: string }

/**
 * Appends bytes to a file that is `size` long and flushes them; on any failure the file is put back to `size`. Bytes left
 * by an attempt that could not be put back are cut before the next one writes, so nothing is ever written twice. After a
 * failed flush the pages must be written anew: a kernel may have marked them clean.
 */
export const appendBytes = (files: Files, handle: number, bytes: Uint8Array, size: number): Appended => {
  try {
    if (files.size(handle) > size) files.truncate(handle, size)
    if (files.size(handle) < size) {
      return { ok: false, reason: 'write_failed', detail: 'the file became shorter than what it held' }
    }
    for (let done = 0; done < bytes.length; ) done += files.write(handle, bytes.subarray(done))
    files.flush(handle)
    return { ok: true }
  } catch (error) {
    return { ok: false, ...reasonOf(error), detail: describeBoth(error, putBack(files, handle, size)) }
  }
}

const reasonOf = (error: unknown): { reason: 'disk_full' | 'write_failed' } => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return { reason: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : 'write_failed' }
}

/** The error that kept the file from being put back, or null. */
const putBack = (files: Files, handle: number, size: number): unknown => {
  try {
    files.truncate(handle, size)
    files.flush(handle)
    return null
  } catch (error) {
    return error
  }
}

const describeBoth = (error: unknown, after: unknown): string =>
  after === null ? String(error) : `${String(error)}; then ${String(after)}`
