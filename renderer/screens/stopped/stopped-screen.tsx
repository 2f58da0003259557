import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { type StopReason, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { FoundInCopies } from './found-in-copies.tsx'
import { SaveArchive } from './save-archive.tsx'
import './stopped.css'

/** Where the finished sales are, by what went wrong: only what is known is said. */
const SAFE = {
  newer_version: 'stoppedSafeBoth',
  fork: 'stoppedSafeUntouched',
  other_till: 'stoppedSafeUntouched',
  already_open: 'stoppedSafeUntouched',
  missing: 'stoppedSafeUntouched',
  database_gone: 'stoppedSafeMirror',
  unreadable: 'stoppedSafeMirror',
} as const satisfies Record<StopReason, string>

/** Why the till does not sell, what is safe, and what to do. It needs no journal. */
export const StoppedScreen = () => {
  const text = useText()
  const bridge = useBridge()
  const stop = useTill((till) => till.stop)
  const reason = stop?.reason ?? 'database_gone'
  return (
    <main className="page page-narrow stopped" data-testid="stopped" data-reason={reason}>
      <h1>
        <span aria-hidden="true">▲ </span>
        {text('stoppedTitle')}
      </h1>
      <p className="stopped-what" role="alert">
        {text(`stopped_${reason}`)}
      </p>
      <section className="card stack">
        <h2>{text('stoppedSafe')}</h2>
        <p>{text(SAFE[reason])}</p>
        {stop?.carriedOn ? <p data-testid="carried-on">{text('stoppedCarriedOn')}</p> : null}
        <h2>{text('stoppedDo')}</h2>
        <p>{text(`stopped_${reason}_do`)}</p>
      </section>
      {stop?.findings ? <FoundInCopies findings={stop.findings} /> : null}
      {reason === 'unreadable' ? (
        <Button kind="go" large onPress={() => void bridge.call['app.close']({})} testId="stopped-close">
          {text('stoppedClose')}
        </Button>
      ) : (
        <Button kind="go" large onPress={() => void bridge.call['app.openAnew']({})} testId="stopped-retry">
          {text(reason === 'missing' ? 'stoppedAskAgain' : 'stoppedRetry')}
        </Button>
      )}
      {stop?.goOn && stop.findings ? (
        <section className="card stack">
          <p>{text('stoppedGoOnWhy', { seq: stop.findings.proven })}</p>
          <Button large onPress={stop.goOn} testId="stopped-go-on">
            {text('stoppedGoOn')}
          </Button>
        </section>
      ) : null}
      {stop?.findings ? <SaveArchive /> : null}
      {stop === null || stop.detail === '' ? null : (
        <p className="soft small stopped-detail">{`${text('stoppedDetail')} · ${stop.detail}`}</p>
      )}
    </main>
  )
}
