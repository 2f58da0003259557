import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { OpenJob } from './use-printer.ts'

/** What a person says of a job: that it is on paper, or that they know it failed. */
const ANSWERS = { in_doubt: 'paperResolve', failed: 'paperSeen' } as const

const answerTo = ({ state }: OpenJob) => (state === 'in_doubt' || state === 'failed' ? ANSWERS[state] : null)

/** Slips that wait, those of which only a person can say whether they are on paper, and those that could not be laid out. */
export const OpenJobs = ({ jobs }: { readonly jobs: readonly OpenJob[] }) => {
  const text = useText()
  const bridge = useBridge()
  if (jobs.length === 0) return null
  const has = (wanted: OpenJob['state']) => jobs.some(({ state }) => state === wanted)
  return (
    <section className="card stack" data-testid="open-jobs">
      <h2>{text('paperOpen')}</h2>
      {has('in_doubt') ? <Notice>{text('paperDoubtHow')}</Notice> : null}
      {has('failed') ? <Notice tone="danger">{text('paperFaultHow')}</Notice> : null}
      <ul className="open-jobs">
        {jobs.map((job) => {
          const { id, title, state, why } = job
          const answer = answerTo(job)
          return (
            <li key={id} className="row row-between">
              <span>
                {title} <span className="soft">{text(`paperOutcome_${state}`)}</span>
                {why === null ? null : <span className="soft small"> · {why}</span>}
              </span>
              {answer === null ? null : (
                <Button onPress={() => void bridge.call['print.resolve']({ id })} testId={`resolve-${id}`}>
                  {text(answer)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
