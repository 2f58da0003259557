import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { useStanding } from '../../till/standing.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Says, when the window is to be closed, how many entries still wait and that they are safe. */
export const CloseDialog = () => {
  const text = useText()
  const bridge = useBridge()
  const { seq, mirror, office } = useStanding()
  const [asked, setAsked] = useState(false)
  useEffect(
    () =>
      bridge.on['close.asked'](() => {
        setAsked(true)
        // Any call tells main that the page is alive; without one it would close the window after three seconds.
        void bridge.call['app.log']({ level: 'info', event: 'close.asked' })
      }),
    [bridge],
  )
  if (!asked) return null
  const unmirrored = Math.max(0, seq - mirror.durable)
  const enrolled = office !== null && office.state !== 'standalone'
  const waiting = enrolled ? Math.max(0, seq - (office.proven?.seq ?? 0)) : 0
  return (
    <Dialog title={text('closeTitle')} onClose={() => setAsked(false)} testId="close-dialog">
      {unmirrored > 0 ? <Notice>{text('closeOneCopy', { count: unmirrored })}</Notice> : null}
      <p>{waiting > 0 ? text('closeWaiting', { count: waiting }) : text('closeSafe')}</p>
      <div className="row row-between">
        <Button onPress={() => void bridge.call['app.close']({})} testId="close-now">
          {text('closeNow')}
        </Button>
        <Button kind="go" onPress={() => setAsked(false)} testId="close-stay">
          {text('closeStay')}
        </Button>
      </div>
    </Dialog>
  )
}
