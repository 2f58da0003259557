import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** One safeguard taken out of the code that the simulation drives. */
type Mutation = { readonly name: string; readonly file: string; readonly from: string; readonly to: string }

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the mirror replies before its bytes are flushed',
    file: 'electron/mirror/append-bytes.ts',
    from: 'bytes.subarray(done))\n    files.flush(handle)',
    to: 'bytes.subarray(done))',
  },
  {
    name: "the mirror's new file is not made durable under its name",
    file: 'electron/mirror/mirror.ts',
    from: 'files.flushFolder(path.dirname(file))',
    to: '',
  },
  {
    name: 'the spool acts before its log is flushed',
    file: 'electron/printing/spool-log.ts',
    from: 'files.flush(open)',
    to: '',
  },
  {
    name: 'a replaced file is not made durable under its name',
    file: 'electron/durable-file.ts',
    from: 'files.flushFolder(path.dirname(file))',
    to: '',
  },
  {
    name: 'a commit does not compare the stored head with the one in memory',
    file: 'renderer/journal/commit.ts',
    from: 'if (stored ? !sameHead(head, stored) : head.seq > 0)',
    to: 'if (stored && !sameHead(head, stored))',
  },
  {
    name: "a line's hash is not checked",
    file: 'shared/journal/line.ts',
    from: 'if (sha256(text) !== hash)',
    to: 'if (sha256(text) === "")',
  },
  {
    name: 'an ack is taken without its signature',
    file: 'electron/transport/transport.ts',
    from: '!isSignedBy(known.headOfficeKey, ackText(ack), ack.signature)',
    to: 'false',
  },
  {
    name: 'the once-key of an order is not stored',
    file: 'renderer/journal/fold-entries.ts',
    from: 'return once === null ? row : { ...row, once }',
    to: 'return once?.startsWith("ORDER") || once === null ? row : { ...row, once }',
  },
  {
    name: 'what was being sent at the stop is queued again',
    file: 'electron/printing/spool.ts',
    from: "job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', why)",
    to: "job.kind === 'drawer' ? 'failed' : 'queued', 'none', why)",
  },
  {
    name: 'a job is not written down as being sent',
    file: 'electron/printing/spool.ts',
    from: "() => step(job, 'sending')",
    to: '() => undefined',
  },
  {
    name: 'a failed commit is taken for a refused one without looking',
    file: 'renderer/journal/commit.ts',
    from: 'if (row?.hash === sealed.hash)',
    to: 'if (row?.hash === "")',
  },
  {
    name: 'head office takes entries that leave a gap',
    file: 'server/ingest/take-upload.ts',
    from: 'if (first.seq !== seq + 1)',
    to: 'if (first.seq < 1)',
  },
  {
    name: 'the till goes on over a mirror that is ahead',
    file: 'renderer/journal/bring-together.ts',
    from: 'const isAhead = tail.seq > (isUsable ? (stored?.head.seq ?? 0) : 0)',
    to: 'const isAhead = tail.seq < 0',
  },
  {
    name: 'a follower asks without a pause for entries that are gone',
    file: 'renderer/followers/follow.ts',
    from: "if (entries.length === 0) return { ok: false, next: 'retry', reason: 'no_entries', afterMs: null }",
    to: 'if (entries.length === 0) return { ok: true, position }',
  },
  {
    name: 'what became of a job is forgotten where the log has no room',
    file: 'electron/printing/spool.ts',
    from: 'unsettled?.job ?? nextJob()',
    to: 'nextJob()',
  },
]

const FOLDERS = ['shared', 'electron', 'renderer', 'server', 'test', 'package.json', 'tsconfig.json']
const root = path.resolve(import.meta.dirname, '../..')

/** The seed that finds a mutation in a copy of the code, or null. */
const findKiller = (copy: string): string | null => {
  const args = ['test/simulation/simulate.ts', '--schedules', '1500']
  const run = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', timeout: 120_000 })
  if (run.status === 0) return null
  return (
    /seed \d+ fails: .*/.exec(run.stdout)?.[0] ?? `ended with ${run.status ?? run.signal}: ${run.stderr.slice(0, 300)}`
  )
}

const tryOut = ({ file, from, to }: Mutation): string | null => {
  const copy = mkdtempSync(path.join(tmpdir(), 'counterfoil-mutation-'))
  try {
    for (const folder of FOLDERS) cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true })
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    const target = path.join(copy, file)
    const text = readFileSync(target, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} no longer holds: ${from}`)
    writeFileSync(target, text.replace(from, to))
    return findKiller(copy)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const only = process.argv[2] ?? ''
let survived = 0
for (const mutation of MUTATIONS.filter(({ name }) => name.includes(only))) {
  const killer = tryOut(mutation)
  if (killer === null) survived += 1
  console.log(`${killer === null ? 'SURVIVED' : 'dies    '} ${mutation.name}${killer === null ? '' : ` (${killer})`}`)
}
process.exit(survived === 0 ? 0 : 1)
