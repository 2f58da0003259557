import { useEffect, useMemo, useState } from 'react'
import { profileOf } from '../../../shared/bridge/profile-of.ts'
import { receiptPrinterOf } from '../../../shared/bridge/settings-methods.ts'
import { saleReceipt } from '../../../shared/receipt/sale-receipt.ts'
import type { SlipTemplate } from '../../../shared/receipt/slip-template.ts'
import { dotsOf } from '../../dots/dots-in-worker.ts'
import { encodeWithDots } from '../../followers/encode-document.ts'
import { useBridge } from '../../till/parts.ts'
import { specimenSale } from '../../till/specimen-sale.ts'
import { useTill } from '../../till/till.ts'
import { PaperPicture } from '../paper/paper-picture.tsx'

const NO_PROOF = { hash: '0'.repeat(64) }

const now = () => ({ utc: Date.now(), offset: -new Date().getTimezoneOffset() })

/** A receipt with this template as the printer for receipts would print it, from the very bytes. */
export const SlipPreview = ({ template }: { readonly template: SlipTemplate }) => {
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
      const names = { staffName, nameOf: (id: string) => id, stationName: (id: string) => ({ zh: id, en: id }) }
      const context = { restaurant, language, sample: true, template, ...names }
      const receipt = saleReceipt(specimenSale(now()), NO_PROOF, context)
      const encoded = await encodeWithDots(dotsOf(bridge), bridge)(receipt, profile)
      if (current) setBytes(encoded.ok ? encoded.value : null)
    }
    void draw()
    return () => {
      current = false
    }
  }, [bridge, settings, restaurant, staffName, template, profile])
  return bytes === null ? null : <PaperPicture bytes={bytes} profile={profile} />
}
