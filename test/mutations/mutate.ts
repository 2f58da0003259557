import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Mutation, Proof } from './mutation.ts'
import { MUTATIONS } from './mutations.ts'

const USAGE = `usage: npm run mutations -- [--only TEXT] [--json]
  --only TEXT  those whose name or file holds the text`

const SCHEDULES = 2_000
const PATIENCE_MS = 300_000
/** Everything but what is built and what is not ours. */
const LEFT_OUT = ['node_modules', 'dist', '.git']

const root = path.resolve(import.meta.dirname, '../..')

const readArguments = () => {
  try {
    const options = { only: { type: 'string', default: '' }, json: { type: 'boolean', default: false } } as const
    return parseArgs({ options }).values
  } catch {
    console.error(USAGE)
    process.exit(2)
  }
}

const makeCopy = (): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'counterfoil-mutations-'))
  const isKept = (from: string) => !LEFT_OUT.includes(path.relative(root, from))
  cpSync(root, copy, { recursive: true, filter: isKept })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

const commandOf = (proof: Proof): string[] =>
  proof === 'simulation'
    ? ['test/simulation/simulate.ts', '--schedules', String(SCHEDULES)]
    : ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', '--project', proof.project, ...proof.files]

const nameOf = (proof: Proof): string => (proof === 'simulation' ? proof : proof.files.join(' '))

/** Whether a proof turns red in a copy; a hang is red as well. */
const isRed = (copy: string, proof: Proof): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, commandOf(proof), {
      ...{ cwd: copy, stdio: 'ignore', timeout: PATIENCE_MS, killSignal: 'SIGKILL' },
      env: { ...process.env, CI: 'true' },
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code !== 0))
  })

const firstRed = async (copy: string, by: readonly Proof[]): Promise<Proof | null> => {
  for (const proof of by) if (await isRed(copy, proof)) return proof
  return null
}

/** What finds a mutation, by name; null where it survives. The copy is as it was afterwards. */
const tryOut = async (copy: string, { file, from, to, by }: Mutation): Promise<string | null> => {
  const target = path.join(copy, file)
  const text = readFileSync(target, 'utf8')
  const [before, after, ...more] = text.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} does not hold once: ${from}`)
  writeFileSync(target, `${before}${to}${after}`)
  try {
    const red = await firstRed(copy, by)
    return red === null ? null : nameOf(red)
  } finally {
    writeFileSync(target, text)
  }
}

/** A proof that is red before anything was taken out would find everything. */
const proofsThatAreRed = async (copy: string, mutations: readonly Mutation[]): Promise<string[]> => {
  const proofs = new Map(mutations.flatMap(({ by }) => by).map((proof) => [nameOf(proof), proof]))
  const red: string[] = []
  for (const [name, proof] of proofs) if (await isRed(copy, proof)) red.push(name)
  return red
}

const { only, json } = readArguments()
const chosen = MUTATIONS.filter(({ name, file }) => `${name} ${file}`.includes(only))
const waiting = [...chosen]
const survived: string[] = []
const copies = Array.from({ length: availableParallelism() }, makeCopy)

const work = async (copy: string): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const killer = await tryOut(copy, next)
    if (killer === null) survived.push(next.name)
    const verdict = killer === null ? 'SURVIVED' : 'caught  '
    const told = json
      ? JSON.stringify({ ...next, by: killer })
      : `${verdict} ${next.name}${killer === null ? '' : ` (${killer})`}`
    console.log(told)
  }
}

try {
  const red = await proofsThatAreRed(copies[0] ?? root, chosen)
  if (red.length > 0) {
    console.error(`red before anything was taken out: ${red.join(', ')}`)
    process.exit(3)
  }
  await Promise.all(copies.map(work))
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
}
console.log(JSON.stringify({ mutations: chosen.length, caught: chosen.length - survived.length, survived }))
process.exit(survived.length === 0 ? 0 : 1)
