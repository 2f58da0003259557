import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { PrintRow } from '../../journal/rows.ts'
import { useJournal } from '../../till/parts.ts'
import { useStanding } from '../../till/standing.ts'

const usePrintState = (seq: number): PrintRow['state'] | null => {
  const journal = useJournal()
  const [state, setState] = useState<PrintRow['state'] | null>(null)
  useEffect(() => {
    const look = async () => {
      const prints = await journal.printsOf(seq)
      setState(prints.find((print) => print.job.includes(':receipt:'))?.state ?? null)
    }
    void look()
    return journal.subscribe((entry) => {
      if (entry.kind === 'PRINT_OUTCOME') void look()
    })
  }, [journal, seq])
  return state
}

/** What became of the sale's receipt and its upload, as far as it is known. */
export const DoneFollowers = ({ seq }: { readonly seq: number }) => {
  const text = useText()
  const print = usePrintState(seq)
  const office = useStanding((standing) => standing.office)
  const proven = office?.proven != null && office.proven.seq >= seq
  const standalone = office === null || office.state === 'standalone'
  return (
    <ul className="done-followers">
      <li data-testid="done-print" data-state={print ?? 'queued'}>
        {text(print === null ? 'donePrintPending' : `donePrint_${print}`)}
      </li>
      <li data-testid="done-office" data-state={standalone ? 'standalone' : proven ? 'proven' : 'waiting'}>
        {text(standalone ? 'doneOfficeStandalone' : proven ? 'doneOfficeProven' : 'doneOfficeWaiting')}
      </li>
    </ul>
  )
}
