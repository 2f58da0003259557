import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import { eventually } from '../../test/eventually.ts'
import type { SpoolPrinter } from './printer-loops.ts'
import { openSpool, type Spool } from './spool.ts'
import type { PrinterTransport, SendResult } from './transport/printer-transport.ts'

let folder = ''
const spools: Spool[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-printers-'))
})
afterEach(async () => {
  for (const spool of spools.splice(0)) await spool.close()
  rmSync(folder, { recursive: true })
})

/** A printer that keeps what it is sent, and takes nothing while `trouble` is set. */
const modelPrinter = (id: string, ...fallbacks: string[]) => {
  const paper: string[] = []
  const printer = { paper, trouble: null as 'paper_end' | null }
  const transport: PrinterTransport = {
    probe: async () => printer.trouble ?? 'ready',
    send: async (bytes, _id, beforeFirstByte): Promise<SendResult> => {
      if (printer.trouble !== null) return { sent: 'nothing', why: printer.trouble }
      beforeFirstByte()
      paper.push(Buffer.from(bytes).toString())
      return { sent: 'all', evidence: 'confirmed' }
    },
  }
  const line: SpoolPrinter = { id, transport, virtual: false, fallbacks }
  return Object.assign(printer, { line })
}

const open = (...printers: { readonly line: SpoolPrinter }[]): Spool => {
  const spool = openSpool({
    ...{ folder, mirrorTailSeq: 0, random: () => 0, onChange: () => undefined },
    printers: printers.map(({ line }) => line),
    moveMark: (from, to) => Buffer.from(`[${from}>${to}] `),
    onTrouble: (detail) => {
      throw new Error(detail)
    },
    later: (_ms, callback) => {
      const timer = setImmediate(callback)
      return () => clearImmediate(timer)
    },
  })
  spools.push(spool)
  spool.position({ journal: { head: 0, outcomes: 0 } })
  return spool
}

const job = (id: string, printer?: string, kind: PrintJob['kind'] = 'document'): PrintJob => ({
  ...{ id, kind, title: id, bytes: Buffer.from(id) },
  ...(printer === undefined ? {} : { printer }),
})
const until = (check: () => void) => eventually(check)
const waiting = (spool: Spool) => spool.open().jobs.map(({ id, printer, state }) => [id, printer, state])

test('each job goes to the printer that it names, and one that names none to the printer for receipts', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot')]
  const spool = open(front, hot)
  spool.submit({ through: 1, jobs: [job('receipt'), job('ticket', 'hot')] })
  await until(() => expect(spool.outcomes({ after: 0, limit: 9 }).outcomes).toHaveLength(2))
  expect([front.paper, hot.paper]).toEqual([['receipt'], ['ticket']])
})

test('a printer that takes nothing holds up no other', async () => {
  const [front, hot, cold] = [modelPrinter('front'), modelPrinter('hot'), modelPrinter('cold')]
  hot.trouble = 'paper_end'
  const spool = open(front, hot, cold)
  spool.submit({ through: 1, jobs: [job('h1', 'hot'), job('receipt'), job('c1', 'cold'), job('h2', 'hot')] })
  await until(() => expect([front.paper, cold.paper]).toEqual([['receipt'], ['c1']]))
  await until(() => expect(spool.status().others[0]).toMatchObject({ id: 'hot', state: 'paper_end', waiting: 2 }))
  hot.trouble = null
  await until(() => expect(hot.paper).toEqual(['h1', 'h2']))
})

test('what waits at a printer that takes nothing goes to its fallback, and the paper says so', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot', 'front')]
  hot.trouble = 'paper_end'
  const spool = open(front, hot)
  spool.submit({ through: 1, jobs: [job('h1', 'hot'), job('h2', 'hot')] })
  await until(() => expect(front.paper).toEqual(['[hot>front] h1', '[hot>front] h2']))
  hot.trouble = null
  spool.submit({ through: 2, jobs: [job('h3', 'hot')] })
  await until(() => expect(hot.paper).toEqual(['h3']))
  expect(spool.open().jobs).toEqual([])
})

