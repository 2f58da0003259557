import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { onePrinter, openSpool, type Spool } from '../../electron/printing/spool.ts'
import type { PrinterTransport } from '../../electron/printing/transport/printer-transport.ts'
import { tcpTransport } from '../../electron/printing/transport/tcp-transport.ts'
import type { PrinterFault } from '../../electron/printing/virtual/printer-fault.ts'
import { startVirtualPrinter, type VirtualPrinter } from '../../electron/printing/virtual/virtual-printer.ts'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import { eventually } from '../eventually.ts'
import { FOR_THE_MUTE, PATIENT } from './printer-patience.ts'

const scratch = () => mkdtempSync(path.join(tmpdir(), 'counterfoil-print-'))

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const startPrinter = async (fault: PrinterFault = { kind: 'none' }) => {
  const folder = scratch()
  const printer = await startVirtualPrinter({ port: 0, folder, fault })
  closers.push(printer.stop)
  return { printer, paper: () => readPaper(folder, 100).map((job) => Buffer.from(job.bytes).toString('latin1')) }
}

const openOn = (
  printer: Pick<VirtualPrinter, 'port'> | PrinterTransport,
  folder = scratch(),
  mirrorTailSeq = 0,
  provenSeq = 0,
): Spool => {
  const transport = 'send' in printer ? printer : tcpTransport('127.0.0.1', printer.port, { patience: PATIENT })
  const spool = openSpool({
    folder,
    mirrorTailSeq,
    provenSeq,
    printers: [onePrinter(transport)],
    random: () => 0,
    onChange: () => undefined,
    onTrouble: console.error,
  })
  closers.push(spool.close)
  return spool
}

/** The line to a printer that answers nothing. */
const mute = ({ port }: VirtualPrinter) => tcpTransport('127.0.0.1', port, { patience: FOR_THE_MUTE })

const job = (id: string, kind: PrintJob['kind'] = 'document', text = `paper ${id}\n`): PrintJob => ({
  id,
  kind,
  title: id,
  bytes: new TextEncoder().encode(text),
})

const outcomesAfter = (spool: Spool, after: number) => spool.outcomes({ after, limit: 100 }).outcomes
const outcomesOf = (spool: Spool) => outcomesAfter(spool, 0)
/** The printer answers as it prints, and keeps its file a moment later; the newest comes first. */
const untilPaper = (paper: () => readonly string[], texts: readonly string[]) =>
  eventually(() => expect(paper()).toEqual(texts))
const untilOutcomes = (spool: Spool, count: number) => eventually(() => expect(outcomesOf(spool)).toHaveLength(count))

