import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { putRestoreInPlace } from '../../electron/backup/put-in-place.ts'
import { openIdentity } from '../../electron/identity.ts'
import { formerEpochs, frozenEpochs } from '../../electron/mirror/frozen-epochs.ts'
import { openReplacement } from '../../electron/replace/replacement.ts'
import { issueCode } from '../../server/ingest/enrol.ts'
import { issueReplacementCode } from '../../server/ingest/replacement-code.ts'
import { readTills } from '../../server/store/read-tills.ts'
import { type Pulled, pulledText } from '../../shared/sync/wire.ts'
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts'
import { genesis, saleOf, shiftOpened } from './journal-fixtures.ts'
import { enrolledTill, makeTill, type Office, openOffice, scratch, sha256, storedLines } from './office-and-tills.ts'

let office: Office
let network: FaultProxy

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  network = await openFaultProxy(office.http.url)
})
afterEach(() => network.close())

/** A till that has sold, and whose machine is gone: what head office has of it. */
const lostTill = async (sales = 2) => {
  const till = await enrolledTill(office)
  const lines = [till.commit(genesis), till.commit(shiftOpened)]
  for (let one = 1; one <= sales; one += 1) {
    lines.push(till.commit(saleOf(one, 1_000 * one, `01-20261124-${String(one).padStart(4, '0')}`)))
  }
  for (let from = 0; from < lines.length; from += 500) await till.push(lines.slice(from, from + 500))
  return { ...till, lines }
}

const codeFor = async (till: string): Promise<string> => {
  const issued = await issueReplacementCode(office.pool, till)
  if (!issued.ok) throw new Error(issued.reason)
  return issued.code
}

/** An empty machine, as its first start leaves it. */
const emptyMachine = (more: Parameters<typeof makeTill>[0] = {}) => {
  const dataFolder = path.join(scratch(), 'data')
  mkdirSync(dataFolder)
  const till = makeTill(more)
  const over = (transport: typeof till.transport, isNew = true) =>
    openReplacement({ dataFolder, isNew: () => isNew, transport, sha256, pause: async () => undefined })
  const restart = (isNew = true) => over(till.open(), isNew)
  return { ...till, dataFolder, restart, replacement: over(till.transport) }
}

const TOTALS = { sales: 2, salesTotal: 3_000, refunds: 0, refundTotal: 0 }

test('an empty machine takes a lost till’s code and place over, and has its whole history back', async () => {
  const lost = await lostTill()
  const labels = lost.transport.status()
  const { replacement, till, dataFolder } = emptyMachine()
  const code = await codeFor(lost.till.slice(0, 8))
  expect(await replacement.enrol({ url: office.http.url, code })).toEqual({ ok: true })
  expect(replacement.standing()).toEqual({
    standing: { till: lost.till, storeName: '样例', tillCode: labels.tillCode, reached: null },
  })
  expect(await replacement.pull()).toEqual({
    ok: true,
    history: {
      ...{ restaurant: '样例饭馆', sample: true, till: lost.till, tillCode: null, epochs: 1, entries: 4, unread: 0 },
      ...{ totals: TOTALS, receiptNo: '01-20261124-0002', businessDate: '2026-11-24', begins: 'at_genesis' },
      proven: { epoch: 1, seq: 4 },
    },
  })
  openIdentity({ folder: dataFolder, mirrorFolder: path.join(dataFolder, 'mirror'), keychain: null })
  expect(putRestoreInPlace(dataFolder)).toBeNull()
  expect(replacement.ready()).toEqual({ ok: true })
  expect(putRestoreInPlace(dataFolder)).toMatchObject({
    ...{ parent: lost.head(), origin: 'head_office', restaurant: '样例饭馆' },
    numbers: { receipts: { '2026-11-24': 2 }, z: 0 },
  })
  const kept = readFileSync(path.join(dataFolder, 'mirror', `${lost.till}-1.journal`), 'utf8')
  expect(kept).toBe(lost.lines.map((line) => `${line}\n`).join(''))
  expect(
    openIdentity({ folder: dataFolder, mirrorFolder: path.join(dataFolder, 'mirror'), keychain: null }).epoch,
  ).toBe(2)
  const tills = await readTills(office.pool)
  expect(tills.find((one) => one.till === till)).toMatchObject({ replaces: lost.till, holdsCode: true })
  expect(tills.find((one) => one.till === lost.till)).toMatchObject({
    replacedBy: till,
    cameBack: false,
    holdsCode: false,
  })
})

