import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { makeHouse } from '../demo/house.ts'
import { attackByKills } from './attack-by-kills.ts'

const USAGE = 'usage: npm run crash -- [--kills N] [--seed S] [--json]'
/** How many findings of a kind are spelled out. */
const SHOWN = 20
const PROGRESS_EVERY = 25

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readArguments = () => {
  try {
    const options = {
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ options })
    const [kills, seed] = [Number(values.kills), Number(values.seed)]
    const good = Number.isInteger(kills) && Number.isInteger(seed) && kills > 0
    return good ? { kills, seed, json: values.json } : end(USAGE, 2)
  } catch {
    return end(USAGE, 2)
  }
}

const { kills, seed, json } = readArguments()
if (!buildAll()) end('The build failed; the lines above say where.', 4)
const house = makeHouse()
const started = Date.now()
const seconds = () => Math.round((Date.now() - started) / 1_000)
const hits: Record<string, number> = {}
const onKill = (number: number, { victim, after, ms }: { victim: string; after: string; ms: number }) => {
  hits[`${victim} after ${after}`] = (hits[`${victim} after ${after}`] ?? 0) + 1
  if (number % PROGRESS_EVERY === 0 || number === kills) {
    console.error(`kill ${number} of ${kills}: ${victim}, ${ms} ms after ${after} (${seconds()} s)`)
  }
}
const result = await attackByKills(house, { kills, seed, onKill }).catch(async (error: unknown) => {
  await house.stop()
  return end(`The attack broke off after ${seconds()} s (seed ${seed}): ${error}\nIts data lie in ${house.folder}`, 1)
})
await house.stop()

const { lost, doubled, unexplained, ...figures } = result
for (const [kind, findings] of Object.entries({ lost, doubled, unexplained })) {
  for (const finding of findings.slice(0, SHOWN)) console.error(`${kind}: ${finding}`)
  if (findings.length > SHOWN) console.error(`${kind}: ... ${findings.length - SHOWN} more`)
}
const isGood = lost.length + doubled.length + unexplained.length === 0
if (isGood) rmSync(house.folder, { recursive: true, force: true })
else console.error(`Its data lie in ${house.folder}`)
const { acknowledged, sales, shell } = figures
if (!json) console.log({ seed, seconds: seconds(), sales, hits })
const counts = { lost: lost.length, doubled: doubled.length, unexplained: unexplained.length }
console.log(JSON.stringify({ kills, acknowledged, ...counts, shell }))
process.exit(isGood ? 0 : 1)
