import { expect, test } from 'vitest'
import { drawPlan, type Fault } from './plan.ts'
import { REGRESSIONS } from './regressions.ts'
import { type Outcome, runPlan } from './run-plan.ts'

/** How much of one core the schedules may take: machines differ in how many they get through, so seeds begin at 1. */
const CPU_MS = 30_000
/** On a busy machine that core is shared. */
const WALL_MS = 90_000
/** Fewer than this would say little. */
const LEAST = 500

const KINDS: readonly Fault['kind'][] = [
  'stop',
  'stop_at_disk',
  'stop_at_commit',
  'commit_fails',
  'database_wiped',
  'disk_full',
  'bit_flipped',
  'line',
  'office_dies',
  'office_rolled_back',
  'printer',
  'clock',
]

const tell = (seed: number, outcome: Outcome): string =>
  outcome.ok ? '' : `npm run simulate -- --seed ${seed}\n${outcome.why}\n${outcome.trace.join('\n')}`

test('whatever goes wrong, no sale is lost, doubled or changed, and in the end all copies agree', async () => {
  const begin = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(begin)
    return (user + system) / 1_000
  }
  const until = performance.now() + WALL_MS
  const struck = new Map<Fault['kind'], number>()
  const ended = { healed: 0, stopped_selling: 0 }
  let seed = 1
  for (; seed <= LEAST || (spent() < CPU_MS && performance.now() < until); seed += 1) {
    const outcome = await runPlan(drawPlan(seed))
    if (!outcome.ok) expect.fail(tell(seed, outcome))
    ended[outcome.ended] += 1
    for (const kind of outcome.struck) struck.set(kind, (struck.get(kind) ?? 0) + 1)
  }
  console.log(
    `${seed - 1} schedules: ${ended.healed} healed, ${ended.stopped_selling} lost two copies at once and stopped selling`,
  )
  console.log([...struck].map(([kind, times]) => `${kind} ${times}`).join(', '))
  expect([...struck.keys()].sort()).toEqual([...KINDS].sort())
  expect(ended.healed).toBeGreaterThan(10 * ended.stopped_selling)
}, 600_000)

test.each(REGRESSIONS)('seed $seed: $found', async ({ seed }) => {
  const outcome = await runPlan(drawPlan(seed))
  expect(tell(seed, outcome)).toBe('')
})

test('a seed gives the same run every time', async () => {
  for (const seed of [2, 31, 78]) {
    const first = await runPlan(drawPlan(seed))
    expect(await runPlan(drawPlan(seed))).toEqual(first)
  }
})
