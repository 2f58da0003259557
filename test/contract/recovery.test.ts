import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSecondCopy } from '../../electron/mirror/second-copy.ts'
import { openDatabase } from '../../renderer/journal/database.ts'
import { sha256Text as sha256 } from '../../renderer/journal/sha256.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { readLine, toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { modelDisk } from '../simulation/model-disk.ts'
import { DOUBLE_TILL, makeBridgeDouble } from './bridge-double.ts'
import { CONTEXT, freshDatabase, genesis, openWith, saleOf, shiftOpened } from './journal-fixtures.ts'

const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
const MIRROR_FILE = `/mirror/${DOUBLE_TILL}-1.journal`

/** Entries that follow a line, one sale each; `mark` makes the orders of one branch differ from another's. */
const salesAfter = (before: readonly string[], count: number, mark: number): string[] => {
  const last = before.at(-1)
  const read = last === undefined ? null : readLine(last, sha256)
  let head: Head = headBeforeGenesis(DOUBLE_TILL, 1)
  if (read?.ok) head = { till: DOUBLE_TILL, epoch: 1, seq: read.value.header.seq, hash: read.value.hash }
  return Array.from({ length: count }, (_, index) => {
    const number = head.seq + 1
    const content = number === 1 ? genesis : number === 2 ? shiftOpened : saleOf(mark + index, 100, `S1-${number}`)
    const context = number <= 2 ? { by: null, shift: null } : CONTEXT
    const sealed = seal(head, content, { at, ...context }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

const TRUE = salesAfter([], 12, 100)
const TEN = TRUE.slice(0, 10)
const branch = (mark: number) => [...TRUE.slice(0, 5), ...salesAfter(TRUE.slice(0, 5), 5, mark)]

/** A whole line, under the till's name, whose number leaps far beyond all others and that follows no entry of anybody. */
const strayLine = (seq = 9_000): string => {
  const before: Head = { till: DOUBLE_TILL, epoch: 1, seq: seq - 1, hash: 'e'.repeat(64) }
  const sealed = seal(before, saleOf(9_999, 100, `S1-${seq}`), { at, ...CONTEXT }, sha256)
  if (!sealed.ok) throw new Error(sealed.detail)
  return toLine(sealed.value)
}

const JOURNAL = {
  good: TEN,
  missing: [],
  behind: TEN.slice(0, 7),
  holed: TEN,
  damaged: TEN,
  forked: branch(200),
} as const
const MIRROR = {
  good: TEN,
  missing: [],
  behind: TEN.slice(0, 6),
  damaged: TEN,
  stray: [...TEN, strayLine()],
  forked: branch(300),
} as const
const OFFICE = { none: [], behind: TEN.slice(0, 6), equal: TEN, ahead: TRUE, forked: branch(400) } as const
type Case = {
  readonly journal: keyof typeof JOURNAL
  readonly mirror: keyof typeof MIRROR
  readonly office: keyof typeof OFFICE
  readonly outcome: string
  readonly goesOn: string
}

const read = (cell: string | undefined) => (cell ?? '').split(', ').map((word) => word.trim())

/** The rows of the table in docs/recovery.md, one for each combination. */
const CASES: readonly Case[] = readFileSync(path.resolve(import.meta.dirname, '../../docs/recovery.md'), 'utf8')
  .split('\n')
  // Other tables there have other columns.
  .filter((line) => /^\| (?:[^|]+\| ?){5}$/.test(line) && !line.startsWith('| journal'))
  .flatMap((line) => {
    const [, journals, mirrors, offices, outcome = '', goesOn = ''] = line.split('|')
    return read(journals).flatMap((journal) =>
      read(mirrors).flatMap((mirror) =>
        read(offices).map((office) => ({ journal, mirror, office, outcome: outcome.trim(), goesOn: goesOn.trim() })),
      ),
    )
  }) as readonly Case[]

const headAt = (lines: readonly string[]): Head => {
  const hash = lines.at(-1)?.slice(0, 64) ?? NO_HASH
  return { till: DOUBLE_TILL, epoch: 1, seq: lines.length, hash }
}

/** The second copy of a case: the real one, on a disk in memory. */
const secondCopyOf = (mirror: Case['mirror']) => {
  const disk = modelDisk({ random: () => 0.1, beforeChange: () => undefined, isFull: () => false })
  const files = disk.filesFor({ isAlive: true })
  const open = () =>
    openSecondCopy({ folder: '/mirror', till: DOUBLE_TILL, epoch: 1, sha256, onTrouble: () => undefined, files })
  const before = open()
  before.append(mirror === 'stray' ? TEN : MIRROR[mirror])
  before.close()
  if (mirror === 'stray') {
    const text = files.readWhole(MIRROR_FILE)?.toString('utf8') ?? ''
    files.writeWhole(MIRROR_FILE, `${text}${strayLine()}\n`, 0o600)
  }
  if (mirror === 'damaged') {
    const text = files.readWhole(MIRROR_FILE)?.toString('utf8') ?? ''
    files.writeWhole(MIRROR_FILE, text.replace(TEN[2] ?? '', (TEN[2] ?? '').replace('"cash"', '"card"')), 0o600)
  }
  const linesIn = (file: string) => files.readWhole(file)?.toString('utf8').split('\n').slice(0, -1) ?? []
  /** What lies in the second copy's folder, in whichever file it was set aside. */
  const allLines = () =>
    ['', '.rebuilt', '.damaged-1', '.damaged-2'].flatMap((suffix) => linesIn(`${MIRROR_FILE}${suffix}`))
  return { copy: open(), allLines, frozen: () => linesIn(MIRROR_FILE) }
}

/** A till whose three copies are as a case says, before it starts. */
const tillOf = async ({ journal, mirror, office }: Case) => {
  const double = makeBridgeDouble()
  const { copy, allLines, frozen } = secondCopyOf(mirror)
  const signed = OFFICE[office]
  const call: Bridge['call'] = {
    ...double.bridge.call,
    'app.info': async () => ({
      ...double.app,
      mirror: { ...copy.state(), held: copy.held(), unconnected: copy.unconnected() },
    }),
    'mirror.tail': async () => ({ tail: copy.tail() }),
    'mirror.read': async ({ epoch, after, limit }) => ({
      lines:
        epoch !== undefined && epoch < copy.tail().epoch
          ? frozen().slice(after, after + limit)
          : copy.read(after, limit),
    }),
    'mirror.append': async ({ lines }) => copy.append(lines),
    'mirror.rebuild': (input) => copy.rebuild(input, async () => undefined),
    'identity.beginEpoch': async (begun) => {
      const begins = await double.bridge.call['identity.beginEpoch'](begun)
      copy.beginEpoch(begun.epoch)
      return begins
    },
    'mirror.salvage': async ({ after, limit }) => ({ lines: copy.salvage(after, limit) }),
  }
  const bridge = { ...double.bridge, call }
  const indexedDb = freshDatabase()
  if (JOURNAL[journal].length > 0) {
    const earlier = makeBridgeDouble()
    earlier.mirror.lines = [...JOURNAL[journal]]
    const opened = await openWith(earlier, indexedDb)
    if (!opened.ok) throw new Error(opened.detail)
    opened.journal.close()
  }
  const database = openDatabase(indexedDb)
  if (journal === 'holed') await database.journal.delete([1, 4])
  if (journal === 'damaged') await database.journal.update([1, 4], { text: '{"changed":true}' })
  database.close()
  double.sync.lines = [...signed]
  double.sync.reachable = signed.length > 0
  if (signed.length > 0) double.sync.status = { ...double.sync.status, state: 'idle', proven: headAt(signed) }
  return { double: Object.assign(Object.create(double), { bridge }), indexedDb, allLines, frozen, signed }
}

const storedLines = async (indexedDb: ReturnType<typeof freshDatabase>) => {
  const database = openDatabase(indexedDb)
  const rows = await database.journal.toArray()
  database.close()
  return rows.map(toLine)
}

const outcomeOf = async (till: Awaited<ReturnType<typeof tillOf>>): Promise<{ outcome: string; goesOn: string }> => {
  const opened = await openWith(till.double, till.indexedDb)
  if (!opened.ok) {
    const missing = opened.findings?.missing
    const numbers = opened.reason === 'missing' && missing ? `${missing.first}-${missing.last}` : '-'
    return { outcome: `stops: ${opened.reason}`, goesOn: numbers }
  }
  const { journal, findings, begun } = opened
  if (begun !== null) {
    // Both of the till's own copies of the epoch that was left hold the same chain up to the parent.
    expect(till.frozen().at(-1)?.slice(0, 64)).toBe(begun.parent.hash)
    expect((await journal.entryAt(begun.parent))?.hash).toBe(begun.parent.hash)
    expect(journal.head()).toMatchObject({ epoch: 2, seq: 0 })
    journal.close()
    const { missing } = begun
    const word = begun.reason === 'fork' ? 'elsewhere' : 'missing'
    const numbers = missing === null ? '' : `, ${missing.first}-${missing.last} ${word}`
    return { outcome: `new epoch: ${begun.reason}${numbers}`, goesOn: String(begun.parent.seq) }
  }
  const { seq } = journal.head()
  const mended = await journal.mend(async () => undefined)
  const words = [
    findings.restored.length > 0 ? 'restored' : '',
    mended.mended.length > 0 ? 'mends' : '',
    mended.missing === null ? '' : `${mended.missing} missing`,
  ].filter((word) => word !== '')
  journal.close()
  const opens = findings.restored.length === 0 && mended.mended.length === 0 ? ['opens'] : []
  return { outcome: [...opens, ...words].join(', '), goesOn: String(seq) }
}

test('a line that connects to nothing is told, and gives no number of a receipt', async () => {
  const till = await tillOf({ journal: 'behind', mirror: 'stray', office: 'forked', outcome: '', goesOn: '' })
  const opened = await openWith(till.double, till.indexedDb)
  if (!opened.ok) throw new Error(opened.detail)
  expect(opened.findings).toMatchObject({ head: 10, mirrorHeld: 10, unconnected: 9_000, missing: null })
  expect(Math.max(...Object.values(opened.begun?.numbers.receipts ?? {}))).toBe(10)
})

test('the table has every combination once', () => {
  const wanted = Object.keys(JOURNAL).flatMap((journal) =>
    Object.keys(MIRROR).flatMap((mirror) => Object.keys(OFFICE).map((office) => `${journal} ${mirror} ${office}`)),
  )
  expect(CASES.map(({ journal, mirror, office }) => `${journal} ${mirror} ${office}`).sort()).toEqual(wanted.sort())
})

describe.each(CASES)('journal $journal, second copy $mirror, head office $office', (one) => {
  test(`${one.outcome} (${one.goesOn}), and nothing that a copy held is gone`, async () => {
    const till = await tillOf(one)
    const held = new Set([...(await storedLines(till.indexedDb)), ...till.allLines(), ...till.signed])
    const whole = [...held].filter((line) => readLine(line, sha256).ok)
    expect(await outcomeOf(till)).toEqual({ outcome: one.outcome, goesOn: one.goesOn })
    const after = new Set([...(await storedLines(till.indexedDb)), ...till.allLines(), ...till.signed])
    expect(whole.filter((line) => !after.has(line))).toEqual([])
  })
})
