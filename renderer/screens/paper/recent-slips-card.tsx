import { useEffect, useState } from 'react'
import { useLanguage, useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { needsManager, reprintSlip } from '../../till/reprint-slip.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { StatusItem } from '../../ui/status-item.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'
import { type RecentSlip, slipsOf } from './recent-slips.ts'
import { evidenceOf } from './slip-evidence.ts'
import { slipName } from './slip-name.ts'

const SLIPS = 12
/** Copies and the drawer's pulses are jobs as well. */
const JOBS = 5 * SLIPS

const useRecentSlips = (): readonly RecentSlip[] => {
  const journal = useJournal()
  const [slips, setSlips] = useState<readonly RecentSlip[]>([])
  useEffect(() => {
    const look = () => void journal.recentPrints(JOBS).then((prints) => setSlips(slipsOf(prints, SLIPS)))
    look()
    return journal.subscribe((entry) => {
      if (entry.kind === 'PRINT_OUTCOME') look()
    })
  }, [journal])
  return slips
}

const useReprint = () => {
  const text = useText()
  const journal = useJournal()
  const bridge = useBridge()
  return async (document: string, by: string): Promise<{ good: boolean; words: string }> => {
    const ordered = await reprintSlip({ journal, bridge }, document, by)
    if (ordered.ok) return { good: true, words: text('reprintDone', { copy: ordered.copy }) }
    if (ordered.reason === 'nothing_to_print') return { good: false, words: text('reprintNothing') }
    if (ordered.reason === 'not_laid_out') return { good: false, words: text('paperFaultOf', { seq: ordered.seq }) }
    return { good: false, words: refusalText(ordered.reason, text) }
  }
}

type RowProps = { readonly slip: RecentSlip; readonly onReprint: () => void }

const SlipRow = ({ slip: { document, copies, newest }, onReprint }: RowProps) => {
  const text = useText()
  const language = useLanguage((state) => state.language)
  const settings = useTill((till) => till.settings)
  const name = slipName(document, settings, language, text) ?? document
  const { proof, words } = evidenceOf(newest)
  return (
    <li className="row row-between row-wrap" data-testid="recent-slip" data-document={document} data-copies={copies}>
      <span>
        {name} <span className="soft">#{newest.seq}</span>
        {copies === 1 ? null : <span className="soft small"> · {text('slipCopy', { copy: copies })}</span>}
      </span>
      <span className="row row-wrap">
        <StatusItem proof={proof} testId={`evidence-${document}`}>
          {text(words)}
        </StatusItem>
        <Button onPress={onReprint} label={text('slipReprintOf', { name })} testId={`reprint-${document}`}>
          {text('slipReprint')}
        </Button>
      </span>
    </li>
  )
}

/** The newest slips, how far each is known to be on paper, and one more copy of any: marked, and an entry of the journal. */
export const RecentSlipsCard = () => {
  const text = useText()
  const staff = useTill((till) => till.staff)
  const slips = useRecentSlips()
  const reprint = useReprint()
  const [asking, setAsking] = useState<string | null>(null)
  const [said, setSaid] = useState<{ good: boolean; words: string } | null>(null)
  const order = async (document: string, by: string) => {
    setAsking(null)
    setSaid(await reprint(document, by))
  }
  const press = (document: string) => {
    if (staff === null) return setSaid({ good: false, words: refusalText('not_signed_in', text) })
    if (needsManager(document) && staff.role !== 'manager') return setAsking(document)
    void order(document, staff.id)
  }
  if (slips.length === 0) return null
  return (
    <section className="card stack" data-testid="recent-slips">
      <h2>{text('slipsTitle')}</h2>
      <p className="soft small">{text('slipsBody')}</p>
      {said === null ? null : (
        <Notice tone={said.good ? 'good' : 'danger'} testId="slip-said">
          {said.words}
        </Notice>
      )}
      <ul className="open-jobs">
        {slips.map((slip) => (
          <SlipRow key={slip.document} slip={slip} onReprint={() => press(slip.document)} />
        ))}
      </ul>
      {asking === null ? null : (
        <Dialog title={text('slipReprint')} onClose={() => setAsking(null)} testId="slip-manager">
          <ManagerApproval onApproved={({ id }) => void order(asking, id)} />
          <Button onPress={() => setAsking(null)} keyHint="Esc">
            {text('cancel')}
          </Button>
        </Dialog>
      )}
    </section>
  )
}
