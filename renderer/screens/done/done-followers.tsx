import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { Place } from '../../journal/journal.ts'
import type { PrintRow } from '../../journal/rows.ts'
import { useJournal } from '../../till/parts.ts'
import { useStanding } from '../../till/standing.ts'
import type { Proof } from '../../ui/status-item.tsx'
import { officeState } from '../today/sale-state.ts'

const usePrintState = ({ epoch, seq }: Place): PrintRow['state'] | null => {
  const journal = useJournal()
  const [state, setState] = useState<PrintRow['state'] | null>(null)
  useEffect(() => {
    const look = async () => {
      const prints = await journal.printsOf({ epoch, seq })
      setState(prints.find((print) => print.job.includes(':receipt:'))?.state ?? null)
    }
    void look()
    return journal.subscribe((entry) => {
      if (entry.kind === 'PRINT_OUTCOME') void look()
    })
  }, [journal, epoch, seq])
  return state
}

const PRINT_PROOF = {
  printed: 'proven',
  unconfirmed: 'waiting',
  in_doubt: 'act',
  failed: 'act',
} as const satisfies Record<PrintRow['state'], Proof>

const Mark = ({ proof }: { readonly proof: Proof }) => (
  <span className="strip-mark" aria-hidden="true">
    {proof === 'act' ? '▲' : ''}
  </span>
)

/** What became of the sale's receipt and its upload, as far as it is known. */
export const DoneFollowers = ({ sale }: { readonly sale: Place }) => {
  const text = useText()
  const print = usePrintState(sale)
  const standing = useStanding()
  const { office } = standing
  const proven = officeState(sale, standing).words === 'officeProven'
  const standalone = office === null || office.state === 'standalone'
  const printProof = print === null ? 'waiting' : PRINT_PROOF[print]
  const officeProof = proven ? 'proven' : 'waiting'
  return (
    <ul className="done-followers">
      <li className={`strip-item strip-${printProof}`} data-testid="done-print" data-state={print ?? 'queued'}>
        <Mark proof={printProof} />
        {text(print === null ? 'donePrintPending' : `donePrint_${print}`)}
      </li>
      {standing.printer?.drawerOpen ? (
        <li className="strip-item strip-waiting" data-testid="done-drawer">
          <Mark proof="waiting" />
          {text('doneDrawerOpen')}
        </li>
      ) : null}
      <li
        className={`strip-item strip-${officeProof}`}
        data-testid="done-office"
        data-state={standalone ? 'standalone' : proven ? 'proven' : 'waiting'}
      >
        <Mark proof={officeProof} />
        {text(standalone ? 'doneOfficeStandalone' : proven ? 'doneOfficeProven' : 'doneOfficeWaiting')}
      </li>
    </ul>
  )
}
