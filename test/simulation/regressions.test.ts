import { expect, test } from 'vitest'
import { REGRESSIONS } from './regressions.ts'
import { type Outcome, runPlan } from './run-plan.ts'

const tell = (outcome: Outcome): string => (outcome.ok ? '' : `${outcome.why}\n${outcome.trace.join('\n')}`)

test.each(REGRESSIONS)('$found', async ({ plan }) => {
  expect(tell(await runPlan(plan))).toBe('')
})
