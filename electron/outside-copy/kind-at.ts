import { lstat } from 'node:fs/promises'

/**
 * What lies under a name itself; null for nothing. A link counts as `other`, wherever it leads: one that somebody laid on a
 * stick must not have the till read or write its own files for the stick's. So does a pipe, which would never answer.
 */
export const kindAt = async (file: string): Promise<'file' | 'folder' | 'other' | null> => {
  try {
    const found = await lstat(file)
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
