import { useState } from 'react'
import type { PrinterProfile } from '../../../shared/escpos/profile.ts'
import { PaperPicture } from './paper-picture.tsx'
import { SaveSlip } from './save-slip.tsx'

type PaperSlipProps = {
  readonly title: string
  readonly number: number
  readonly bytes: Uint8Array
  readonly profile: PrinterProfile
}

/** One slip as the printer would put it on paper. */
export const PaperSlip = ({ title, number, bytes: received, profile }: PaperSlipProps) => {
  // What was printed never changes, while every answer of main brings it in another array.
  const [bytes] = useState(received)
  return (
    <figure className="paper-slip" data-testid="paper-slip">
      <figcaption className="soft small">
        {title}
        <SaveSlip bytes={bytes} profile={profile} name={`slip-${number}`} />
      </figcaption>
      <PaperPicture bytes={bytes} profile={profile} />
    </figure>
  )
}
