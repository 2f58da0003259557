import { parentPort } from 'node:worker_threads'
import { drawPlan } from './plan.ts'
import { runPlan } from './run-plan.ts'
import type { Batch, Ran } from './run-schedules.ts'

/** Runs a batch of seeds after each message, and answers with what became of each. */
parentPort?.on('message', async ({ from, count }: Batch) => {
  const ran: Ran[] = []
  for (let seed = from; seed < from + count; seed += 1) {
    const plan = drawPlan(seed)
    const { trace, ...outcome } = await runPlan(plan)
    ran.push({ ...outcome, seed, tills: plan.days.length, steps: plan.days.flat().map(({ kind }) => kind) })
    if (!outcome.ok) break
  }
  parentPort?.postMessage(ran)
})
