import { useEffect, useState } from 'react'
import { addFen } from '../../../shared/money/fen.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import { useText } from '../../i18n/use-text.ts'
import type { ShiftRow } from '../../journal/rows.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { FoundInCopies } from './found-in-copies.tsx'
import { SaveArchive } from './save-archive.tsx'
import './stopped.css'

const useInterrupted = () => {
  const journal = useJournal()
  const bridge = useBridge()
  const [shifts, setShifts] = useState<readonly (ShiftRow & { readonly name: string })[]>([])
  useEffect(() => {
    const read = async () => {
      const [interrupted, { staff }] = await Promise.all([journal.interruptedShifts(), bridge.call['staff.list']({})])
      const nameOf = (id: string | null) => staff.find((person) => person.id === id)?.name ?? id ?? ''
      setShifts(interrupted.map((shift) => ({ ...shift, name: nameOf(shift.openedBy) })))
    }
    void read()
  }, [journal, bridge])
  return shifts
}

/** Shifts that an epoch which was left holds open for ever, with what they took. */
export const InterruptedShifts = () => {
  const text = useText()
  const shifts = useInterrupted()
  if (shifts.length === 0) return null
  return (
    <section className="card stack" data-testid="interrupted-shifts">
      <h2>{text('epochShifts')}</h2>
      {shifts.map(({ shiftId, businessDate: date, name: by, totals, float }) => (
        <p key={shiftId}>
          {text('epochShift', {
            date,
            by,
            sales: totals.sales,
            total: `￥${formatFen(totals.salesTotal)}`,
            cash: `￥${formatFen(addFen(float, totals.cash))}`,
          })}
        </p>
      ))}
    </section>
  )
}

/** Why the till has begun a new epoch by itself, what is safe, what is missing; it is read once, then selling goes on. */
export const NewEpochScreen = () => {
  const text = useText()
  const begun = useTill((till) => till.newEpoch)
  const findings = useTill((till) => till.recovered)
  const goOn = () => {
    useTill.setState({ newEpoch: null, recovered: null })
    go('sign-in')
  }
  if (begun === null) return null
  const { epoch, parent, reason, missing } = begun
  return (
    <main className="page page-narrow stack" data-testid="new-epoch" data-epoch={epoch} data-reason={reason}>
      <h1>{text('epochTitle')}</h1>
      <p>{text(`epoch_${reason}`)}</p>
      <Notice tone="good">{text('epochGoesOn', { epoch, before: parent.epoch, seq: parent.seq })}</Notice>
      <p>{text('epochSafe')}</p>
      {missing === null ? null : (
        <Notice tone={reason === 'missing' ? 'danger' : 'attention'} testId="epoch-missing">
          {text(reason === 'missing' ? 'epochMissing' : 'epochElsewhere', missing)}
        </Notice>
      )}
      <InterruptedShifts />
      <Button kind="go" large autoFocus onPress={goOn} testId="new-epoch-continue">
        {text('epochContinue')}
      </Button>
      {findings === null ? null : <FoundInCopies findings={findings} />}
      <SaveArchive />
    </main>
  )
}
