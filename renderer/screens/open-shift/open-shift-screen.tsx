import { useState } from 'react'
import { parseFen } from '../../../shared/money/format-fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { openShift, today } from '../../till/shift.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The float in the drawer opens the shift; its business date stays for all of its sales. */
export const OpenShiftScreen = () => {
  const text = useText()
  const journal = useJournal()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const open = async () => {
    const float = parseFen(typed)
    setWrong(!float.ok)
    if (!float.ok) return
    const result = await openShift(journal, float.value)
    if (!result.ok) setProblem(refusalText(result.reason, text))
  }
  return (
    <main className="page page-narrow">
      <h1>{text('openShiftTitle')}</h1>
      <p className="soft">{text('openShiftDate', { date: today() })}</p>
      <Field
        label={text('openShiftFloat')}
        value={typed}
        onChange={setTyped}
        error={wrong ? text('amountWrong') : null}
        inputMode="decimal"
        placeholder="500.00"
        autoFocus
        maxLength={12}
        onSubmit={open}
        keypad={text('backspace')}
        testId="float"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Button kind="go" large onPress={open} keyHint="Enter" testId="open-shift">
        {text('openShiftOk')}
      </Button>
    </main>
  )
}
