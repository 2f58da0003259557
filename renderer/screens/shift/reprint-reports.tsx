import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { reprintReport } from '../../till/reprint-report.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'

type Report = 'x' | 'z'
const REPORTS: readonly Report[] = ['x', 'z']

const useReportsThere = (): readonly Report[] => {
  const journal = useJournal()
  const [there, setThere] = useState<readonly Report[]>([])
  useEffect(() => {
    const look = () =>
      void journal.lastReports().then((last) => setThere(REPORTS.filter((report) => last[report] !== null)))
    look()
    return journal.subscribe(look)
  }, [journal])
  return there
}

/** Copies of the last X and Z report. They show the cash, so a cashier who is to count blind needs a manager for them. */
export const ReprintReports = () => {
  const text = useText()
  const journal = useJournal()
  const bridge = useBridge()
  const staff = useTill((till) => till.staff)
  const there = useReportsThere()
  const [asking, setAsking] = useState<Report | null>(null)
  const [said, setSaid] = useState<{ good: boolean; words: string } | null>(null)
  const order = async (report: Report, managerId: string) => {
    setAsking(null)
    const ordered = await reprintReport({ journal, bridge }, report, managerId)
    if (ordered.ok) setSaid({ good: true, words: text('reprintDone', { copy: ordered.copy }) })
    else if (ordered.reason === 'nothing_to_print') setSaid({ good: false, words: text('reprintNothing') })
    else if (ordered.reason === 'not_laid_out')
      setSaid({ good: false, words: text('paperFaultOf', { seq: ordered.seq }) })
    else setSaid({ good: false, words: refusalText(ordered.reason, text) })
  }
  const press = (report: Report) => (staff?.role === 'manager' ? order(report, staff.id) : setAsking(report))
  if (there.length === 0) return null
  return (
    <section className="card stack" data-testid="reprint-reports">
      <div className="row row-wrap">
        {there.map((report) => (
          <Button key={report} onPress={() => press(report)} testId={`reprint-${report}`}>
            {text(`reprintReport_${report}`)}
          </Button>
        ))}
      </div>
      {asking === null ? null : <ManagerApproval onApproved={({ id }) => order(asking, id)} />}
      {said === null ? null : (
        <Notice tone={said.good ? 'good' : 'danger'} testId="reprint-said">
          {said.words}
        </Notice>
      )}
    </section>
  )
}