test('a code works once, for its replacement, which may ask again; the lost till cannot replace itself', async () => {
  const lost = await lostTill()
  const [first, second] = [emptyMachine(), emptyMachine()]
  const url = office.http.url
  const code = await codeFor(lost.till)
  expect(await lost.transport.enrol({ url, code }, 'the_lost_till')).toMatchObject({ ok: false, reason: 'bad_code' })
  expect(await first.replacement.enrol({ url, code })).toEqual({ ok: true })
  expect(await first.replacement.enrol({ url, code })).toEqual({ ok: true })
  expect(await second.replacement.enrol({ url, code })).toMatchObject({ ok: false, reason: 'bad_code' })
  expect(await issueReplacementCode(office.pool, lost.till)).toEqual({
    ...{ ok: false, reason: 'replaced', till: lost.till, by: first.till },
  })
})

test('a code of the other kind is refused, by its name, and stays good', async () => {
  const lost = await lostTill()
  const url = office.http.url
  const [empty, begun] = [emptyMachine(), makeTill()]
  const code = await codeFor(lost.till)
  expect(await begun.transport.enrol({ url, code })).toMatchObject({ ok: false, reason: 'replacement_code' })
  const otherBackup = makeTill({ restoredFrom: 'f'.repeat(32) })
  expect(await otherBackup.transport.enrol({ url, code })).toMatchObject({ ok: false, reason: 'replacement_code' })
  const ordinary = await issueCode(office.pool, 'BJ01', 'N1')
  const plain = ordinary.ok ? ordinary.code : ''
  expect(await empty.replacement.enrol({ url, code: plain })).toMatchObject({
    ok: false,
    reason: 'no_replacement_code',
  })
  expect(await begun.transport.enrol({ url, code: plain })).toMatchObject({ ok: true })
  expect(await empty.replacement.enrol({ url, code })).toEqual({ ok: true })
})

test('a till that was restored from the lost one’s backup takes its till code over with such a code', async () => {
  const lost = await lostTill()
  const heir = makeTill({ restoredFrom: lost.till })
  const enrolled = await heir.transport.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(enrolled).toMatchObject({ ok: true, status: { tillCode: lost.transport.status().tillCode } })
})

test('no till but its replacement is given a lost till’s history', async () => {
  const lost = await lostTill()
  const other = await enrolledTill(office)
  expect(await other.transport.pull({ of: lost.till, epoch: 1, after: 0 })).toMatchObject({
    ...{ ok: false, reason: 'refused', detail: 'not_its_replacement' },
  })
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(await other.transport.pull({ of: lost.till, epoch: 1, after: 0 })).toMatchObject({ ok: false })
  expect(await lost.transport.pull({ of: heir.till, epoch: 1, after: 0 })).toMatchObject({ ok: false })
})

test('a replacement that is lost as well, before it sold anything, is replaced with the same history', async () => {
  const lost = await lostTill()
  const [first, second] = [emptyMachine(), emptyMachine()]
  const url = office.http.url
  await first.replacement.enrol({ url, code: await codeFor(lost.till) })
  expect(await second.replacement.enrol({ url, code: await codeFor(first.till) })).toEqual({ ok: true })
  expect(await second.replacement.pull()).toMatchObject({
    ok: true,
    history: { till: lost.till, entries: 4, totals: TOTALS },
  })
})

test('all epochs come back along their links, across the tills that stood in each other’s place', async () => {
  const lost = await lostTill()
  const first = emptyMachine()
  const url = office.http.url
  await first.replacement.enrol({ url, code: await codeFor(lost.till) })
  if (genesis.kind !== 'GENESIS') throw new Error('no genesis')
  first.beginEpoch(2)
  const own = [
    first.commit({ kind: 'GENESIS', body: { ...genesis.body, parent: lost.head() } }),
    first.commit(shiftOpened),
    first.commit(saleOf(3, 5_000, '01-20261124-0003')),
  ]
  expect(await first.push(own, 2)).toMatchObject({ ok: true })
  const second = emptyMachine()
  await second.replacement.enrol({ url, code: await codeFor(first.till) })
  expect(await second.replacement.pull()).toMatchObject({
    ok: true,
    history: {
      ...{ till: first.till, epochs: 2, entries: 7, receiptNo: '01-20261124-0003', begins: 'at_genesis' },
      ...{ totals: { sales: 3, salesTotal: 8_000 }, proven: { epoch: 2, seq: 3 } },
    },
  })
})

/** A till that forked, left that epoch with `own` sales of its own, sold on in the next one, and is lost. */
const forkedAndLost = async (own = 2, handsIn = true) => {
  const till = await enrolledTill(office)
  const common = [till.commit(genesis), till.commit(shiftOpened)]
  const branching = till.head()
  const others = [till.commit(saleOf(1, 1_000, '01-20261124-0001'))]
  await till.push([...common, ...others])
  till.rewindTo(branching)
  const branch = Array.from({ length: own }, (_, one) =>
    till.commit(saleOf(100 + one, 2_000, `01-20261124-${String(one + 2).padStart(4, '0')}`)),
  )
  const lines = [...common, ...branch]
  const parent = till.head()
  for (let from = 0; handsIn && from < lines.length; from += 500) {
    const part = lines.slice(from, from + 500)
    const handedIn = await till.transport.handIn({ epoch: 1, lines: part, hash: part.at(-1)?.slice(0, 64) ?? '' })
    expect(handedIn).toMatchObject({ ok: true })
  }
  if (genesis.kind !== 'GENESIS') throw new Error('no genesis')
  till.beginEpoch(2)
  const left = { reason: 'fork', missing: null } as const
  await till.push([till.commit({ kind: 'GENESIS', body: { ...genesis.body, parent, left } })], 2)
  return { ...till, common, others, branch, parent }
}

