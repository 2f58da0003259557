import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildAll } from './build-all.ts'

/** What a gate did: how many of its checks passed and failed, and a word on how. */
type Outcome = { passed: number; failed: number; note: string }
type Gate = { name: string; run: () => Outcome }

const root = path.resolve(import.meta.dirname, '..')
const bin = (...parts: string[]) => path.join(root, 'node_modules', ...parts)
const node = (args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CI: 'true' },
  })

const oneCheck = (status: number | null): Outcome =>
  status === 0 ? { passed: 1, failed: 0, note: '' } : { passed: 0, failed: 1, note: `exit code ${status}` }

const typescript = (): Outcome => {
  const folders = ['shared', 'electron', 'renderer', 'server', 'verify', 'build', 'test']
  const red = folders.filter((folder) => node([bin('typescript', 'bin', 'tsc'), '-p', folder]).status !== 0)
  return { passed: folders.length - red.length, failed: red.length, note: red.join(', ') }
}

const vitest = (project: string) => (): Outcome => {
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-check-')), 'report.json')
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = node([bin('vitest', 'vitest.mjs'), ...args]).status
  if (!existsSync(report)) return { passed: 0, failed: 1, note: 'the runner made no report' }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'))
  const skipped = numPendingTests + numTodoTests
  const broken = status !== 0 && numFailedTests === 0 ? 1 : 0
  const empty = numPassedTests === 0 ? 1 : 0
  return {
    passed: numPassedTests,
    failed: numFailedTests + skipped + Math.max(broken, empty),
    note: skipped > 0 ? `${skipped} skipped, which counts as failed` : '',
  }
}

const build = (): Outcome => oneCheck(buildAll({ force: true }) ? 0 : 1)

/** The code by which an attack says that this machine cannot carry it out. */
const NOT_RUN = 77

const powerCuts = (): Outcome => {
  const { status } = node(['test/powercut/powercut.ts', '--cuts', '3', '--controls', '1', '--backend', 'leveldb'])
  return status === NOT_RUN ? { passed: 0, failed: 0, note: 'its own line above says why' } : oneCheck(status)
}

const gates: Gate[] = [
  { name: 'biome', run: () => oneCheck(node([bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.']).status) },
  { name: 'tsc', run: typescript },
  { name: 'knip', run: () => oneCheck(node([bin('knip', 'bin', 'knip.js'), '--no-progress']).status) },
  { name: 'unit', run: vitest('unit') },
  { name: 'contract', run: vitest('contract') },
  { name: 'simulation', run: vitest('simulation') },
  { name: 'build', run: build },
  { name: 'e2e', run: vitest('e2e') },
  { name: 'powercut', run: powerCuts },
]

const only = process.argv.slice(2)
const chosen = only.length === 0 ? gates : gates.filter((gate) => only.includes(gate.name))
if (chosen.length === 0) {
  console.error(`No gate of that name. There are: ${gates.map((gate) => gate.name).join(', ')}`)
  process.exit(2)
}

const results = chosen.map((gate) => {
  console.log(`\n=== ${gate.name}`)
  const started = performance.now()
  const outcome = gate.run()
  return { name: gate.name, seconds: Math.round((performance.now() - started) / 1000), ...outcome }
})

console.log('')
for (const result of results) {
  const ran = result.passed + result.failed > 0
  const verdict = result.failed > 0 ? 'RED    ' : ran ? 'green  ' : 'not run'
  console.log(
    `${verdict} ${result.name.padEnd(10)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed ${String(result.seconds).padStart(4)} s  ${result.note}`,
  )
}
const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
