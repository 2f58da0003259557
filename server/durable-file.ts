import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Writes a file that only this user may read, so that after a power cut it is there whole: with this content, or with
 * what stood there before. Throws on I/O errors.
 */
export const writeDurably = (file: string, content: string | Uint8Array): void => {
  const beside = `${file}.new`
  writeFileSync(beside, content, { mode: 0o600, flush: true })
  renameSync(beside, file)
  // Windows has no handle on a folder to flush; NTFS journals its entries.
  if (process.platform === 'win32') return
  const folder = openSync(path.dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
