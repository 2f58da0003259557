import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { ShiftRow } from '../../journal/rows.ts'
import { useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { reportX } from '../../till/shift.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'
import { TotalsTable } from './totals-table.tsx'

/** The reading in mid-shift. It shows the cash, so a cashier who is to count blind needs a manager for it. */
export const XReport = () => {
  const text = useText()
  const journal = useJournal()
  const staff = useTill((till) => till.staff)
  const [read, setRead] = useState<ShiftRow | null>(null)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const report = async (managerId: string) => {
    setAsking(false)
    const result = await reportX(journal, managerId)
    if (result.ok) setRead(result.value)
    else setProblem(refusalText(result.reason, text))
  }
  const press = () => (staff?.role === 'manager' ? report(staff.id) : setAsking(true))
  return (
    <section className="card stack">
      <Button onPress={press} large testId="x-report">
        {text('xReport')}
      </Button>
      {asking ? <ManagerApproval onApproved={({ id }) => report(id)} /> : null}
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      {read === null ? null : (
        <>
          <Notice tone="good">{text('xReportDone')}</Notice>
          <TotalsTable totals={read.totals} />
        </>
      )}
    </section>
  )
}
