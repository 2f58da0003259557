import type { Plan } from './plan.ts'
import { runPlan } from './run-plan.ts'

const without = <T>(list: readonly T[], dropped: T): T[] => list.filter((one) => one !== dropped)

const smaller = (plan: Plan): Plan[] => [
  ...plan.faults.map((fault) => ({ ...plan, faults: without(plan.faults, fault) })),
  ...(plan.days.length > 1 && plan.faults.every(({ till }) => till === 0)
    ? [{ ...plan, days: plan.days.slice(0, 1) }]
    : []),
  // What comes last needs nothing after it.
  ...plan.days
    .filter((day) => day.length > 1)
    .map((long) => ({ ...plan, days: plan.days.map((day) => (day === long ? day.slice(0, -1) : day)) })),
]

/** The smallest plan to be had from a failing one by leaving out faults, tills and steps, that still fails in the same way. */
export const shrinkPlan = async (failing: Plan, why: string): Promise<Plan> => {
  // Numbers and times differ from run to run of a smaller plan; what went wrong does not.
  const sort = (text: string) => text.replaceAll(/\d+/g, '')
  for (const plan of smaller(failing)) {
    const outcome = await runPlan(plan)
    if (!outcome.ok && sort(outcome.why) === sort(why)) return shrinkPlan(plan, why)
  }
  return failing
}
