import { expect, test } from 'vitest'
import { ED25519, KEYED_HASHES } from './keys.ts'
import { LINE_FAULTS } from './model-network.ts'
import { PRINTER_FAULTS } from './model-printer.ts'
import { drawPlan } from './plan.ts'
import { type Outcome, runPlan } from './run-plan.ts'
import { runSchedules } from './run-schedules.ts'

/** However fast or slow the machine is: a count, not a time. */
const SCHEDULES = 10_000

const FAULTS = [
  ...['stop kill', 'stop power', 'stop window', 'stop_at_disk kill', 'stop_at_disk power', 'stop_at_commit'],
  ...['commit_fails', 'database_wiped', 'disk_full', 'bit_flipped', 'clock', 'office_rolled_back'],
  ...['office_dies before commit', 'office_dies after commit'],
  ...LINE_FAULTS.map((fault) => `line ${fault}`),
  ...PRINTER_FAULTS.map((fault) => `printer ${fault}`),
]

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, times]) => `${name} ${times}`).join(', ')

test('whatever goes wrong, nothing is lost, doubled or changed, and in the end all copies agree', async () => {
  const { tally, failed } = await runSchedules(1, SCHEDULES)
  const { schedules, events, entries, twoTills, steps, ended, struck } = tally
  console.log(
    [
      `${schedules} schedules (${twoTills} with two tills), ${events} events, ${entries} entries: ${listed(steps)}`,
      `${struck.size} kinds of fault: ${listed(struck)}`,
      `${ended.healed} healed, ${ended.stopped_selling} lost two copies at once and stopped selling`,
    ].join('\n'),
  )
  const [first] = failed
  if (first && !first.ok) expect.fail(`npm run simulate -- --seed ${first.seed}\n${first.why}`)
  expect(schedules).toBe(SCHEDULES)
  expect([...struck.keys()].sort()).toEqual([...FAULTS].sort())
  for (const kind of ['sell', 'refund', 'close'] as const) expect(steps.get(kind)).toBeGreaterThan(SCHEDULES / 10)
  expect(twoTills).toBeGreaterThan(SCHEDULES / 10)
  expect(ended.healed).toBeGreaterThan(10 * ended.stopped_selling)
}, 1_200_000)

test('a seed gives the same run every time', async () => {
  for (const seed of [2, 31, 78]) {
    const first = await runPlan(drawPlan(seed))
    expect(await runPlan(drawPlan(seed))).toEqual(first)
  }
})

test('a run is the same step by step, whether Ed25519 signs or its stand-in', async () => {
  const unnamed = (outcome: Outcome) => JSON.stringify(outcome).replaceAll(/[0-9a-f]{32}/g, 'TILL')
  for (let seed = 1; seed <= 30; seed += 1) {
    const plan = drawPlan(seed)
    expect(unnamed(await runPlan(plan, KEYED_HASHES))).toBe(unnamed(await runPlan(plan, ED25519)))
  }
})
