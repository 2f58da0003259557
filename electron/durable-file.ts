import path from 'node:path'
import { type Files, nodeFiles } from './files.ts'

/** Makes a folder's entries durable: a file that was created or renamed in it survives a power cut. */
export const syncFolder = nodeFiles.flushFolder

/** Replaces a file so that after a power cut it holds the old content or the new, whole; durable on return. Throws on I/O errors. */
export const writeDurably = (
  file: string,
  content: string | Uint8Array,
  mode = 0o600,
  files: Files = nodeFiles,
): void => {
  const beside = `${file}.new`
  files.writeWhole(beside, content, mode)
  files.rename(beside, file)
  files.flushFolder(path.dirname(file))
}

/** The content of a text file, or null where there is none. Throws on other I/O errors. */
export const readIfThere = (file: string, files: Files = nodeFiles): string | null =>
  files.readWhole(file)?.toString('utf8') ?? null
