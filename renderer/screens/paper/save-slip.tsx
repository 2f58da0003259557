import { useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { PrinterProfile } from '../../../shared/escpos/profile.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type SaveSlipProps = { readonly bytes: Uint8Array; readonly profile: PrinterProfile; readonly name: string }

/** Keeps a slip as a picture or a page among the documents, and says where. */
export const SaveSlip = ({ bytes, profile, name }: SaveSlipProps) => {
  const text = useText()
  const bridge = useBridge()
  const [saved, setSaved] = useState<Output<'paper.save'> | null>(null)
  const save = async (format: 'png' | 'pdf') =>
    setSaved(await bridge.call['paper.save']({ bytes: new Uint8Array(bytes), profile: profile.id, format, name }))
  return (
    <>
      <div className="row">
        <Button kind="quiet" onPress={() => save('png')} testId={`png-${name}`}>
          {text('paperSaveAs', { format: 'PNG' })}
        </Button>
        <Button kind="quiet" onPress={() => save('pdf')} testId={`pdf-${name}`}>
          {text('paperSaveAs', { format: 'PDF' })}
        </Button>
      </div>
      {saved === null ? null : (
        <div data-testid="slip-saved" data-path={saved.ok ? saved.path : ''}>
          <Notice tone={saved.ok ? 'good' : 'danger'}>
            {saved.ok ? text('paperSaved', { path: saved.path }) : text(`paperSave_${saved.reason}`)}
          </Notice>
        </div>
      )}
    </>
  )
}