test('of several fallbacks it goes to the first that prints, whatever their order among the printers', async () => {
  const [front, hot, cold] = [modelPrinter('front'), modelPrinter('hot', 'gone', 'cold', 'front'), modelPrinter('cold')]
  cold.trouble = 'paper_end'
  hot.trouble = 'paper_end'
  const spool = open(front, hot, cold)
  await until(() => expect(spool.status().others[1]).toMatchObject({ id: 'cold', state: 'paper_end' }))
  spool.submit({ through: 1, jobs: [job('h1', 'hot')] })
  await until(() => expect(front.paper).toEqual(['[hot>front] h1']))
  cold.trouble = null
  spool.submit({ through: 2, jobs: [job('c1', 'cold')] })
  await until(() => expect(cold.paper).toEqual(['c1']))
  spool.submit({ through: 3, jobs: [job('h2', 'hot')] })
  await until(() => expect(cold.paper).toEqual(['c1', '[hot>cold] h2']))
  expect(front.paper).toHaveLength(1)
})

test('while the fallback takes nothing either, it waits where it was', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot', 'front')]
  front.trouble = 'paper_end'
  hot.trouble = 'paper_end'
  const spool = open(front, hot)
  await until(() => expect(spool.status().state).toBe('paper_end'))
  spool.submit({ through: 1, jobs: [job('h1', 'hot')] })
  await until(() => expect(spool.status().others[0]).toMatchObject({ state: 'paper_end', waiting: 1 }))
  front.trouble = null
  hot.trouble = null
  await until(() => expect(hot.paper).toEqual(['h1']))
  expect(front.paper).toEqual([])
})

test('a person sends a job that waits to another printer; the drawer stays with its own', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot')]
  hot.trouble = 'paper_end'
  const spool = open(front, hot)
  spool.submit({ through: 1, jobs: [job('h1', 'hot')] })
  expect(spool.move({ id: 'h1', printer: 'bar' })).toEqual({ ok: false, reason: 'unknown_printer' })
  expect(spool.move({ id: 'nothing', printer: 'front' })).toEqual({ ok: false, reason: 'not_waiting' })
  expect(spool.move({ id: 'h1', printer: 'front' })).toEqual({ ok: true })
  await until(() => expect(front.paper).toEqual(['[hot>front] h1']))
  expect(spool.move({ id: 'h1', printer: 'hot' })).toEqual({ ok: false, reason: 'not_waiting' })
})

test('a move is not forgotten over a stop, and its paper comes out once', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot')]
  front.trouble = 'paper_end'
  hot.trouble = 'paper_end'
  const before = open(front, hot)
  before.submit({ through: 1, jobs: [job('h1', 'hot')] })
  before.move({ id: 'h1', printer: 'front' })
  await spools.pop()?.close()
  front.trouble = null
  hot.trouble = null
  const after = open(front, hot)
  await until(() => expect(front.paper).toEqual(['[hot>front] h1']))
  expect([hot.paper, after.open().jobs]).toEqual([[], []])
})

test('jobs of a printer that is gone wait, in sight, until a person sends them elsewhere', async () => {
  const [front, hot] = [modelPrinter('front'), modelPrinter('hot')]
  hot.trouble = 'paper_end'
  const spool = open(front, hot)
  spool.submit({ through: 1, jobs: [job('h1', 'hot')] })
  spool.setPrinters([front.line])
  spool.submit({ through: 2, jobs: [job('h2', 'hot')] })
  expect(spool.status().others).toMatchObject([{ id: 'hot', state: 'unreachable', waiting: 2 }])
  expect(waiting(spool)).toEqual([
    ['h1', 'hot', 'queued'],
    ['h2', 'hot', 'queued'],
  ])
  for (const id of ['h1', 'h2']) spool.move({ id, printer: 'front' })
  await until(() => expect(front.paper).toEqual(['[hot>front] h1', '[hot>front] h2']))
})

test('receipts that wait go to the printer that is for receipts now', async () => {
  const [front, counter] = [modelPrinter('front'), modelPrinter('counter')]
  front.trouble = 'paper_end'
  const spool = open(front, counter)
  spool.submit({ through: 1, jobs: [job('receipt')] })
  spool.setPrinters([counter.line, front.line])
  await until(() => expect(counter.paper).toEqual(['receipt']))
})
