import type { Plan } from './plan.ts'
import { runPlan } from './run-plan.ts'

const smaller = (plan: Plan): Plan[] => [
  ...plan.faults.map((dropped) => ({ ...plan, faults: plan.faults.filter((fault) => fault !== dropped) })),
  ...(plan.orders > 1 ? [{ ...plan, orders: plan.orders - 1 }] : []),
]

/** The smallest plan to be had from a failing one by leaving out faults and orders, that still fails in the same way. */
export const shrinkPlan = async (failing: Plan, why: string): Promise<Plan> => {
  // Numbers and times differ from run to run of a smaller plan; what went wrong does not.
  const sort = (text: string) => text.replaceAll(/\d+/g, '')
  for (const plan of smaller(failing)) {
    const outcome = await runPlan(plan)
    if (!outcome.ok && sort(outcome.why) === sort(why)) return shrinkPlan(plan, why)
  }
  return failing
}
