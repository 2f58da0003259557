import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import { momentText } from '../../i18n/moment.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { type Looked, RestoreSummary } from './restore-summary.tsx'

type Found = Output<'backup.find'>['backups'][number]
type Step = 'choosing' | 'looking' | { readonly looked: Looked } | 'ready'

/** Chooses a backup, has all of it checked, shows what it holds, and only then makes it ready. */
export const RestoreScreen = ({ onBack }: { readonly onBack: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const [found, setFound] = useState<readonly Found[]>([])
  const [file, setFile] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [step, setStep] = useState<Step>('choosing')
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void bridge.call['backup.find']({}).then(({ backups }) => setFound(backups))
  }, [bridge])

  const look = async () => {
    setProblem(null)
    setStep('looking')
    const looked = await bridge.call['backup.look']({ file: file.trim(), passphrase })
    if (!looked.ok) setProblem(text(`restore_${looked.reason}`))
    setStep(looked.ok ? { looked } : 'choosing')
  }
  const restore = async () => {
    const made = await bridge.call['backup.restore']({})
    if (!made.ok) setProblem(text(`restore_${made.reason}`))
    setStep(made.ok ? 'ready' : 'choosing')
  }

  if (step === 'ready') {
    return (
      <main className="page page-narrow" data-testid="restore-ready">
        <h1>{text('restoreTitle')}</h1>
        <Notice tone="good">{text('restoreReady')}</Notice>
        <Button kind="go" large onPress={() => void bridge.call['app.close']({})} testId="restore-close">
          {text('restoreClose')}
        </Button>
      </main>
    )
  }
  const places = found.map(({ file: folder, till, at, seq }) => ({
    folder,
    words: text('restoreFound', { at: momentText(at), till: till.slice(0, 8), seq }),
  }))
  const incomplete = file.trim() === '' || passphrase.trim() === ''
  return (
    <main className="page page-narrow">
      <h1>{text('restoreTitle')}</h1>
      <p className="soft">{text('restoreIntro')}</p>
      <PlaceField label={text('restoreFile')} value={file} onChange={setFile} places={places} testId="restore-file" />
      <Field
        label={text('restorePassphrase')}
        value={passphrase}
        onChange={setPassphrase}
        maxLength={100}
        onSubmit={() => void (incomplete ? null : look())}
        testId="restore-passphrase"
      />
      {problem === null ? null : (
        <Notice tone="danger" testId="restore-problem">
          {problem}
        </Notice>
      )}
      {typeof step === 'object' ? <RestoreSummary looked={step.looked} /> : null}
      <div className="row row-wrap">
        <Button onPress={look} disabled={incomplete || step === 'looking'} testId="restore-look">
          {text(step === 'looking' ? 'restoreLooking' : 'restoreLook')}
        </Button>
        {typeof step === 'object' ? (
          <Button kind="go" onPress={restore} testId="restore-now">
            {text('restoreNow')}
          </Button>
        ) : null}
        <Button onPress={onBack} disabled={step === 'looking'} testId="restore-back">
          {text('back')}
        </Button>
      </div>
    </main>
  )
}
