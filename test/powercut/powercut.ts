import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { BACKENDS, type Backend } from './backend.ts'
import { type CutResult, controlCut, cutCampaign } from './cut-campaign.ts'
import { whyNoDisk } from './disk.ts'

const USAGE = 'usage: npm run powercut -- [--cuts N] [--controls N] [--seed S] [--backend leveldb|sqlite|both] [--json]'
const EXIT = { failed: 1, usage: 2, build: 4, notRun: 77 }

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readArguments = () => {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  try {
    const options = {
      cuts: text('3'),
      controls: text('2'),
      seed: text('1'),
      backend: text('both'),
      json: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ options })
    const [cuts = 0, controls = -1, seed = 0.5] = [values.cuts, values.controls, values.seed].map(Number)
    const backends = BACKENDS.filter((one) => values.backend === one || values.backend === 'both')
    const good = [cuts, controls, seed].every(Number.isInteger) && cuts > 0 && controls >= 0 && backends.length > 0
    return good ? { cuts, controls, seed, backends, json: values.json } : end(USAGE, EXIT.usage)
  } catch {
    return end(USAGE, EXIT.usage)
  }
}

const { cuts, controls, seed, backends, json } = readArguments()
const why = whyNoDisk()
if (why !== null) {
  console.log(`not run: ${why}`)
  process.exit(EXIT.notRun)
}
if (!buildAll()) end('The build failed; the lines above say where.', EXIT.build)

const weakened = mkdtempSync(path.join(tmpdir(), 'counterfoil-weakened-'))
const runControls = async (backend: Backend) => {
  const results: Awaited<ReturnType<typeof controlCut>>[] = []
  for (let control = 0; control < controls; control++) results.push(await controlCut(backend, weakened))
  const sum = (key: 'acknowledged' | 'lost') => results.reduce((total, result) => total + result[key], 0)
  return { cuts: controls, acknowledged: sum('acknowledged'), lost: sum('lost') }
}

const report = ({ lost, doubled, unexplained }: CutResult) => {
  for (const [kind, findings] of Object.entries({ lost, doubled, unexplained })) {
    for (const finding of findings.slice(0, 20)) console.error(`${kind}: ${finding}`)
  }
}

const attack = async (backend: Backend) => {
  const onCut = (number: number, acknowledged: number) => {
    if (!json || number % 10 === 0)
      console.error(`${backend}: cut ${number} of ${cuts}, ${acknowledged} sales called done`)
  }
  const result = await cutCampaign({ backend, cuts, seed, onCut })
  report(result)
  const control = await runControls(backend)
  const counts = { lost: result.lost.length, doubled: result.doubled.length, unexplained: result.unexplained.length }
  const { acknowledged, entries, shell } = result
  return { cuts, backend, acknowledged, entries, ...counts, control, shell }
}

const results: Awaited<ReturnType<typeof attack>>[] = []
try {
  for (const backend of backends) {
    const result = await attack(backend)
    results.push(result)
    console.log(JSON.stringify(result))
  }
} finally {
  rmSync(weakened, { recursive: true, force: true })
}
const isGood = results.every((one) => one.lost + one.doubled + one.unexplained === 0)
// A control that loses nothing says that a cut takes nothing away: then the zeros above mean nothing.
const isProven = controls === 0 || results.every((one) => one.control.lost > 0)
if (!isProven) console.error('The weakened app lost nothing either: these cuts prove nothing.')
process.exit(isGood && isProven ? 0 : EXIT.failed)
