import { useEffect, useState } from 'react'
import type { Restored } from '../../../shared/bridge/backup-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { readJournal } from '../../till/session.ts'
import { type FirstChoices, setUpTill } from '../../till/set-up.ts'
import { go } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { OwnRestaurantForm } from './own-restaurant-form.tsx'
import { ReplaceScreen } from './replace-screen.tsx'
import { RestoreScreen } from './restore-screen.tsx'
import { RestoredStart } from './restored-start.tsx'
import { type FirstCredentials, ShownOnce } from './shown-once.tsx'
import type { Replacing } from './use-replacing.ts'
import './setup.css'

const SAMPLE_MANAGER = { managerName: '王芳', pin: '2580' }

/** First start: the sample restaurant with one button, or one's own. What is secret is shown once, before anything else. */
export const SetupScreen = () => {
  const text = useText()
  const journal = useJournal()
  const bridge = useBridge()
  const [sampleOnly, setSampleOnly] = useState<boolean | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [way, setWay] = useState<'choosing' | 'restoring' | 'replacing'>('choosing')
  const [replacing, setReplacing] = useState<Replacing | null>(null)
  const [restored, setRestored] = useState<Restored | null>(null)
  const [made, setMade] = useState<FirstCredentials | null>(null)
  useEffect(() => {
    void bridge.call['app.info']({}).then(({ sample }) => setSampleOnly(sample))
    void bridge.call['backup.restored']({}).then((known) => setRestored(known.restored))
    void bridge.call['replace.standing']({}).then(({ standing }) => {
      setReplacing(standing)
      if (standing !== null) setWay('replacing')
    })
  }, [bridge])

  const setUp = async (choices: FirstChoices) => {
    setBusy(true)
    const result = await setUpTill({ journal, bridge }, choices)
    setBusy(false)
    if (!result.ok) return setProblem(refusalText(result.reason, text))
    const { samplePins } = await bridge.call['staff.list']({})
    readJournal(journal)
    setMade({ ...result.value, pin: choices.pin, samplePins })
  }
  const setUpSample = () =>
    setUp({ ...SAMPLE_MANAGER, restaurant: text('setupSampleName'), taxpayer: 'small_scale', sample: true })

  if (made !== null) return <ShownOnce credentials={made} onContinue={() => go('sign-in')} />
  if (restored !== null) return <RestoredStart restored={restored} />
  if (way === 'restoring') return <RestoreScreen onBack={() => setWay('choosing')} />
  if (way === 'replacing') return <ReplaceScreen begun={replacing} onBack={() => setWay('choosing')} />
  // Nothing is shown that moves away under somebody's finger.
  if (sampleOnly === null) return null
  return (
    <main className={sampleOnly ? 'page page-narrow' : 'page setup'}>
      <h1>{text('setupTitle')}</h1>
      <p className="soft">{text('setupIntro')}</p>
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <div className={sampleOnly ? 'stack' : 'setup-ways'}>
        <div className="stack setup-beside">
          <section className="card stack">
            <h2>{text('setupSampleTitle')}</h2>
            <p>{text('setupSampleBody')}</p>
            <Button kind="go" large onPress={setUpSample} disabled={busy} autoFocus={sampleOnly} testId="setup-sample">
              {text('setupSample')}
            </Button>
            {sampleOnly ? <p className="soft small">{text('setupSampleOnly')}</p> : null}
          </section>
          <section className="card stack">
            <h2>{text('restoreTitle')}</h2>
            <p className="soft">{text('restoreIntro')}</p>
            <Button onPress={() => setWay('restoring')} testId="setup-restore">
              {text('restoreOpen')}
            </Button>
          </section>
          <section className="card stack">
            <h2>{text('replaceTitle')}</h2>
            <p className="soft">{text('replaceIntro')}</p>
            <Button onPress={() => setWay('replacing')} testId="setup-replace">
              {text('replaceOpen')}
            </Button>
          </section>
        </div>
        {sampleOnly ? null : <OwnRestaurantForm busy={busy} onSetUp={setUp} />}
      </div>
    </main>
  )
}