const fileOf = ({ dataFolder }: { readonly dataFolder: string }, till: string, epoch: number) =>
  path.join(dataFolder, 'replace-scratch', 'former', `${till}-${epoch}.journal`)
const asFile = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

test('a till that had forked comes back by the branch that it went on from, which stands beside head office’s own', async () => {
  const lost = await forkedAndLost()
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(await heir.replacement.pull()).toMatchObject({
    ok: true,
    history: {
      ...{ epochs: 2, entries: 5, receiptNo: '01-20261124-0003', begins: 'at_genesis' },
      ...{ totals: { sales: 2, salesTotal: 4_000 }, proven: { epoch: 2, seq: 1 } },
    },
  })
  expect(readFileSync(fileOf(heir, lost.till, 1), 'utf8')).toBe(asFile([...lost.common, ...lost.branch]))
  openIdentity({
    folder: heir.dataFolder,
    mirrorFolder: path.join(heir.dataFolder, 'mirror'),
    keychain: null,
  })
  expect(heir.replacement.ready()).toEqual({ ok: true })
  const restored = putRestoreInPlace(heir.dataFolder)
  expect(restored).toMatchObject({ numbers: { receipts: { '2026-11-24': 3 } } })
  // What the till lists, refunds and prints again is read from here.
  const mirrorFile = path.join(heir.dataFolder, 'mirror', `${heir.till}-3.journal`)
  const former = formerEpochs(mirrorFile, restored?.parent ?? null, sha256)
  expect(former.map(({ epoch }) => epoch)).toEqual([1, 2])
  const readFrozen = frozenEpochs(() => mirrorFile, { till: heir.till, former, sha256 })
  expect(readFrozen(1, 0, 100)).toEqual([...lost.common, ...lost.branch])
})

test('a long branch comes back in batches, and goes on from where a cut line stopped it', async () => {
  const lost = await forkedAndLost(1_100)
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: network.url, code: await codeFor(lost.till) })
  // The newest epoch is asked for, filled, and the branch looked for; then its batches come.
  network.pullFaults.push('pass', 'pass', 'pass', 'pass', 'truncate_answer')
  expect(await heir.replacement.pull()).toMatchObject({ ok: false, reason: 'unreachable' })
  expect(heir.replacement.standing()).toMatchObject({ standing: { reached: { epoch: 1, seq: 500, last: 1_102 } } })
  const again = heir.restart()
  expect(await again.pull()).toMatchObject({ ok: true, history: { entries: 1_103, begins: 'at_genesis' } })
  expect(readFileSync(fileOf(heir, lost.till, 1), 'utf8')).toBe(asFile([...lost.common, ...lost.branch]))
})

test('a branch that was never handed in is told as a fork, and what head office has comes back', async () => {
  const lost = await forkedAndLost(2, false)
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(await heir.replacement.pull()).toMatchObject({ ok: true, history: { epochs: 2, begins: 'fork' } })
  expect(readFileSync(fileOf(heir, lost.till, 1), 'utf8')).toBe(asFile([...lost.common, ...lost.others]))
})

test('a branch of a branch is walked back to head office’s own, and asked from any number', async () => {
  const lost = await forkedAndLost(3)
  const middle = lost.branch[1]?.slice(0, 64) ?? ''
  lost.rewindTo({ ...lost.parent, seq: 4, hash: middle })
  const twig = [
    lost.commit(saleOf(900, 9_000, '01-20261124-0009')),
    lost.commit(saleOf(901, 9_100, '01-20261124-0010')),
  ]
  const whole = [...lost.common, ...lost.branch.slice(0, 2), ...twig]
  const hash = lost.head().hash
  expect(await lost.transport.handIn({ epoch: 1, lines: whole, hash })).toMatchObject({ ok: true })
  for (const after of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const reply = await lost.transport.pull({ epoch: 1, after, through: { seq: 6, hash } })
    expect(reply, `after ${after}`).toMatchObject({ ok: true, lines: whole.slice(after), mark: { seq: 6, hash } })
  }
  const own = { seq: 3, hash: lost.others[0]?.slice(0, 64) ?? '' }
  expect(await lost.transport.pull({ epoch: 1, after: 0, through: own })).toMatchObject({
    lines: [...lost.common, ...lost.others],
  })
  const nobodys = { seq: 3, hash: 'e'.repeat(64) }
  expect(await lost.transport.pull({ epoch: 1, after: 0, through: nobodys })).toMatchObject({
    ...{ ok: true, lines: [], mark: { seq: 0 } },
  })
})

