import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { History } from '../../shared/bridge/replace-methods.ts'
import { addShiftTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import { type JournalSums, laterNumbers, sumJournal } from '../backup/journal-sums.ts'
import type { Brought } from './bring-history.ts'

type SumPorts = Omit<Parameters<typeof sumJournal>[2], 'asOf'>

/** All epochs together, from their bytes alone: what a person is shown, and what the till will go on from. */
export type Summed =
  | { readonly ok: true; readonly history: Omit<History, 'begins'>; readonly restored: Restored }
  | { readonly ok: false; readonly detail: string }

/** Proves each epoch from its first entry to its last and adds them up; the newest comes first. Throws on I/O errors. */
export const sumHistory = async (epochs: readonly Brought[], ports: SumPorts): Promise<Summed> => {
  let totals = NO_TOTALS
  let numbers: JournalSums['numbers'] = { receipts: {}, z: 0 }
  let [entries, unread] = [0, 0]
  let receiptNo: string | null = null
  let newest: JournalSums | null = null
  const staff = new Map<string, NonNullable<Restored['staff']>[number]>()
  for (const { file, till, epoch, head } of epochs) {
    const summed = await sumJournal(file, { till, epoch }, { ...ports, asOf: null })
    if (!summed.ok) return { ok: false, detail: `epoch ${epoch} after number ${summed.after}` }
    const { sums } = summed
    if (sums.head.hash !== head.hash) return { ok: false, detail: `epoch ${epoch} ends at ${sums.head.seq}` }
    totals = addShiftTotals(totals, sums.totals)
    numbers = laterNumbers(numbers, sums.numbers)
    entries += sums.head.seq
    unread += sums.unread
    receiptNo ??= sums.receiptNo
    newest ??= sums
    for (const { name, role } of sums.staff) if (!staff.has(name)) staff.set(name, { name, role })
  }
  if (newest?.genesis == null) return { ok: false, detail: 'no first entry' }
  const { head, genesis, tillCode, businessDate } = newest
  const { restaurant, taxpayer, sample } = genesis
  const { sales, salesTotal, refunds, refundTotal } = totals
  return {
    ok: true,
    history: {
      restaurant,
      sample,
      till: head.till,
      tillCode,
      epochs: epochs.length,
      entries,
      unread,
      receiptNo,
      businessDate,
      totals: { sales, salesTotal, refunds, refundTotal },
      proven: { epoch: head.epoch, seq: head.seq },
    },
    restored: {
      parent: head,
      restaurant,
      taxpayer,
      sample,
      numbers,
      origin: 'head_office',
      staff: [...staff.values()],
    },
  }
}
