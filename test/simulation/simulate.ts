import { parseArgs } from 'node:util'
import { drawPlan, type Plan } from './plan.ts'
import { runPlan } from './run-plan.ts'
import { runSchedules } from './run-schedules.ts'
import { shrinkPlan } from './shrink.ts'

const USAGE = `usage: npm run simulate -- [--seed N | --schedules COUNT | --minutes M] [--from N]
  --seed N           replays one schedule and prints its trace
  --schedules COUNT  runs so many, from seed 1 or N on, to the first one that fails
  --minutes M        goes on for so long, and lists every seed that fails`

const end = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const number = (text: string | undefined): number | null => {
  if (text === undefined) return null
  const value = Number(text)
  return Number.isFinite(value) && value > 0 ? value : end(USAGE)
}

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ options: { seed: text, schedules: text, minutes: text, from: text } })
    const { seed, schedules, minutes, from } = values
    return { seed: number(seed), schedules: number(schedules), minutes: number(minutes), from: number(from) ?? 1 }
  } catch {
    return end(USAGE)
  }
}

const explain = async (plan: Plan, outcome: { readonly why: string }): Promise<void> => {
  const small = await shrinkPlan(plan, outcome.why)
  const { trace } = await runPlan(small)
  console.log(`seed ${plan.seed} fails: ${outcome.why}`)
  console.log(
    `still with ${JSON.stringify(small.days)} and ${JSON.stringify(small.faults)}:\n${trace.slice(-60).join('\n')}`,
  )
}

const replay = async (seed: number): Promise<boolean> => {
  const outcome = await runPlan(drawPlan(seed))
  console.log(outcome.trace.join('\n'))
  if (outcome.ok) console.log(`seed ${seed}: ${outcome.ended}`)
  else await explain(drawPlan(seed), outcome)
  return outcome.ok
}

const goOn = async (from: number, most: number, ms: number): Promise<boolean> => {
  const begin = performance.now()
  const isTimed = ms !== Number.POSITIVE_INFINITY
  const goesOn = (failed: readonly unknown[]) => performance.now() - begin < ms && (isTimed || failed.length === 0)
  const { tally, failed } = await runSchedules(from, most, goesOn)
  const [first] = failed
  if (first && !first.ok) await explain(drawPlan(first.seed), first)
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
  const seeds = failed.map(({ seed }) => seed).join(', ') || 'none'
  console.log(`${tally.schedules} schedules, ${tally.events} events, ${seconds} s; failing seeds: ${seeds}`)
  return failed.length === 0
}

const { seed, schedules, minutes, from } = readArguments()
const isGood =
  seed === null
    ? await goOn(
        from,
        schedules ?? Number.POSITIVE_INFINITY,
        minutes === null && schedules !== null ? Number.POSITIVE_INFINITY : (minutes ?? 1) * 60_000,
      )
    : await replay(seed)
process.exit(isGood ? 0 : 1)
