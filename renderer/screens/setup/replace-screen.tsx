import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { HistorySummary } from './history-summary.tsx'
import { type ReplaceStep, type Replacing, useReplacing } from './use-replacing.ts'

const CodeForm = ({ onEnrol }: { readonly onEnrol: (url: string, code: string) => Promise<void> }) => {
  const text = useText()
  const [url, setUrl] = useState('')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const incomplete = url.trim() === '' || code.trim() === ''
  const submit = async () => {
    if (incomplete) return
    setBusy(true)
    await onEnrol(url, code)
    setBusy(false)
  }
  return (
    <>
      <p className="soft">{text('replaceIntro')}</p>
      <Notice>{text('replaceWarning')}</Notice>
      <Field
        label={text('officeUrl')}
        value={url}
        onChange={setUrl}
        maxLength={300}
        placeholder="https://"
        testId="replace-url"
      />
      <Field
        label={text('replaceCode')}
        value={code}
        onChange={setCode}
        maxLength={40}
        onSubmit={() => void submit()}
        testId="replace-code"
      />
      <Button kind="go" onPress={submit} disabled={busy || incomplete} testId="replace-begin">
        {text('replaceBegin')}
      </Button>
    </>
  )
}

const Progress = ({ standing, step }: { readonly standing: Replacing; readonly step: ReplaceStep }) => {
  const text = useText()
  const { till, storeName, tillCode, reached } = standing
  const words = reached === null ? text('replaceAsking') : text('replaceReached', reached)
  return (
    <>
      <p>{text('replaceOf', { storeName, tillCode, till: till.slice(0, 8) })}</p>
      {step === 'fetching' ? (
        <p role="status" data-testid="replace-reached">
          {words}
        </p>
      ) : null}
    </>
  )
}

type ReplaceScreenProps = {
  /** Enrolled at an earlier start, and not done yet. */
  readonly begun: Replacing | null
  readonly onBack: () => void
}

/** Takes a lost till's place with a code of head office: fetches its history, shows what it holds, and only then makes it ready. */
export const ReplaceScreen = ({ begun, onBack }: ReplaceScreenProps) => {
  const text = useText()
  const bridge = useBridge()
  const { standing, step, problem, enrol, fetchAll, makeReady } = useReplacing(begun)
  if (step === 'ready') {
    return (
      <main className="page page-narrow" data-testid="replace-ready">
        <h1>{text('replaceTitle')}</h1>
        <Notice tone="good">{text('replaceReady')}</Notice>
        <Button kind="go" large onPress={() => void bridge.call['app.close']({})} testId="replace-close">
          {text('restoreClose')}
        </Button>
      </main>
    )
  }
  // Once head office knows this machine as that till, it begins with that till's numbers or not at all.
  const mayLeave = standing === null || problem === 'nothing_there'
  return (
    <main className="page page-narrow">
      <h1>{text('replaceTitle')}</h1>
      {standing === null ? <CodeForm onEnrol={enrol} /> : <Progress standing={standing} step={step} />}
      {problem === null ? null : (
        <Notice tone="danger" testId="replace-problem">
          {text(`replace_${problem}`)}
        </Notice>
      )}
      {typeof step === 'object' ? <HistorySummary history={step.history} /> : null}
      <div className="row row-wrap">
        {typeof step === 'object' ? (
          <Button kind="go" large onPress={makeReady} testId="replace-now">
            {text('replaceNow')}
          </Button>
        ) : null}
        {standing !== null && step === 'asking' ? (
          <Button kind="go" onPress={fetchAll} testId="replace-again">
            {text('replaceAgain')}
          </Button>
        ) : null}
        {mayLeave ? (
          <Button onPress={onBack} testId="replace-back">
            {text('back')}
          </Button>
        ) : null}
      </div>
    </main>
  )
}
