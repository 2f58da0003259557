import { useState } from 'react'
import { COLUMNS, type Printer } from '../../../../shared/bridge/settings-methods.ts'
import { PROFILES } from '../../../../shared/escpos/profile.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useExamined, useTestPage } from './try-printer.ts'

const DOTS_A_COLUMN = 12

const fittingColumns = (profile: string) => {
  const dots = PROFILES.find(({ id }) => id === profile)?.dots ?? 0
  return COLUMNS.filter((columns) => columns * DOTS_A_COLUMN <= dots)
}

type LayoutProps = { readonly printer: Printer; readonly onChange: (printer: Printer) => void }

const Layout = ({ printer, onChange }: LayoutProps) => {
  const text = useText()
  const chooseProfile = (profile: string) => {
    const usual = PROFILES.find(({ id }) => id === profile)?.columns
    onChange({ ...printer, profile, columns: COLUMNS.find((columns) => columns === usual) ?? printer.columns })
  }
  return (
    <>
      <span className="field-label">{text('printerProfile')}</span>
      <div className="row row-wrap">
        {PROFILES.map(({ id, name }) => (
          <Button key={id} chosen={printer.profile === id} onPress={() => chooseProfile(id)} testId={`paper-${id}`}>
            {name}
          </Button>
        ))}
      </div>
      <span className="field-label">{text('printerColumns')}</span>
      <div className="row">
        {fittingColumns(printer.profile).map((columns) => (
          <Button
            key={columns}
            chosen={printer.columns === columns}
            onPress={() => onChange({ ...printer, columns })}
            testId={`columns-${columns}`}
          >
            {String(columns)}
          </Button>
        ))}
      </div>
    </>
  )
}

type PaperStepProps = {
  readonly before: Printer
  readonly onBack: () => void
  readonly onDone: (printer: Printer) => void
}

/** Asks the printer, prints a test page, and has a person say how the Chinese line looked; then its name. */
export const PaperStep = ({ before, onBack, onDone }: PaperStepProps) => {
  const text = useText()
  const [printer, setPrinter] = useState(before)
  const [chinese, setChinese] = useState<'right' | 'wrong' | null>(null)
  const { examined, ask } = useExamined(before.address)
  const { tested, test } = useTestPage()
  const isBusy = examined === null || tested === 'under_way'
  const abilities = examined?.abilities ?? null
  const name = printer.name.trim()
  const isReady = name !== '' && !isBusy
  const submit = () => {
    if (isReady) onDone({ ...printer, name, abilities })
  }
  return (
    <div className="stack">
      {examined === null ? (
        <p className="soft">{text('printerAsking')}</p>
      ) : (
        <Notice tone={examined.state === 'ready' ? 'good' : 'attention'} testId="printer-examined">
          {text(`printerIs_${examined.state}`)}
          {examined.detail === null ? null : <p className="small">{examined.detail}</p>}
        </Notice>
      )}
      <Layout printer={printer} onChange={setPrinter} />
      <div className="row row-wrap">
        <Button disabled={isBusy} onPress={() => void test({ ...printer, abilities })} testId="printer-test">
          {text('printerTest')}
        </Button>
        <Button disabled={isBusy} onPress={() => void ask()} testId="printer-ask">
          {text('printerAskAgain')}
        </Button>
      </div>
      {tested === null || tested === 'under_way' ? null : (
        <Notice tone={tested === 'all' ? 'good' : 'attention'} testId="printer-tested">
          {text(`printerTested_${tested}`)}
        </Notice>
      )}
      {tested === 'all' ? (
        <div className="row row-wrap">
          <span>{text('printerChinese')}</span>
          <Button chosen={chinese === 'right'} onPress={() => setChinese('right')} testId="chinese-right">
            {text('printerChineseRight')}
          </Button>
          <Button chosen={chinese === 'wrong'} onPress={() => setChinese('wrong')} testId="chinese-wrong">
            {text('printerChineseWrong')}
          </Button>
        </div>
      ) : null}
      {chinese === 'wrong' ? <Notice>{text('printerChineseAdvice')}</Notice> : null}
      <Field
        label={text('printerName')}
        value={printer.name}
        onChange={(typed) => setPrinter({ ...printer, name: typed })}
        maxLength={40}
        onSubmit={submit}
        testId="printer-name"
      />
      <div className="row">
        <Button onPress={onBack} testId="printer-back">
          {text('printerBack')}
        </Button>
        <Button kind="go" disabled={!isReady} onPress={submit} testId="printer-save">
          {text('settingsSave')}
        </Button>
      </div>
    </div>
  )
}
