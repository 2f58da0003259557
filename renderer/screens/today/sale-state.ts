import type { Place } from '../../journal/journal.ts'
import type { PrintRow } from '../../journal/rows.ts'
import type { Standing } from '../../till/standing.ts'
import type { Proof } from '../../ui/status-item.tsx'

type StateWords =
  | 'mirrorProven'
  | 'mirrorWaiting'
  | 'officeProven'
  | 'officeWaiting'
  | 'officeNone'
  | 'officeBefore'
  | 'print_waiting'
  | `print_${PrintRow['state']}`

/** How far one thing has come for a sale, as a shape and the key of its words. */
export type SaleState = { readonly proof: Proof; readonly words: StateWords }

/** Whether a sale is in the second copy. */
export const mirrorState = ({ epoch, seq }: Place, { mirror, epoch: current }: Standing): SaleState => {
  // An epoch is left only once the second copy holds all of it.
  if (epoch < current) return { proof: 'proven', words: 'mirrorProven' }
  if (mirror.durable >= seq) return { proof: 'proven', words: 'mirrorProven' }
  return { proof: mirror.failing === null ? 'waiting' : 'act', words: 'mirrorWaiting' }
}

/** Whether head office has signed for a sale. */
export const officeState = ({ epoch, seq }: Place, { office, before, epoch: current }: Standing): SaleState => {
  // Head office signed for all that it gave back; of a backup it is not known here how far the till before had sent it.
  if (before !== null && epoch <= before.epoch) {
    return before.signed ? { proof: 'proven', words: 'officeProven' } : { proof: 'waiting', words: 'officeBefore' }
  }
  if (office === null || office.state === 'standalone') return { proof: 'waiting', words: 'officeNone' }
  const signed = epoch === current ? office.proven : office.earlier?.find((one) => one.epoch === epoch)
  return (signed?.seq ?? 0) >= seq
    ? { proof: 'proven', words: 'officeProven' }
    : { proof: 'waiting', words: 'officeWaiting' }
}

/** What is known of a sale's paper: the worst of its documents that is not settled, otherwise what was proven. */
export const printState = (prints: readonly PrintRow[]): SaleState => {
  const documents = prints.filter(({ job }) => !job.endsWith(':drawer'))
  if (documents.length === 0) return { proof: 'waiting', words: 'print_waiting' }
  const has = (state: PrintRow['state']) => documents.some((row) => row.state === state)
  if (has('in_doubt')) return { proof: 'act', words: 'print_in_doubt' }
  if (has('printed')) return { proof: 'proven', words: 'print_printed' }
  if (has('unconfirmed')) return { proof: 'waiting', words: 'print_unconfirmed' }
  return { proof: 'act', words: 'print_failed' }
}
