import path from 'node:path'
import type { Files } from '../files.ts'

/** How many files were set aside from this place before. */
const countKept = (files: Files, file: string): number => {
  let count = 0
  while (files.exists(`${file}.damaged-${count + 1}`)) count += 1
  return count
}

/**
 * Sets a file aside as `.damaged-<n>`, with what was noted about it, and puts another one in its place (none where
 * `from` is null). Nothing is deleted. Power may fail between any two steps: until the old file is set aside for good, it
 * is found damaged again; from then on the missing name says that the new one is finished. Gives the name of the file kept.
 */
export const putInPlace = (files: Files, from: string | null, file: string): string => {
  const before = countKept(files, file)
  const isSetAside = !files.exists(file) && before > 0
  const kept = `${file}.damaged-${isSetAside ? before : before + 1}`
  const folder = path.dirname(file)
  // A checkpoint of the old file would vouch for bytes of the new one that nobody has verified.
  for (const beside of ['checkpoint', 'damaged']) {
    if (files.exists(`${file}.${beside}`)) files.rename(`${file}.${beside}`, `${kept}.${beside}`)
  }
  files.flushFolder(folder)
  if (files.exists(file)) files.rename(file, kept)
  files.flushFolder(folder)
  if (from !== null) {
    if (files.exists(`${from}.checkpoint`)) files.rename(`${from}.checkpoint`, `${file}.checkpoint`)
    files.rename(from, file)
    files.flushFolder(folder)
  }
  return path.basename(kept)
}
