import type { EntryOf } from '../../../shared/journal/entry.ts'
import { fen } from '../../../shared/money/fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { lock } from '../../till/session.ts'
import { useStanding } from '../../till/standing.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CountNotBlind } from './count-not-blind.tsx'
import { TotalsTable } from './totals-table.tsx'

const outcomeOf = (over: number) => (over === 0 ? 'exactly' : over > 0 ? 'over' : 'short')

/** The Z report as it stands in the journal, with what was over or short. */
export const ClosedShift = ({ closing }: { readonly closing: EntryOf<'SHIFT_CLOSED'>['body'] }) => {
  const text = useText()
  const { over, counted, expected, z, fromSeq, businessDate, totals } = closing
  const outcome = outcomeOf(over)
  const keyMissing = useStanding((standing) => standing.keyMissing)
  return (
    <section className="card stack" data-testid="closed-shift" data-z={z} data-over={over}>
      <h2>{text('closedTitle', { z })}</h2>
      <Notice tone="good">{text('closedBody', { date: businessDate })}</Notice>
      {keyMissing ? (
        <Notice tone="danger" testId="closed-unsigned">
          {text('closedUnsigned')}
        </Notice>
      ) : null}
      <CountNotBlind fromSeq={fromSeq} counted />
      <div className="closing-columns">
        <dl className="closing">
          <dt>{text('expectedCash')}</dt>
          <dd>
            <Money amount={expected} testId="expected-cash" />
          </dd>
          <dt>{text('countedCash')}</dt>
          <dd>
            <Money amount={counted} />
          </dd>
          <dt>{text(outcome)}</dt>
          <dd className={`closing-${outcome}`}>
            <Money amount={fen(Math.abs(over))} testId="over-short" />
          </dd>
        </dl>
        <TotalsTable totals={totals} />
      </div>
      <Button kind="go" large autoFocus onPress={lock} testId="after-close">
        {text('navLock')}
      </Button>
    </section>
  )
}
