import { readLine } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'

/** The hash of each line by its number; a line that does not read is left out. */
export const hashesBySeq = (lines: readonly string[], sha256: Sha256): Map<number, string> => {
  const hashes = new Map<number, string>()
  for (const line of lines) {
    const read = readLine(line, sha256)
    if (read.ok) hashes.set(read.value.header.seq, read.value.hash)
  }
  return hashes
}
