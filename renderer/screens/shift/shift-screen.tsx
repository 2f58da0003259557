import { useState } from 'react'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import { useText } from '../../i18n/use-text.ts'
import type { ShiftRow } from '../../journal/rows.ts'
import { today } from '../../till/shift.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DrawerButton } from '../drawer/drawer-button.tsx'
import { DrawerIsOpen } from '../drawer/drawer-is-open.tsx'
import { ClosedShift } from './closed-shift.tsx'
import { CountAndClose } from './count-and-close.tsx'
import { ReprintReports } from './reprint-reports.tsx'
import { UnpaidOrders } from './unpaid-orders.tsx'
import { XReport } from './x-report.tsx'
import './shift.css'

type Closing = EntryOf<'SHIFT_CLOSED'>['body']

const OpenShift = ({ shift, onClosed }: { shift: ShiftRow; onClosed: (closing: Closing) => void }) => {
  const text = useText()
  return (
    <>
      {shift.businessDate === today() ? null : (
        <Notice testId="shift-from-earlier">{text('shiftFromEarlier', { date: shift.businessDate })}</Notice>
      )}
      <DrawerIsOpen />
      <UnpaidOrders />
      <div className="shift-columns">
        <CountAndClose openedSeq={shift.openedSeq} onClosed={onClosed} />
        <div className="stack">
          <XReport />
          <ReprintReports />
        </div>
      </div>
    </>
  )
}

/** The shift in hand: X at any time, and the count that closes it. What should be in the drawer is shown after the count. */
export const ShiftScreen = () => {
  const text = useText()
  const shift = useTill((till) => till.shift)
  const [closing, setClosing] = useState<Closing | null>(null)
  return (
    <main className="page shift">
      <div className="row row-between">
        <h1>{text('shiftTitle')}</h1>
        {closing !== null || shift === null ? null : (
          <div className="row">
            <p className="soft">
              {text('shiftOpened', { date: shift.businessDate })} <Money amount={shift.float} />
            </p>
            <DrawerButton />
          </div>
        )}
      </div>
      {closing !== null ? (
        <ClosedShift closing={closing} />
      ) : shift !== null ? (
        <OpenShift shift={shift} onClosed={setClosing} />
      ) : (
        <>
          <Notice
            action={
              <Button kind="go" onPress={() => go('open-shift')}>
                {text('openShiftOk')}
              </Button>
            }
          >
            {text('shiftNone')}
          </Notice>
          <ReprintReports />
        </>
      )}
    </main>
  )
}
