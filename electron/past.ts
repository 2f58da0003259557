import { parseEntry, readLine } from '../shared/journal/line.ts'
import type { Sha256 } from '../shared/journal/seal.ts'
import type { Mirror } from './mirror/mirror.ts'
import type { Transport } from './transport/transport.ts'

/** What main can tell of a till's past without asking its staff file. */
export type Past = {
  /** Whether there ever was a journal, as far as its second copy or head office's signature tells. */
  readonly hasEntries: () => boolean
  /** What the genesis says that the restaurant is; null where no genesis can be read. */
  readonly kind: 'real' | 'sample' | null
}

type PastParts = {
  readonly mirror: Pick<Mirror, 'read' | 'tail' | 'state'>
  readonly transport: Pick<Transport, 'status'>
  /** The first line of the oldest epoch that the till has left; absent where it never left one. */
  readonly firstEver?: string | undefined
  readonly sha256: Sha256
}

const kindOf = (line: string | undefined, sha256: Sha256): Past['kind'] => {
  const read = line === undefined ? null : readLine(line, sha256)
  const parsed = read?.ok ? parseEntry(read.value.text) : null
  if (!parsed?.ok || parsed.value.kind !== 'GENESIS') return null
  return parsed.value.body.sample ? 'sample' : 'real'
}

/** Reads the past; the journal's second copy may be made up later, so whether there is any is asked each time. */
export const readPast = ({ mirror, transport, firstEver, sha256 }: PastParts): Past => ({
  hasEntries: () =>
    firstEver !== undefined ||
    mirror.tail().seq > 0 ||
    mirror.state().state === 'damaged' ||
    mirror.state().state === 'shortened' ||
    transport.status().proven !== null,
  kind: kindOf(firstEver ?? mirror.read(0, 1)[0], sha256),
})
