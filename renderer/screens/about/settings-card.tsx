import { useState } from 'react'
import { parseFen } from '../../../shared/money/format-fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const LANGUAGES = [
  ['zh', '中文'],
  ['en', 'English'],
] as const
const THEMES = ['light', 'dark', 'system'] as const

/** A percentage of at most two decimals as basis points; null for anything else or above 100. */
const basisPoints = (typed: string): number | null => {
  // Percent with two decimals and yuan with two decimals are the same digits.
  const parsed = parseFen(typed)
  return parsed.ok && parsed.value <= 10_000 ? parsed.value : null
}

const DiscountLimit = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const { save, outcome } = useSaveSettings()
  const [typed, setTyped] = useState(String(settings.cashierDiscountBp / 100))
  const bp = basisPoints(typed)
  return (
    <>
      <Field
        label={text('settingsDiscount')}
        value={typed}
        onChange={setTyped}
        inputMode="decimal"
        maxLength={6}
        error={bp === null ? text('settingsDiscountWrong') : null}
        keypad={text('backspace')}
        testId="settings-discount"
      />
      <SaveOutcome outcome={outcome} />
      <Button
        onPress={() => void (bp === null ? null : save((now) => ({ ...now, cashierDiscountBp: bp })))}
        disabled={bp === null || bp === settings.cashierDiscountBp}
        testId="settings-discount-save"
      >
        {text('settingsSave')}
      </Button>
    </>
  )
}

/** Language and look for anybody; the discount limit for a manager. */
export const SettingsCard = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const manager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  return (
    <section className="card stack">
      <h2>{text('settingsTitle')}</h2>
      <p className="soft">{text('settingsLanguage')}</p>
      <div className="row">
        {LANGUAGES.map(([language, name]) => (
          <Button
            key={language}
            chosen={settings.language === language}
            onPress={() => save((now) => ({ ...now, language }))}
            testId={`language-${language}`}
          >
            {name}
          </Button>
        ))}
      </div>
      <p className="soft">{text('settingsTheme')}</p>
      <div className="row">
        {THEMES.map((theme) => (
          <Button
            key={theme}
            chosen={settings.theme === theme}
            onPress={() => save((now) => ({ ...now, theme }))}
            testId={`theme-${theme}`}
          >
            {text(`theme_${theme}`)}
          </Button>
        ))}
      </div>
      <SaveOutcome outcome={outcome === 'saved' ? null : outcome} />
      {manager ? <DiscountLimit /> : <p className="soft small">{text('settingsManager')}</p>}
    </section>
  )
}
