import { useEffect, useState } from 'react'
import type { Bridge } from '../../../shared/bridge/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { useStanding } from '../../till/standing.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { whatWaits } from './what-waits.ts'

/** Asks main again, which also tells it that this page is alive: a page that stays silent is closed over. */
const askWhatWaits = async (bridge: Bridge) => {
  const [printer, office] = await Promise.all([bridge.call['print.status']({}), bridge.call['sync.status']({})])
  useStanding.setState({ printer, office })
}

/** Stands in front of any screen once somebody wants to close the window: what waits, and that it is safe. */
export const CloseAskedDialog = () => {
  const text = useText()
  const bridge = useBridge()
  const [asked, setAsked] = useState(false)
  const standing = useStanding()
  const shift = useTill((till) => till.shift)
  const orderOpen = useTill((till) => till.order.lines.length > 0)
  useEffect(() => {
    const onAsked = () => {
      setAsked(true)
      void askWhatWaits(bridge)
    }
    return bridge.on['close.asked'](onAsked)
  }, [bridge])
  if (!asked) return null
  const { mirror, office, print } = whatWaits(standing)
  return (
    <Dialog title={text('closeTitle')} onClose={() => setAsked(false)} testId="close-asked">
      {mirror === 0 ? (
        <p>{text('closeNothingWaits')}</p>
      ) : (
        <Notice>{text('closeMirrorWaits', { count: mirror })}</Notice>
      )}
      {office === 0 ? null : <p>{text('closeOfficeWaits', { count: office })}</p>}
      {print === 0 ? null : <p>{text('closePrintWaits', { count: print })}</p>}
      {orderOpen ? <p>{text('closeOrderOpen')}</p> : null}
      {shift === null ? null : <p>{text('closeShiftOpen', { date: shift.businessDate })}</p>}
      <div className="row row-between">
        <Button autoFocus onPress={() => setAsked(false)} testId="close-stay">
          {text('closeStay')}
        </Button>
        <Button kind="danger" onPress={() => void bridge.call['app.close']({})} testId="close-leave">
          {text('closeLeave')}
        </Button>
      </div>
    </Dialog>
  )
}
