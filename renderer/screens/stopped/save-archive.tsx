import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Saves what can be read of the second copy as an archive, for whoever is to help. */
export const SaveArchive = () => {
  const text = useText()
  const bridge = useBridge()
  const [said, setSaid] = useState<{ readonly good: boolean; readonly words: string } | null>(null)
  const save = async () => {
    const result = await bridge.call['app.exportArchive']({})
    if (!result.ok) return setSaid({ good: false, words: text('exportFailed') })
    const { entries, path } = result
    setSaid({ good: true, words: text('recoverySaved', { entries, path }) })
  }
  return (
    <div className="stack">
      <Button onPress={save} testId="recovery-save">
        {text('recoverySave')}
      </Button>
      {said === null ? null : <Notice tone={said.good ? 'good' : 'danger'}>{said.words}</Notice>}
    </div>
  )
}
