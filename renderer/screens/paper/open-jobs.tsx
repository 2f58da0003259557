import { receiptPrinterOf } from '../../../shared/bridge/settings-methods.ts'
import { type Text, useText } from '../../i18n/use-text.ts'
import { lateTickets } from '../../till/late-tickets.ts'
import { useBridge } from '../../till/parts.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { OpenJob } from './use-printer.ts'

/** What a person says of a job: that it is on paper, or that they know it failed. */
const ANSWERS = { in_doubt: 'paperResolve', failed: 'paperSeen' } as const

const answerTo = ({ state }: OpenJob) => (state === 'in_doubt' || state === 'failed' ? ANSWERS[state] : null)

const WHYS = [
  ...(['unreachable', 'paper_end', 'cover_open', 'offline'] as const),
  ...(['connection_lost', 'no_answer', 'queue_refused'] as const),
]

/** Why a slip is not on paper, in a person's words; what support has to read stays as it was written. */
const whyText = (why: string, text: Text): string => {
  const known = WHYS.find((one) => one === why)
  return known === undefined ? why : text(`paperWhy_${known}`)
}

const MINUTE_MS = 60_000

const OpenJobRow = ({ job }: { readonly job: OpenJob }) => {
  const text = useText()
  const bridge = useBridge()
  const settings = useTill((till) => till.settings)
  const { id, title, state, why, waitedMs } = job
  const at = job.printer ?? receiptPrinterOf(settings).id
  const nameOf = (printer: string) => settings.printers.find((one) => one.id === printer)?.name ?? printer
  const minutes = Math.floor(waitedMs / MINUTE_MS)
  const answer = answerTo(job)
  // Of what is being sent, or may be on paper, nobody may make a second one by a move.
  const elsewhere = state === 'queued' ? settings.printers.filter((printer) => printer.id !== at) : []
  return (
    <li className="row row-between row-wrap">
      <span>
        {title} <span className="soft">{text('paperAt', { name: nameOf(at) })}</span>{' '}
        <span className="soft">{text(`paperOutcome_${state}`)}</span>
        {why === null ? null : <span className="soft small"> · {whyText(why, text)}</span>}
        {minutes === 0 ? null : <span className="soft small"> · {text('paperWaited', { minutes })}</span>}
      </span>
      <span className="row row-wrap">
        {elsewhere.map((printer) => (
          <Button
            key={printer.id}
            onPress={() => void bridge.call['print.move']({ id, printer: printer.id })}
            testId={`move-${id}-${printer.id}`}
          >
            {text('paperMove', { name: printer.name })}
          </Button>
        ))}
        {answer === null ? null : (
          <Button onPress={() => void bridge.call['print.resolve']({ id })} testId={`resolve-${id}`}>
            {text(answer)}
          </Button>
        )}
      </span>
    </li>
  )
}

/** Slips that wait, those of which only a person can say whether they are on paper, and those that could not be laid out. */
export const OpenJobs = ({ jobs }: { readonly jobs: readonly OpenJob[] }) => {
  const text = useText()
  if (jobs.length === 0) return null
  const has = (wanted: OpenJob['state']) => jobs.some(({ state }) => state === wanted)
  const late = lateTickets(jobs).length
  return (
    <section className="card stack" data-testid="open-jobs">
      <h2>{text('paperOpen')}</h2>
      {late === 0 ? null : (
        <Notice tone="danger" testId="kitchen-late">
          {text('paperKitchenLate', { count: late })}
        </Notice>
      )}
      {has('in_doubt') ? <Notice>{text('paperDoubtHow')}</Notice> : null}
      {has('failed') ? <Notice tone="danger">{text('paperFaultHow')}</Notice> : null}
      <ul className="open-jobs">
        {jobs.map((job) => (
          <OpenJobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  )
}
