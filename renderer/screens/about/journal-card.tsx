import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { EpochHistory } from './epoch-history.tsx'

const LOG_LINES = 200

type Said = { readonly good: boolean; readonly words: string; readonly path: string }

/** The archive for whoever wants to check this till, and the log for whoever looks after it. */
export const JournalCard = () => {
  const text = useText()
  const bridge = useBridge()
  const [said, setSaid] = useState<Said | null>(null)
  const [log, setLog] = useState<readonly string[] | null>(null)
  const exportArchive = async () => {
    const result = await bridge.call['app.exportArchive']({})
    if (!result.ok) return setSaid({ good: false, words: text('exportFailed'), path: '' })
    const { entries, path, head, signed } = result
    const words = text(signed ? 'exportDone' : 'exportUnsigned', { entries, path, hash: head.hash.slice(0, 12) })
    setSaid({ good: signed, words, path })
  }
  const showLog = async () => setLog((await bridge.call['app.readLog']({ limit: LOG_LINES })).lines)
  return (
    <section className="card stack">
      <h2>{text('journalTitle')}</h2>
      <div className="row row-wrap">
        <Button onPress={exportArchive} testId="export-archive">
          {text('exportArchive')}
        </Button>
        <Button onPress={showLog} testId="show-log">
          {text('showLog')}
        </Button>
      </div>
      <EpochHistory />
      {said === null ? null : (
        <div data-testid="export-said" data-path={said.path}>
          <Notice tone={said.good ? 'good' : 'danger'}>{said.words}</Notice>
        </div>
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
