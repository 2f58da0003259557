import { useEffect, useState } from 'react'
import type { Restored } from '../../../shared/bridge/backup-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { beginRestored, type FirstManager } from '../../till/begin-restored.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { readJournal } from '../../till/session.ts'
import { go } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { NewManagerForm } from './new-manager-form.tsx'
import { type FirstCredentials, ShownOnce } from './shown-once.tsx'

const WORDS = {
  backup: { title: 'restoredTitle', body: 'restoredBody', limits: 'restoredLimits' },
  head_office: { title: 'replacedBegin_title', body: 'replacedBegin_body', limits: 'replacedBegin_limits' },
} as const

const managersIn = ({ staff = [] }: Restored): string[] =>
  staff.flatMap(({ name, role }) => (role === 'manager' ? [name] : []))

/** The first screen of a till that was restored: what came back, what did not, and the way on. */
export const RestoredStart = ({ restored }: { readonly restored: Restored }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const [problem, setProblem] = useState<string | null>(null)
  /** PINs are in a backup, but not at head office. */
  const [hasStaff, setHasStaff] = useState<boolean | null>(null)
  const [made, setMade] = useState<FirstCredentials | null>(null)
  useEffect(() => {
    void bridge.call['staff.list']({}).then(({ staff }) => setHasStaff(staff.length > 0))
  }, [bridge])
  const begin = async (manager: FirstManager | null) => {
    const begun = await beginRestored({ journal, bridge }, restored, manager)
    if (!begun.ok) return setProblem(refusalText(begun.reason, text))
    readJournal(journal)
    if (manager === null) go('sign-in')
    else setMade({ ...begun.value, pin: manager.pin, samplePins: null })
  }
  if (made !== null) return <ShownOnce credentials={made} onContinue={() => go('sign-in')} />
  const { title, body, limits } = WORDS[restored.origin ?? 'backup']
  return (
    <main className="page page-narrow" data-testid="restored" data-seq={restored.parent.seq}>
      <h1>{text(title)}</h1>
      <Notice tone="good">{text(body, { restaurant: restored.restaurant, seq: restored.parent.seq })}</Notice>
      <p>{text(limits)}</p>
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      {hasStaff === true ? (
        <Button kind="go" large autoFocus onPress={() => begin(null)} testId="restored-begin">
          {text('restoredBegin')}
        </Button>
      ) : null}
      {hasStaff === false ? <NewManagerForm names={managersIn(restored)} onSetUp={begin} /> : null}
    </main>
  )
}
