import { statfs } from 'node:fs/promises'
import type { Output } from '../shared/bridge/bridge.ts'

const LOW_BYTES = 500_000_000
const FULL_BYTES = 100_000_000

/** What free space means for a till: below 500 MB it warns, below 100 MB no new order begins. */
export const judgeFreeSpace = (freeBytes: number): Output<'app.disk'> => ({
  freeBytes,
  low: freeBytes < LOW_BYTES,
  full: freeBytes < FULL_BYTES,
})

/** Asks the disk of a folder; a browser's own estimate does not see a disk that others have filled. */
export const readDisk = async (folder: string): Promise<Output<'app.disk'>> => {
  const { bavail, bsize } = await statfs(folder)
  return judgeFreeSpace(bavail * bsize)
}
