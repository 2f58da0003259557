import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'

const LOG_LINES = 200

/** A proven copy of the journal for whoever wants to check it, and the log for whoever looks after the till. */
export const JournalCard = () => {
  const text = useText()
  const bridge = useBridge()
  const [said, setSaid] = useState<{ good: boolean; words: string } | null>(null)
  const [log, setLog] = useState<readonly string[] | null>(null)
  const copy = async () => {
    const result = await bridge.call['app.copyJournal']({})
    if (!result.ok) return setSaid({ good: false, words: text('copyJournalFailed') })
    const { entries, path, sha256 } = result
    setSaid({ good: true, words: text('copyJournalDone', { entries, path, sha256: sha256.slice(0, 12) }) })
  }
  const showLog = async () => setLog((await bridge.call['app.readLog']({ limit: LOG_LINES })).lines)
  return (
    <section className="card stack">
      <div className="row row-wrap">
        <Button onPress={copy} testId="copy-journal">
          {text('copyJournal')}
        </Button>
        <Button onPress={showLog} testId="show-log">
          {text('showLog')}
        </Button>
      </div>
      {said === null ? null : (
        <Notice tone={said.good ? 'good' : 'danger'} testId="copy-said">
          {said.words}
        </Notice>
      )}
      {log === null ? null : (
        <Dialog title={text('logTitle')} wide onClose={() => setLog(null)}>
          <pre className="log">{log.join('\n')}</pre>
          <Button onPress={() => setLog(null)}>{text('back')}</Button>
        </Dialog>
      )}
    </section>
  )
}
