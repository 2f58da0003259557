import type { EntryOf } from '../../shared/journal/entry.ts'
import { headText } from '../../shared/journal/signed-head.ts'
import type { Notebook } from '../findings.ts'
import type { SeenEntries } from '../seen-entries.ts'
import { fingerprint, isSignedBy } from '../signatures.ts'
import type { Check } from './check.ts'

/** Whom the journal names: the till's own key, and the keys of the head offices that it was enrolled with. */
export type Named = { readonly tillKey: () => string | null; readonly headOfficeKeys: () => ReadonlySet<string> }

/** Checks that the till's own key began each epoch and made each signature in the journal. */
export const checkIdentity = (till: string, notebook: Notebook, seen: SeenEntries): Check & Named => {
  const headOfficeKeys = new Set<string>()
  let tillKey: string | null = null
  let unsigned: { epoch: number; seq: number } | null = null

  const began = (entry: EntryOf<'GENESIS'>) => {
    const { publicKey } = entry.body
    if (entry.seq !== 1) notebook.find('genesis_again', entry)
    const found = fingerprint(publicKey)
    if (found !== till) notebook.find('genesis_key', entry, { found })
    else tillKey = publicKey
  }

  const signed = (entry: EntryOf<'SIGNED'>) => {
    const { of, signature } = entry.body
    const values = { other: of.epoch, seq: of.seq }
    if (seen.hashAt(of.epoch, of.seq) !== of.hash) return notebook.find('signed_unknown', entry, values)
    const text = headText({ till, ...of })
    if (tillKey !== null && !isSignedBy(tillKey, text, signature)) notebook.find('signed_bad', entry, values)
    unsigned = null
  }

  return {
    see: ({ entry }) => {
      if (entry.seq === 1 && entry.kind !== 'GENESIS') notebook.find('genesis_missing', entry)
      if (entry.kind === 'GENESIS') began(entry)
      if (entry.kind === 'ENROLLED') headOfficeKeys.add(entry.body.headOfficeKey)
      if (entry.kind === 'SHIFT_CLOSED') unsigned = { epoch: entry.epoch, seq: entry.seq }
      if (entry.kind === 'SIGNED') signed(entry)
    },
    end: () => {
      if (unsigned !== null) notebook.note('closing_unsigned', unsigned)
    },
    tillKey: () => tillKey,
    headOfficeKeys: () => headOfficeKeys,
  }
}
