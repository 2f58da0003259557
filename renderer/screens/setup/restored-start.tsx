import { useState } from 'react'
import type { Restored } from '../../../shared/bridge/backup-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { beginRestored } from '../../till/begin-restored.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { readJournal } from '../../till/session.ts'
import { go } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The first screen of a till that was restored: what came back, what did not, and the way on. */
export const RestoredStart = ({ restored }: { readonly restored: Restored }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const [problem, setProblem] = useState<string | null>(null)
  const begin = async () => {
    const begun = await beginRestored({ journal, bridge }, restored)
    if (!begun.ok) return setProblem(refusalText(begun.reason, text))
    readJournal(journal)
    go('sign-in')
  }
  return (
    <main className="page page-narrow" data-testid="restored" data-seq={restored.parent.seq}>
      <h1>{text('restoredTitle')}</h1>
      <Notice tone="good">{text('restoredBody', { restaurant: restored.restaurant, seq: restored.parent.seq })}</Notice>
      <p>{text('restoredLimits')}</p>
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Button kind="go" large autoFocus onPress={begin} testId="restored-begin">
        {text('restoredBegin')}
      </Button>
    </main>
  )
}
