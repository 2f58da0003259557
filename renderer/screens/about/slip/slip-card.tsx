import { useMemo, useState } from 'react'
import { PLAIN_SLIP } from '../../../../shared/receipt/slip-template.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useTill } from '../../../till/till.ts'
import { Button } from '../../../ui/button.tsx'
import { SaveOutcome } from '../save-outcome.tsx'
import { useSaveSettings } from '../use-save-settings.ts'
import { CheckedSlipField, OwnLines, ShownLines } from './slip-fields.tsx'
import { isSameSlip, type TypedSlip, templateFrom, templateToShow, typedFrom } from './slip-form.ts'
import { SlipLanguage } from './slip-languages.tsx'
import { SlipLogo } from './slip-logo.tsx'
import { SlipPreview } from './slip-preview.tsx'

const Languages = ({
  typed,
  onChange,
}: {
  readonly typed: TypedSlip
  readonly onChange: (typed: TypedSlip) => void
}) => {
  const text = useText()
  return (
    <>
      <SlipLanguage
        label={text('slipLanguage')}
        otherwise={text('slipLanguageScreen')}
        chosen={typed.language}
        onChoose={(language) => onChange({ ...typed, language })}
        testId="slip-language"
      />
      <SlipLanguage
        label={text('slipKitchenLanguage')}
        otherwise={text('slipLanguageSame')}
        chosen={typed.kitchenLanguage}
        onChoose={(kitchenLanguage) => onChange({ ...typed, kitchenLanguage })}
        testId="slip-kitchen-language"
      />
    </>
  )
}

/** What stands on slips and in which language, with the paper beside it. Changed by a manager. */
export const SlipCard = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const isManager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  const kept = settings.slip ?? PLAIN_SLIP
  const [typed, setTyped] = useState(() => typedFrom(kept))
  const template = useMemo(() => templateFrom(typed), [typed])
  const shown = useMemo(() => templateToShow(typed), [typed])
  if (!isManager) return null
  return (
    <section className="card stack" data-testid="slip-card">
      <h2>{text('slipTitle')}</h2>
      <p className="soft small">{text('slipBody')}</p>
      <Languages typed={typed} onChange={setTyped} />
      <SlipLogo logo={typed.logo} onChange={(logo) => setTyped((before) => ({ ...before, logo }))} />
      <OwnLines typed={typed} onChange={setTyped} part="head" />
      <CheckedSlipField typed={typed} onChange={setTyped} field="phone" />
      <CheckedSlipField typed={typed} onChange={setTyped} field="taxId" />
      <OwnLines typed={typed} onChange={setTyped} part="foot" />
      <CheckedSlipField typed={typed} onChange={setTyped} field="invoicePage" />
      <ShownLines typed={typed} onChange={setTyped} />
      <SaveOutcome outcome={outcome} />
      <Button
        kind="go"
        onPress={() => void (template === null ? null : save((now) => ({ ...now, slip: template })))}
        disabled={template === null || isSameSlip(template, kept)}
        testId="slip-save"
      >
        {text('settingsSave')}
      </Button>
      <SlipPreview template={shown} />
    </section>
  )
}
