import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Makes a folder's entries durable: a file that was created or renamed in it survives a power cut. */
export const syncFolder = (folder: string): void => {
  // Windows has no handle on a folder to flush; NTFS journals its entries.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Replaces a file so that after a power cut it holds the old content or the new, whole; durable on return. Throws on I/O errors. */
export const writeDurably = (file: string, content: string | Uint8Array, mode = 0o600): void => {
  const beside = `${file}.new`
  writeFileSync(beside, content, { mode, flush: true })
  renameSync(beside, file)
  syncFolder(path.dirname(file))
}

/** The content of a text file, or null where there is none. Throws on other I/O errors. */
export const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
