import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '../../../../shared/receipt/words.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'

type ChoiceProps = {
  readonly label: string
  /** What is printed where nothing is chosen. */
  readonly otherwise: string
  readonly chosen: ReceiptLanguage | null
  readonly onChoose: (language: ReceiptLanguage | null) => void
  readonly testId: string
}

/** Chinese, English, both, or as something else has it. */
export const SlipLanguage = ({ label, otherwise, chosen, onChoose, testId }: ChoiceProps) => {
  const text = useText()
  return (
    <>
      <p className="soft">{label}</p>
      <div className="row row-wrap">
        <Button chosen={chosen === null} onPress={() => onChoose(null)} testId={`${testId}-otherwise`}>
          {otherwise}
        </Button>
        {RECEIPT_LANGUAGES.map((language) => (
          <Button
            key={language}
            chosen={chosen === language}
            onPress={() => onChoose(language)}
            testId={`${testId}-${language}`}
          >
            {text(`slipLanguage_${language}`)}
          </Button>
        ))}
      </div>
    </>
  )
}
