import { useEffect, useMemo, useState } from 'react'
import { profileOf } from '../../../../shared/bridge/profile-of.ts'
import { receiptPrinterOf } from '../../../../shared/bridge/settings-methods.ts'
import type { SlipTemplate } from '../../../../shared/receipt/slip-template.ts'
import { dotsOf } from '../../../dots/dots-in-worker.ts'
import { encodeWithDots } from '../../../followers/encode-document.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useBridge } from '../../../till/parts.ts'
import { SPECIMENS, type Specimen, specimenOf } from '../../../till/specimen-slips.ts'
import { useTill } from '../../../till/till.ts'
import { Button } from '../../../ui/button.tsx'
import { PaperPicture } from '../../paper/paper-picture.tsx'

const now = () => ({ utc: Date.now(), offset: -new Date().getTimezoneOffset() })

type Shown = { readonly template: SlipTemplate; readonly specimen: Specimen }

/** The bytes of a specimen with this template; null until they are made, and where they cannot be. */
const useSpecimenBytes = ({ template, specimen }: Shown) => {
  const bridge = useBridge()
  const settings = useTill((till) => till.settings)
  const restaurant = useTill((till) => till.facts?.restaurant ?? '')
  const staffName = useTill((till) => till.staff?.name ?? '')
  const profile = useMemo(() => profileOf(receiptPrinterOf(settings)), [settings])
  const [bytes, setBytes] = useState<Uint8Array | null>(null)
  useEffect(() => {
    let current = true
    const draw = async () => {
      const language = template.language ?? settings.language
      const context = { restaurant, language, sample: true, template, staffName, nameOf: (id: string) => id }
      const encoded = await encodeWithDots(dotsOf(bridge), bridge)(specimenOf(specimen, now(), context), profile)
      if (current) setBytes(encoded.ok ? encoded.value : null)
    }
    void draw()
    return () => {
      current = false
    }
  }, [bridge, settings, restaurant, staffName, template, specimen, profile])
  return { bytes, profile }
}

/** A slip with this template as the printer for receipts would print it, from the very bytes. */
export const SlipPreview = ({ template }: { readonly template: SlipTemplate }) => {
  const text = useText()
  const [specimen, setSpecimen] = useState<Specimen>('receipt')
  const { bytes, profile } = useSpecimenBytes({ template, specimen })
  return (
    <>
      <div className="row row-wrap">
        {SPECIMENS.map((each) => (
          <Button
            key={each}
            chosen={specimen === each}
            onPress={() => setSpecimen(each)}
            testId={`slip-preview-${each}`}
          >
            {text(`slipPreview_${each}`)}
          </Button>
        ))}
      </div>
      {bytes === null ? null : <PaperPicture bytes={bytes} profile={profile} />}
    </>
  )
}