test('a job that the printer confirms is printed once', async () => {
  const { printer, paper } = await startPrinter()
  const spool = openOn(printer)
  spool.submit({ through: 3, jobs: [job('a')] })
  spool.submit({ through: 3, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  expect(outcomesOf(spool)[0]).toMatchObject({ job: 'a', state: 'printed', evidence: 'confirmed', offset: 1 })
  await untilPaper(paper, ['paper a\n'])
  expect(spool.position({})).toBe(3)
  expect(spool.status()).toMatchObject({ state: 'ready', waiting: 0 })
})

test.each<[PrinterFault, string, string, number]>([
  [{ kind: 'no_process_id' }, 'printed', 'processed', 1],
  [{ kind: 'no_answer' }, 'unconfirmed', 'none', 1],
  [{ kind: 'close_after', amount: 4 }, 'in_doubt', 'none', 1],
])('with %j a document ends as %s (%s)', async (fault, state, evidence, copies) => {
  const { printer, paper } = await startPrinter(fault)
  const spool = openOn(evidence === 'none' ? mute(printer) : printer)
  spool.submit({ through: 1, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  expect(outcomesOf(spool)[0]).toMatchObject({ state, evidence })
  await eventually(() => expect(paper()).toHaveLength(copies))
})

test.each<PrinterFault['kind']>(['offline', 'paper_end', 'cover_open'])(
  'with the printer %s a document waits, says why, and prints once when it is mended',
  async (kind) => {
    const { printer, paper } = await startPrinter({ kind } as PrinterFault)
    const spool = openOn(printer)
    spool.submit({ through: 1, jobs: [job('a')] })
    await eventually(() => expect(spool.open().jobs[0]).toMatchObject({ state: 'queued', why: kind }))
    expect(spool.status().state).toBe(kind)
    expect(paper()).toEqual([])
    printer.setFault({ kind: 'none' })
    await untilOutcomes(spool, 1)
    await untilPaper(paper, ['paper a\n'])
  },
)

test('a printer that takes nothing leaves the job in doubt or unconfirmed, never printed', async () => {
  const { printer } = await startPrinter({ kind: 'never_reads' })
  const spool = openOn(mute(printer))
  spool.submit({ through: 1, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  expect(outcomesOf(spool)[0]?.state).not.toBe('printed')
})

test('what is in doubt stays so until a person speaks, and is never sent again by itself', async () => {
  const { printer, paper } = await startPrinter({ kind: 'close_after', amount: 4 })
  const folder = scratch()
  const spool = openOn(printer, folder)
  spool.submit({ through: 1, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  printer.setFault({ kind: 'none' })
  spool.submit({ through: 2, jobs: [job('b')] })
  await untilOutcomes(spool, 2)
  await untilPaper(paper, ['paper b\n', 'pape'])
  await spool.close()
  const again = openOn(printer, folder)
  expect(again.open().jobs).toMatchObject([{ id: 'a', state: 'in_doubt' }])
  expect(again.resolve({ id: 'a' })).toEqual({ ok: true })
  expect(again.resolve({ id: 'a' })).toMatchObject({ ok: false, reason: 'not_in_doubt' })
  expect(paper()).toHaveLength(2)
})

test('the drawer opens before paper moves, once, and not minutes later', async () => {
  const { printer, paper } = await startPrinter({ kind: 'offline' })
  const spool = openOn(printer)
  spool.submit({ through: 1, jobs: [job('paper'), job('drawer', 'drawer', 'pulse')] })
  await eventually(() => expect(outcomesOf(spool)).toMatchObject([{ job: 'drawer', state: 'failed' }]))
  printer.setFault({ kind: 'none' })
  await untilOutcomes(spool, 2)
  await untilPaper(paper, ['paper paper\n'])
  spool.submit({ through: 2, jobs: [job('paper 2'), job('drawer 2', 'drawer', 'pulse')] })
  await untilOutcomes(spool, 4)
  await untilPaper(paper, ['paper paper 2\n', 'pulse', 'paper paper\n'])
})

/** A spool that is never closed, as that of a killed till. */
const openAndLeave = (transport: PrinterTransport, folder: string): Spool => {
  const quiet = { onChange: () => undefined, onTrouble: console.error }
  return openSpool({ folder, mirrorTailSeq: 0, printers: [onePrinter(transport)], random: () => 0, ...quiet })
}

/** A transport that stops for ever where it is told to, as a killed till would. */
const stuckAt = (moment: 'before' | 'after'): PrinterTransport => ({
  probe: async () => 'unknown',
  send: (_bytes, _id, beforeFirstByte) => {
    if (moment === 'after') beforeFirstByte()
    return new Promise(() => undefined)
  },
})

test.each<['before' | 'after', string]>([
  ['before', 'printed'],
  ['after', 'in_doubt'],
])('a till killed %s the first byte finds its job as %s', async (moment, state) => {
  const folder = scratch()
  const killed = openAndLeave(stuckAt(moment), folder)
  killed.submit({ through: 1, jobs: [job('a')] })
  await eventually(() => expect(killed.open().jobs[0]?.state).toBe(moment === 'after' ? 'sending' : 'queued'))
  const copy = scratch()
  cpSync(folder, copy, { recursive: true })
  const { printer, paper } = await startPrinter()
  const spool = openOn(printer, copy)
  await untilOutcomes(spool, 1)
  expect(outcomesOf(spool)[0]?.state).toBe(state)
  await untilPaper(paper, state === 'printed' ? ['paper a\n'] : [])
})

test('a torn last line is cut; a damaged one makes the past unknown, and nothing of it is printed by itself', async () => {
  const { printer, paper } = await startPrinter()
  const folder = scratch()
  const spool = openOn(printer, folder)
  spool.submit({ through: 1, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  await untilPaper(paper, ['paper a\n'])
  await spool.close()
  const file = path.join(folder, 'spool.log')
  writeFileSync(file, `${readFileSync(file, 'utf8')}0123 {"t":"sub`)
  const torn = openOn(printer, folder)
  expect(torn.position({})).toBe(1)
  await torn.close()
  writeFileSync(file, readFileSync(file, 'utf8').replace('"dropped":0', '"dropped":9'))
  const damaged = openOn(printer, folder, 7)
  expect(damaged.submit({ through: 7, jobs: [job('a')] })).toEqual({ ok: true })
  expect(damaged.open().jobs).toMatchObject([{ id: 'a', state: 'in_doubt' }])
  expect(paper()).toHaveLength(1)
  await damaged.close()
  writeFileSync(file, readFileSync(file, 'utf8').replace('"outcomesAfter":0', '"outcomesAfter":9'))
  await openOn(printer, folder).close()
  expect(readdirSync(folder).toSorted()).toEqual(['spool.damaged-1', 'spool.damaged-2', 'spool.log'])
})

test('what waited when the log was damaged is in doubt, and is not printed by itself', async () => {
  const folder = scratch()
  const killed = openAndLeave(stuckAt('before'), folder)
  killed.submit({ through: 1, jobs: [job('a')] })
  killed.submit({ through: 2, jobs: [job('b')] })
  const copy = scratch()
  cpSync(folder, copy, { recursive: true })
  const file = path.join(copy, 'spool.log')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"through":2', '"through":9'))
  const { printer, paper } = await startPrinter()
  const spool = openOn(printer, copy, 2)
  expect(spool.open().jobs).toMatchObject([{ id: 'a', state: 'in_doubt' }])
  expect(spool.position({ journal: { head: 2, outcomes: 0 } })).toBe(1)
  spool.submit({ through: 2, jobs: [job('b')] })
  expect(spool.open().jobs).toMatchObject([{ id: 'a' }, { id: 'b', state: 'in_doubt' }])
  expect(paper()).toEqual([])
})

test('a printer is asked how it is before anything is printed', async () => {
  const { printer, paper } = await startPrinter({ kind: 'paper_end' })
  const spool = openOn(printer)
  await eventually(() => expect(spool.status().state).toBe('paper_end'))
  expect(paper()).toEqual([])
})

/** Three ways to know how far the journal was, each the only one that is left. */
test.each<[string, { mirrorTailSeq?: number; provenSeq?: number }, number]>([
  ['the second copy', { mirrorTailSeq: 300 }, 0],
  ['head office', { provenSeq: 300 }, 0],
  ['the journal itself', {}, 300],
])(
  'with the log lost, nothing that %s knows of is printed by itself, also after a restart',
  async (_who, known, head) => {
    const { printer, paper } = await startPrinter()
    const folder = scratch()
    const spool = openOn(printer, folder, known.mirrorTailSeq, known.provenSeq)
    expect(spool.position({})).toBe(0)
    expect(spool.position({ journal: { head, outcomes: 12 } })).toBe(100)
    spool.submit({ through: 299, jobs: [job('1.299:drawer', 'drawer'), job('1.299:receipt:1')] })
    await spool.close()
    const again = openOn(printer, folder)
    expect(again.position({ journal: { head: 301, outcomes: 12 } })).toBe(299)
    again.submit({ through: 300, jobs: [job('1.300:receipt:1')] })
    again.submit({ through: 301, jobs: [job('1.301:receipt:1')] })
    await eventually(() => expect(outcomesAfter(again, 12)).toHaveLength(4))
    expect(outcomesAfter(again, 12)).toMatchObject([
      { offset: 13, job: '1.299:drawer', state: 'failed' },
      { offset: 14, job: '1.299:receipt:1', state: 'in_doubt' },
      { offset: 15, job: '1.300:receipt:1', state: 'in_doubt' },
      { offset: 16, job: '1.301:receipt:1', state: 'printed' },
    ])
    await untilPaper(paper, ['paper 1.301:receipt:1\n'])
  },
)

test('killed before the journal said how far it is, a new log asks it again', async () => {
  const { printer, paper } = await startPrinter()
  const folder = scratch()
  await openOn(printer, folder).close()
  const again = openOn(printer, folder)
  again.position({ journal: { head: 5, outcomes: 0 } })
  again.submit({ through: 5, jobs: [job('1.5:receipt:1')] })
  expect(again.open().jobs).toMatchObject([{ state: 'in_doubt' }])
  expect(paper()).toEqual([])
})

test('a log that began with the journal prints all, also what was sold before a restart', async () => {
  const { printer } = await startPrinter()
  const folder = scratch()
  const first = openOn(printer, folder)
  first.position({ journal: { head: 0, outcomes: 0 } })
  await first.close()
  const again = openOn(printer, folder)
  expect(again.position({ journal: { head: 3, outcomes: 0 } })).toBe(0)
  again.submit({ through: 3, jobs: [job('a')] })
  await untilOutcomes(again, 1)
  expect(outcomesOf(again)[0]?.state).toBe('printed')
})

test('a document that could not be laid out fails, holds up nothing, and stays until a person has seen it', async () => {
  const { printer, paper } = await startPrinter()
  const folder = scratch()
  const spool = openOn(printer, folder)
  spool.submit({ through: 1, jobs: [{ ...job('a'), bytes: new Uint8Array(), fault: '#1 no width' }, job('b')] })
  await untilOutcomes(spool, 2)
  expect(outcomesOf(spool)).toMatchObject([
    { job: 'a', state: 'failed' },
    { job: 'b', state: 'printed' },
  ])
  await untilPaper(paper, ['paper b\n'])
  await spool.close()
  const again = openOn(printer, folder)
  expect(again.status()).toMatchObject({ waiting: 0, inDoubt: 0, failed: 1 })
  expect(again.open().jobs).toMatchObject([{ id: 'a', title: 'a', state: 'failed', why: '#1 no width' }])
  expect(again.resolve({ id: 'a' })).toEqual({ ok: true })
  await again.close()
  expect(openOn(printer, folder).open().jobs).toEqual([])
})

test('paper near its end is told while everything prints, until there is a new roll', async () => {
  const { printer } = await startPrinter({ kind: 'paper_near_end' })
  const spool = openOn(printer)
  spool.submit({ through: 1, jobs: [job('a')] })
  await untilOutcomes(spool, 1)
  expect(outcomesOf(spool)).toMatchObject([{ state: 'printed', evidence: 'confirmed' }])
  expect(spool.status()).toMatchObject({ state: 'ready', paperLow: true, drawerOpen: false })
  printer.setFault({ kind: 'none' })
  spool.submit({ through: 2, jobs: [job('b')] })
  await untilOutcomes(spool, 2)
  expect(spool.status().paperLow).toBe(false)
})

test('a drawer that a pulse opened is told to be open until it is shut', async () => {
  const { printer } = await startPrinter()
  const spool = openOn(printer)
  spool.submit({ through: 1, jobs: [job('d', 'drawer', '\x1bp\x00\x19\x7a'), job('a')] })
  await eventually(() => expect(spool.status().drawerOpen).toBe(true))
  await untilOutcomes(spool, 2)
  printer.closeDrawer()
  await eventually(() => expect(spool.status().drawerOpen).toBe(false))
})

test('a printer without a drawer is never said to have one that is open', async () => {
  const { printer } = await startPrinter()
  const spool = openOn(printer)
  spool.submit({ through: 1, jobs: [job('d', 'drawer', 'no pulse')] })
  await untilOutcomes(spool, 1)
  spool.submit({ through: 2, jobs: [job('a')] })
  await untilOutcomes(spool, 2)
  expect(spool.status().drawerOpen).toBe(false)
})
