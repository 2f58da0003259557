import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EpochBegun } from '../shared/bridge/app-methods.ts'
import { toLine } from '../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../shared/journal/seal.ts'
import { epochHandlers } from './begin-epoch.ts'
import { openIdentity } from './identity.ts'
import { frozenEpochs } from './mirror/frozen-epochs.ts'
import { openSecondCopy } from './mirror/second-copy.ts'
import { sha256 } from './parts.ts'
import { onePrinter, openSpool } from './printing/spool.ts'

let folder = ''
const closing: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-begin-epoch-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(folder, { recursive: true })
})

const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const linesAfter = (from: Head, count: number): string[] => {
  let head = from
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name: '王芳', role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

/** Main's parts that an epoch touches, as a start opens them. */
const start = () => {
  const mirrorFolder = path.join(folder, 'mirror')
  const identity = openIdentity({ folder, mirrorFolder, keychain: null })
  const { till, epoch } = identity
  const mirror = openSecondCopy({ folder: mirrorFolder, till, epoch, sha256, onTrouble: () => undefined })
  const spool = openSpool({
    ...{ folder: path.join(folder, 'spool'), epoch, mirrorTailSeq: mirror.tail().seq },
    printers: [
      onePrinter({ probe: async () => 'unknown', send: async () => ({ sent: 'nothing', why: 'unreachable' }) }),
    ],
    ...{ random: () => 0, onChange: () => undefined, onTrouble: () => undefined },
  })
  closing.push(mirror.close, spool.close)
  const log: string[] = []
  let left = 0
  const transport = {
    status: () => ({
      ...{ state: 'fork' as const, proven: null, url: null, store: null, storeName: null, tillCode: null },
      ...{ headOfficeKey: null, detail: null },
    }),
    leaveEpoch: () => {
      left += 1
    },
  }
  const handlers = epochHandlers({
    ...{ dataFolder: folder, identity, mirror, spool, transport, former: [] },
    log: { write: (_level, event) => void log.push(event) },
  })
  return { identity, mirror, spool, handlers, log, left: () => left }
}
type Started = ReturnType<typeof start>

const begunAfter = ({ mirror }: Started, epoch: number): EpochBegun => ({
  ...{ epoch, reason: 'fork', parent: mirror.tail(), missing: null, restaurant: '样例饭馆' },
  ...{ taxpayer: 'small_scale', sample: true, numbers: { receipts: { '2026-11-24': 7 }, z: 2 } },
})

const withThreeEntries = () => {
  const main = start()
  main.mirror.append(linesAfter(headBeforeGenesis(main.identity.till, 1), 3))
  main.spool.position({ journal: { head: 0, outcomes: 0 } })
  main.spool.submit({ through: 3, jobs: [] })
  return main
}

test('an epoch begins with the same key: a file of its own, prints counted from 1, and a restart finds it', async () => {
  const main = withThreeEntries()
  const { till, publicKey } = main.identity
  const begun = begunAfter(main, 2)
  expect(main.handlers['identity.beginEpoch'](begun)).toEqual({ ok: true })
  const [next] = linesAfter(headBeforeGenesis(till, 2), 1)
  expect(main.mirror.append([next ?? ''])).toMatchObject({ ok: true, durable: { epoch: 2, seq: 1 } })
  expect(main.spool.position({})).toBe(0)
  expect([main.log, main.left()]).toEqual([['epoch.begun'], 1])
  await main.spool.close()
  const again = start()
  expect(again.identity).toMatchObject({ till, publicKey, epoch: 2, keyState: 'present' })
  expect(again.mirror.tail()).toMatchObject({ epoch: 2, seq: 1 })
  expect(again.spool.position({ journal: { head: 1, outcomes: 0 } })).toBe(0)
  expect(again.handlers['identity.epochBegun']()).toEqual({ begun, earlier: [1], former: [] })
})

test('the file of the epoch before is kept and read, and nothing is appended to it', () => {
  const main = withThreeEntries()
  const lines = main.mirror.read(0, 10)
  main.handlers['identity.beginEpoch'](begunAfter(main, 2))
  const more = linesAfter({ ...headBeforeGenesis(main.identity.till, 1) }, 4).slice(3)
  expect(main.mirror.append(more)).toMatchObject({ ok: false, reason: 'broken_chain' })
  const read = frozenEpochs(() => main.mirror.file, { till: main.identity.till, sha256 })
  expect([read(1, 0, 10), read(1, 1, 1), read(3, 0, 10)]).toEqual([lines, [lines[1]], []])
})

test('only a later epoch is begun, from where the second copy ends, and not again and again', () => {
  const fresh = start()
  expect(fresh.handlers['identity.beginEpoch'](begunAfter(fresh, 2))).toMatchObject({ reason: 'not_begun' })
  fresh.mirror.append(linesAfter(headBeforeGenesis(fresh.identity.till, 1), 3))
  const begin = fresh.handlers['identity.beginEpoch']
  expect(begin(begunAfter(fresh, 1))).toMatchObject({ reason: 'not_next' })
  expect(begin(begunAfter(fresh, 5_000))).toMatchObject({ reason: 'not_next' })
  const other = begunAfter(fresh, 2)
  expect(begin({ ...other, parent: { ...other.parent, seq: 2 } })).toMatchObject({ reason: 'other_parent' })
  expect(fresh.identity.epoch).toBe(1)
  for (let epoch = 2; epoch < 10; epoch += 1) {
    expect(begin(begunAfter(fresh, epoch))).toEqual({ ok: true })
    fresh.mirror.append(linesAfter(headBeforeGenesis(fresh.identity.till, epoch), 1))
  }
  expect(begin(begunAfter(fresh, 10))).toMatchObject({ reason: 'too_many' })
})

test('an identity file from an old backup does not lead back into an epoch that was left', () => {
  const main = withThreeEntries()
  main.handlers['identity.beginEpoch'](begunAfter(main, 2))
  const old = path.join(folder, 'identity.json')
  expect(existsSync(old)).toBe(true)
  main.identity.beginEpoch(1)
  expect(start().identity.epoch).toBe(2)
})
