import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { OpenJob } from './use-printer.ts'

/** Slips that wait, and those of which only a person can say whether they are on paper. */
export const OpenJobs = ({ jobs }: { readonly jobs: readonly OpenJob[] }) => {
  const text = useText()
  const bridge = useBridge()
  if (jobs.length === 0) return null
  const inDoubt = jobs.some(({ state }) => state === 'in_doubt')
  return (
    <section className="card stack" data-testid="open-jobs">
      <h2>{text('paperOpen')}</h2>
      {inDoubt ? <Notice>{text('paperDoubtHow')}</Notice> : null}
      <ul className="open-jobs">
        {jobs.map(({ id, title, state, why }) => (
          <li key={id} className="row row-between">
            <span>
              {title} <span className="soft">{text(`paperOutcome_${state}`)}</span>
              {why === null ? null : <span className="soft small"> · {why}</span>}
            </span>
            {state === 'in_doubt' ? (
              <Button onPress={() => void bridge.call['print.resolve']({ id })} testId={`resolve-${id}`}>
                {text('paperResolve')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
