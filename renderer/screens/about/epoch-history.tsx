import { useEffect, useState } from 'react'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import type { SealedEntry } from '../../../shared/journal/seal.ts'
import { momentText } from '../../i18n/moment.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Journal } from '../../journal/journal.ts'
import { useJournal } from '../../till/parts.ts'
import { Notice } from '../../ui/notice.tsx'
import { InterruptedShifts } from '../stopped/new-epoch-screen.tsx'

type Genesis = EntryOf<'GENESIS'>

/** The first entries of the epochs that this till began by leaving another one, newest first. */
const epochsOf = async (journal: Journal): Promise<Genesis[]> => {
  const found: Genesis[] = []
  for (let epoch: number | null = journal.head().epoch; epoch !== null; ) {
    const sealed: SealedEntry | null = await journal.entryAt({ epoch, seq: 1 })
    const first = sealed?.entry
    if (first?.kind !== 'GENESIS' || first.body.left === undefined) return found
    found.push(first)
    epoch = first.body.parent?.epoch ?? null
  }
  return found
}

/** Why this till has left epochs of its journal, for as long as anybody asks; nothing where it never did. */
export const EpochHistory = () => {
  const text = useText()
  const journal = useJournal()
  const [epochs, setEpochs] = useState<readonly Genesis[]>([])
  useEffect(() => void epochsOf(journal).then(setEpochs), [journal])
  if (epochs.length === 0) return null
  return (
    <div className="stack" data-testid="epoch-history">
      <h3>{text('epochHistory')}</h3>
      {epochs.map(({ epoch, at, body: { parent, left } }) => (
        <div key={epoch} className="stack">
          <p>
            {text('epochLine', {
              epoch,
              at: momentText(at.utc),
              before: parent?.epoch ?? 0,
              seq: parent?.seq ?? 0,
              why: text(`epochWhy_${left?.reason ?? 'fork'}`),
            })}
          </p>
          {left?.missing == null ? null : (
            <Notice tone="attention">
              {text(left.reason === 'missing' ? 'epochMissing' : 'epochElsewhere', left.missing)}
            </Notice>
          )}
        </div>
      ))}
      <InterruptedShifts />
    </div>
  )
}
