import type { EntryOf } from '../../shared/journal/entry.ts'
import type { Notebook } from '../findings.ts'
import type { SeenEntries } from '../seen-entries.ts'
import type { Check } from './check.ts'

/** The entry that an epoch goes on from, as its genesis names it; null for the first epoch of a till. */
export type Parent = EntryOf<'GENESIS'>['body']['parent']

/** Checks that the epochs of a till are one line: each goes on from the very last entry of the one before. */
export const checkEpochs = (
  till: string,
  notebook: Notebook,
  seen: SeenEntries,
): Check & { readonly parentOf: (epoch: number) => Parent } => {
  const lasts = new Map<number, number>()
  const parents = new Map<number, Parent>()

  const goesOn = (entry: EntryOf<'GENESIS'>, { epoch: other, seq, hash }: NonNullable<Parent>, before: number) => {
    const last = lasts.get(other)
    if (last === undefined || other >= entry.epoch) return notebook.find('parent_not_here', entry, { other, seq })
    if (seen.hashAt(other, seq) !== hash) return notebook.find('parent_unknown', entry, { other, seq })
    if (last > seq) notebook.find('epoch_went_on', entry, { other, seq, last })
    if (before > other) notebook.find('epoch_passed_over', entry, { other, seq, between: before })
  }

  const began = (entry: EntryOf<'GENESIS'>) => {
    const { parent, left } = entry.body
    const before = Math.max(0, ...[...lasts.keys()].filter((one) => one < entry.epoch))
    parents.set(entry.epoch, parent)
    if (left?.reason === 'fork') notebook.note('epoch_forked', entry, { other: parent?.epoch ?? 0 })
    if (left?.missing) notebook.note('entries_lost', entry, { other: parent?.epoch ?? 0, ...left.missing })
    if (parent?.till === till) return goesOn(entry, parent, before)
    if (before > 0) notebook.find('epoch_without_parent', entry, { other: before })
    if (parent === null) return
    notebook.note('parent_elsewhere', entry, { till: parent.till, other: parent.epoch, seq: parent.seq })
  }

  return {
    see: ({ entry }) => {
      if (entry.kind === 'GENESIS' && entry.seq === 1) began(entry)
      lasts.set(entry.epoch, Math.max(entry.seq, lasts.get(entry.epoch) ?? 0))
    },
    blank: ({ epoch, seq }) => lasts.set(epoch, Math.max(seq, lasts.get(epoch) ?? 0)),
    parentOf: (epoch) => parents.get(epoch) ?? null,
  }
}
