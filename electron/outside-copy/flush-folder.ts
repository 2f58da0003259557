import { access, open } from 'node:fs/promises'

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

const isThere = async (file: string): Promise<boolean> => {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}

/** The first of `<name>-1`, `<name>-2` and so on that is not taken. */
export const freeName = async (name: string): Promise<string> => {
  let number = 1
  while (await isThere(`${name}-${number}`)) number += 1
  return `${name}-${number}`
}