test('a line that is cut in the middle, or a kill, costs nothing: it goes on from what is here', async () => {
  const lost = await lostTill(1_200)
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: network.url, code: await codeFor(lost.till) })
  network.pullFaults.push('pass', 'pass', 'truncate_answer')
  expect(await heir.replacement.pull()).toMatchObject({ ok: false, reason: 'unreachable' })
  expect(heir.replacement.standing()).toMatchObject({ standing: { reached: { epoch: 1, seq: 500, last: 1_202 } } })
  // As a kill in the middle of a write leaves it.
  const file = path.join(heir.dataFolder, 'replace-scratch', 'former', `${lost.till}-1.journal`)
  appendFileSync(file, 'half a line')
  const again = heir.restart()
  expect(again.standing()).toMatchObject({ standing: { till: lost.till } })
  expect(await again.pull()).toMatchObject({ ok: true, history: { entries: 1_202 } })
  expect(readFileSync(file, 'utf8')).toBe(lost.lines.map((line) => `${line}\n`).join(''))
})

/** Somebody who holds head office's key and gives back another history: the chain, not the signature, must find it. */
const lyingOffice = (lie: (pulled: Pulled) => Pulled) =>
  emptyMachine({
    post: async (url, body, deadlineMs) => {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(deadlineMs),
      })
      const answer = (await reply.json()) as Pulled
      if (!url.endsWith('/v1/pull')) return { kind: 'answered', status: reply.status, body: answer, retryAfterMs: null }
      const changed = lie(answer)
      const signature = office.key.sign(pulledText(changed))
      return { kind: 'answered', status: reply.status, body: { ...changed, signature }, retryAfterMs: null }
    },
  })

test.each<[string, (pulled: Pulled) => Pulled]>([
  ['stops in the middle', (pulled) => ({ ...pulled, lines: pulled.after === 0 ? pulled.lines.slice(0, 2) : [] })],
  ['leaves one out', (pulled) => ({ ...pulled, lines: pulled.lines.filter((_, index) => index !== 1) })],
  ['has a changed line', (pulled) => ({ ...pulled, lines: pulled.lines.map((line) => line.replace('1000', '9000')) })],
  [
    'ends in another entry than the mark says',
    (pulled) => ({ ...pulled, mark: { ...pulled.mark, hash: 'e'.repeat(64) } }),
  ],
])('a history that %s is refused, and nothing is made ready', async (_name, lie) => {
  const lost = await lostTill()
  const heir = lyingOffice(lie)
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(await heir.replacement.pull()).toMatchObject({ ok: false, reason: 'broken' })
  expect(heir.replacement.ready()).toEqual({ ok: false, reason: 'not_pulled' })
  expect(readdirSync(heir.dataFolder)).toEqual([])
})

test('a till of which head office holds nothing is told as that', async () => {
  const lost = await enrolledTill(office)
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(await heir.replacement.pull()).toMatchObject({ ok: false, reason: 'nothing_there' })
})

test('a till that has begun replaces nobody', async () => {
  const lost = await lostTill()
  const heir = emptyMachine()
  const begun = heir.restart(false)
  expect(await begun.enrol({ url: office.http.url, code: await codeFor(lost.till) })).toEqual({
    ok: false,
    reason: 'not_new',
  })
  expect(await begun.pull()).toEqual({ ok: false, reason: 'not_new' })
  expect(existsSync(path.join(heir.dataFolder, 'replace-scratch'))).toBe(false)
})

test('a lost till that comes back is told so, durably, and all that it has sold meanwhile is taken', async () => {
  const lost = await lostTill()
  const heir = emptyMachine()
  await heir.replacement.enrol({ url: office.http.url, code: await codeFor(lost.till) })
  expect(lost.transport.status().replacedBy).toBeUndefined()
  const meanwhile = lost.commit(saleOf(9, 9_000, '01-20261124-0003'))
  expect(await lost.push([meanwhile])).toMatchObject({ ok: true, proven: { seq: 5 } })
  expect(lost.transport.status()).toMatchObject({ state: 'idle', replacedBy: heir.till })
  expect(lost.open().status()).toMatchObject({ state: 'idle', replacedBy: heir.till, proven: { seq: 5 } })
  expect(await storedLines(office, lost.till)).toEqual([...lost.lines, meanwhile])
  const tills = await readTills(office.pool)
  expect(tills.find((one) => one.till === lost.till)).toMatchObject({ cameBack: true, frozen: false })
})
