import { useEffect, useRef, useState } from 'react'
import type { Bridge } from '../shared/bridge/bridge.ts'
import { useText } from './i18n/use-text.ts'
import './screens/frame/frame.css'
import { CloseAskedDialog } from './screens/close-asked/close-asked-dialog.tsx'
import { StatusStrip } from './screens/frame/status-strip.tsx'
import { RouteScreen } from './screens/route-screen.tsx'
import { type Restored, Starting } from './screens/starting.tsx'
import { openTill } from './till/open-till.ts'
import { BridgeContext, type Parts, PartsContext } from './till/parts.ts'
import { Button } from './ui/button.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { Notice } from './ui/notice.tsx'

type Opening = 'opening' | 'failed' | { readonly parts: Parts | null }

const Crashed = ({ retry }: { readonly retry: () => void }) => {
  const text = useText()
  return (
    <main className="page page-narrow">
      <h1>{text('crashedTitle')}</h1>
      <Notice tone="danger">{text('crashedBody')}</Notice>
      <Button kind="go" large onPress={retry} testId="crashed-again">
        {text('crashedAgain')}
      </Button>
    </main>
  )
}

const useOpening = (bridge: Bridge, log: (event: string, error: unknown) => void) => {
  const [opening, setOpening] = useState<Opening>('opening')
  const [restored, setRestored] = useState<Restored | null>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    openTill(bridge, (seq, last) => setRestored({ seq, last })).then(
      (parts) => setOpening({ parts }),
      (error: unknown) => {
        log('till.open', error)
        setOpening('failed')
      },
    )
  }, [bridge, log])
  return { opening, restored }
}

/** The whole till: opens it, then shows the screen that it is on, with the status strip below. */
export const App = ({
  bridge,
  log,
}: {
  readonly bridge: Bridge
  readonly log: (event: string, error: unknown) => void
}) => {
  const text = useText()
  const { opening, restored } = useOpening(bridge, log)
  if (opening === 'opening') return <Starting restored={restored} />
  if (opening === 'failed') {
    return (
      <main className="page page-narrow">
        <Notice tone="danger">{text('openFailed')}</Notice>
      </main>
    )
  }
  return (
    <BridgeContext value={bridge}>
      <PartsContext value={opening.parts}>
        <div className="frame">
          <div className="frame-screen">
            <ErrorBoundary
              onError={(error) => log('screen.failed', error)}
              fallback={(retry) => <Crashed retry={retry} />}
            >
              <RouteScreen />
            </ErrorBoundary>
          </div>
          <StatusStrip />
        </div>
        <CloseAskedDialog />
      </PartsContext>
    </BridgeContext>
  )
}
