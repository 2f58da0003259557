import { open } from 'node:fs/promises'
import { kindAt } from './kind-at.ts'

/** Makes a folder's entries durable without holding up the main process. File systems of sticks may not know how: no error. */
export const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    const isUnknown = error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')
    if (!isUnknown) throw error
  } finally {
    await handle.close()
  }
}

/** The first of `<name>-1`, `<name>-2` and so on that is not taken. */
export const freeName = async (name: string): Promise<string> => {
  let number = 1
  while ((await kindAt(`${name}-${number}`)) !== null) number += 1
  return `${name}-${number}`
}
