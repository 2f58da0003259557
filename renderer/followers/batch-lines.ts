import { toLine } from '../../shared/journal/line.ts'
import { MAX_BATCH_BYTES } from '../../shared/sync/wire.ts'
import type { StoredEntry } from '../journal/rows.ts'

/** The lines of the first entries that fit into one batch; never none, since an entry is far smaller than a batch. */
export const batchLines = (entries: readonly StoredEntry[]): string[] => {
  const encoder = new TextEncoder()
  const lines: string[] = []
  let bytes = 0
  for (const entry of entries) {
    const line = toLine(entry)
    bytes += encoder.encode(line).length + 1
    if (bytes > MAX_BATCH_BYTES && lines.length > 0) break
    lines.push(line)
  }
  return lines
}
