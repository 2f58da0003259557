import { readLine } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import type { Files } from '../files.ts'
import { readLines } from './read-lines.ts'

/** A mirror's file with damage in it, and whose it is. */
export type Damaged = {
  readonly files: Pick<Files, 'read' | 'size'>
  readonly handle: number
  readonly till: string
  readonly epoch: number
  readonly sha256: Sha256
}

/**
 * Reads, of a file with damage in it, the lines that are whole in themselves, page after page. Nothing is said about
 * what is missing between them: whoever takes them proves that each follows.
 */
export const salvageFrom = ({ files, handle, till, epoch, sha256 }: Damaged) => {
  let reached = { seq: 0, offset: 0 }
  return (after: number, limit: number): string[] => {
    const lines: string[] = []
    // Pages are asked for in order: a long file is not read from its beginning for each of them.
    const from = after >= reached.seq ? reached.offset : 0
    for (const { line, end } of readLines(files, handle, from, files.size(handle))) {
      if (lines.length === limit) break
      const read = readLine(line, sha256)
      if (!read.ok || read.value.header.till !== till || read.value.header.epoch !== epoch) continue
      const { seq } = read.value.header
      if (seq <= after) continue
      lines.push(line)
      reached = { seq, offset: end }
    }
    return lines
  }
}
