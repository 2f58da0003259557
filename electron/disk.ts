import { statfs } from 'node:fs/promises'
import type { Output } from '../shared/bridge/bridge.ts'

/** With less than this free, the strip asks a person to make room. */
export const WARNING_BYTES = 500_000_000
/** With less than this free, no new order begins; what is left finishes the one in progress and closes the shift. */
export const FLOOR_BYTES = 100_000_000

/** What free space means for a till. */
export const judgeFreeSpace = (freeBytes: number): Output<'app.disk'> => ({
  freeBytes,
  low: freeBytes < WARNING_BYTES,
  full: freeBytes < FLOOR_BYTES,
})

type AskDisk = (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }>

/** Asks the disk of a folder; a browser's own estimate does not see a disk that others have filled. Throws on I/O errors. */
export const readDisk = async (folder: string, ask: AskDisk = statfs): Promise<Output<'app.disk'>> => {
  const { bavail, bsize } = await ask(folder)
  return judgeFreeSpace(bavail * bsize)
}
