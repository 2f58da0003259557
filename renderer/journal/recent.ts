import type { StoredEntry } from './rows.ts'

const REMEMBERED = 1_000

/** The newest entries of this window, so that a follower need not read back what was just written. */
export type Recent = {
  readonly add: (entry: StoredEntry) => void
  readonly all: () => readonly StoredEntry[]
  /** Entries after a number, or null where memory does not reach back that far. */
  readonly after: (seq: number, limit: number) => readonly StoredEntry[] | null
}

/** Remembers the last thousand entries, in order. */
export const makeRecent = (): Recent => {
  const entries: StoredEntry[] = []
  return {
    add: (entry) => {
      // What is remembered has no holes: after() counts on it.
      if (entries.length > 0 && entry.seq !== (entries.at(-1)?.seq ?? 0) + 1) entries.length = 0
      entries.push(entry)
      if (entries.length > REMEMBERED) entries.shift()
    },
    all: () => entries,
    after: (seq, limit) => {
      const [oldest] = entries
      if (oldest === undefined || seq < oldest.seq - 1) return null
      const from = seq - oldest.seq + 1
      return entries.slice(from, from + limit)
    },
  }
}
