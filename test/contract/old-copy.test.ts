import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplacement } from '../../electron/replace/replacement.ts'
import { issueCode } from '../../server/ingest/enrol.ts'
import { issueReplacementCode } from '../../server/ingest/replacement-code.ts'
import { fen } from '../../shared/money/fen.ts'
import { verifyArchive } from '../../verify/verify-archive.ts'
import { DATE, freshDatabase, genesis, idOf, saleOf } from './journal-fixtures.ts'
import { makeTill, type Office, openOffice, scratch, sha256 } from './office-and-tills.ts'
import { type Machine, startMachine } from './whole-machine.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PRICE = 1_000
let ids = 1_000
const nextId = () => {
  ids += 1
  return idOf(ids)
}

/** Opens a shift where none is open, and sells; gives the lines of all that was committed. */
const sell = async (machine: Machine, count: number): Promise<string[]> => {
  const lines: string[] = []
  const before = machine.journal.openShift()
  const shift = before?.shiftId ?? nextId()
  const context = { by: 'wang-fang', shift }
  if (before === null) {
    const body = { shiftId: shift, businessDate: DATE, float: fen(0) }
    lines.push(await machine.commit({ kind: 'SHIFT_OPENED', body }, context))
  }
  for (let one = 0; one < count; one += 1) {
    const orderId = nextId()
    lines.push(
      await machine.commit(({ receiptNo }) => {
        const sale = saleOf(1, PRICE, receiptNo)
        return { ...sale, body: { ...sale.body, orderId } }
      }, context),
    )
  }
  return lines
}

/** The first entries of a till that head office knows. */
const enrol = async (machine: Machine, tillCode: string): Promise<string[]> => {
  if (genesis.kind !== 'GENESIS') throw new Error('no genesis')
  const first = await machine.firstEntry(genesis)
  const code = await issueCode(office.pool, 'BJ01', tillCode)
  if (!code.ok) throw new Error(code.reason)
  const done = await machine.parts.transport.enrol({ url: office.http.url, code: code.code })
  if (!done.ok) throw new Error(done.reason)
  const { store, storeName, headOfficeKey } = done.status
  const body = { store: store ?? '', storeName: storeName ?? '', tillCode, headOfficeKey: headOfficeKey ?? '' }
  return [first, await machine.commit({ kind: 'ENROLLED', body }, { by: null, shift: null })]
}

/** Every line that head office holds of a till, in its own branch and beside it. */
const heldOf = async (till: string) => {
  const { rows } = await office.pool.query<{ raw: Buffer; beside: boolean }>(
    `select raw, false as beside from entry where till = $1 union all select raw, true from side_branch where till = $1`,
    [till],
  )
  return {
    all: rows.map(({ raw }) => String(raw)),
    beside: rows.filter(({ beside }) => beside).map(({ raw }) => String(raw)),
  }
}

const salesIn = (lines: readonly string[]) => lines.filter((line) => line.includes('"kind":"SALE"'))

/** What a stranger finds in the archive that a machine exports. */
const checkArchive = async ({ bridge }: Machine) => {
  const exported = await bridge.call['app.exportArchive']({})
  if (!exported.ok) throw new Error(exported.reason)
  const checked = await verifyArchive(exported.path)
  if (!checked.ok) throw new Error(checked.detail)
  return checked.report
}

/** What a machine that replaces the till is given. */
const replacementOf = async (till: string) => {
  const dataFolder = path.join(scratch(), 'data')
  mkdirSync(dataFolder)
  const heir = makeTill()
  const { transport } = heir
  const replacement = openReplacement({
    dataFolder,
    isNew: () => true,
    transport,
    sha256,
    pause: async () => undefined,
  })
  const code = await issueReplacementCode(office.pool, till)
  if (!code.ok) throw new Error(code.reason)
  expect(await replacement.enrol({ url: office.http.url, code: code.code })).toEqual({ ok: true })
  const pulled = await replacement.pull()
  const fileOf = (epoch: number) =>
    readFileSync(path.join(dataFolder, 'replace-scratch', 'former', `${till}-${epoch}.journal`), 'utf8')
  return { pulled, fileOf }
}

const few = (min: number) => fc.integer({ min, max: 4 })
const story = fc.record({ common: few(0), after: few(1), other: few(1), later: few(1) })
let tills = 0

/** A folder is copied, the till sells on, the old copy is put in its place and sells as well. */
const liveThrough = async ({ common, after, other, later }: typeof story extends fc.Arbitrary<infer S> ? S : never) => {
  tills += 1
  const [folder, copy] = [path.join(scratch(), 'till'), path.join(scratch(), 'copy')]
  const first = await startMachine(folder, freshDatabase())
  const beginning = await enrol(first, `C${tills}`)
  const shared = [...beginning, ...(await sell(first, common))]
  expect(await first.sync()).toBeNull()
  cpSync(folder, copy, { recursive: true })
  const onward = await sell(first, after)
  expect(await first.sync()).toBeNull()
  await first.stop()

  const database = freshDatabase()
  const old = await startMachine(copy, database)
  const branch = await sell(old, other)
  // Fewer than head office has are refused like more: they are other entries under its numbers.
  expect(await old.sync()).toBe('fork')
  await old.stop()

  const next = await startMachine(copy, database)
  expect(next.begun).toMatchObject({
    epoch: 2,
    reason: 'fork',
    parent: { epoch: 1, seq: shared.length + branch.length },
  })
  const continued = await sell(next, later)
  expect(await next.sync()).toBeNull()
  expect(await next.carry()).toBe(true)
  return { next, till: next.parts.identity.till, shared, onward, branch, continued }
}

test('an old copy of a till’s folder costs no sale, and head office ends up with both branches, each entry once', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (plan) => {
      const { next, till, shared, onward, branch, continued } = await liveThrough(plan)
      const held = await heldOf(till)
      expect(new Set(held.all).size).toBe(held.all.length)
      expect(held.all).toEqual(expect.arrayContaining([...shared, ...onward, ...branch, ...continued]))
      expect(held.beside.toSorted()).toEqual(branch.toSorted())

      const own = salesIn([...shared, ...branch, ...continued])
      const listed = await next.journal.salesOn(DATE, { limit: 100 })
      expect(listed.map(({ hash }) => hash).toSorted()).toEqual(own.map((line) => line.slice(0, 64)).toSorted())
      expect(new Set(listed.map(({ receiptNo }) => receiptNo)).size).toBe(own.length)
      const report = await checkArchive(next)
      expect(report.findings).toEqual([])
      expect(report.days.map(({ sales }) => sales)).toEqual(own.length === 0 ? [] : [own.length])
      await next.stop()

      const { pulled, fileOf } = await replacementOf(till)
      const totals = { sales: own.length, salesTotal: own.length * PRICE, refunds: 0, refundTotal: 0 }
      expect(pulled).toMatchObject({ ok: true, history: { epochs: 2, begins: 'at_genesis', totals } })
      expect(fileOf(1)).toBe([...shared, ...branch].map((line) => `${line}\n`).join(''))
    }),
    { numRuns: 5 },
  )
})
