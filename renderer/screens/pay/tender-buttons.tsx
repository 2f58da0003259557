import { TENDER_KINDS, type TenderKind } from '../../../shared/sale/tender.ts'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { keyOfTender } from './pay-key.ts'

type TenderButtonsProps = { readonly onReceive: (kind: TenderKind) => void; readonly disabled: boolean }

/** The ways to pay; a press records what is in the keypad, or all that is still due. */
export const TenderButtons = ({ onReceive, disabled }: TenderButtonsProps) => {
  const text = useText()
  return (
    <div className="stack tender-buttons">
      {TENDER_KINDS.map((kind) => (
        <Button
          key={kind}
          keyHint={keyOfTender(kind)}
          className={`tender tender-${kind}`}
          large
          onPress={() => onReceive(kind)}
          disabled={disabled}
          testId={`tender-${kind}`}
        >
          {text(`tender_${kind}`)}
        </Button>
      ))}
    </div>
  )
}
