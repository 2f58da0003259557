import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { logoOf, type SlipTemplate } from '../../../../shared/receipt/slip-template.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { logoFromFile } from './logo-from-file.ts'

type LogoProps = {
  readonly logo: SlipTemplate['logo']
  readonly onChange: (logo: SlipTemplate['logo']) => void
}

/** The logo: chosen from a file, or none. */
export const SlipLogo = ({ logo, onChange }: LogoProps) => {
  const text = useText()
  const [noPicture, setNoPicture] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const image = await logoFromFile(file)
    setNoPicture(image === null)
    if (image !== null) onChange(logoOf(image))
  }
  return (
    <>
      <div className="row row-wrap">
        <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg']} onSelect={(files) => void take(files?.[0])}>
          <Button onPress={() => undefined} testId="slip-logo">
            {text('slipLogo')}
          </Button>
        </FileTrigger>
        {logo === null ? null : (
          <Button kind="danger" onPress={() => onChange(null)} testId="slip-no-logo">
            {text('slipNoLogo')}
          </Button>
        )}
      </div>
      {noPicture ? <Notice tone="danger">{text('slipNotAPicture')}</Notice> : null}
    </>
  )
}
