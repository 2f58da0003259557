import { createHash } from 'node:crypto'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { PrinterStatus } from '../../shared/bridge/print-methods.ts'
import { backoff } from '../../shared/sync/backoff.ts'
import { type Files, nodeFiles } from '../files.ts'
import { type Job, openSpoolLog, type SpoolRecord } from './spool-log.ts'
import { applyRecord, baseOf, emptySpoolState, isKnown, shorten } from './spool-state.ts'
import { takeOver } from './take-over.ts'
import type { PrinterTransport, SendResult } from './transport/printer-transport.ts'

/** What a spool is opened with. */
export type SpoolParts = {
  readonly folder: string
  /** The till's epoch: positions count its entries. */
  readonly epoch?: number
  /** The last entries that the mirror holds and head office has signed: with the log gone, nothing up to them is printed by itself. */
  readonly mirrorTailSeq: number
  readonly provenSeq?: number
  readonly transport: PrinterTransport
  readonly virtual: boolean
  readonly random: () => number
  readonly onChange: () => void
  /** Told where a step could not be written down; it is tried again. */
  readonly onTrouble: (detail: string) => void
  readonly files?: Files
  /** From how many bytes on the log is shortened while it is in use. */
  readonly longLogBytes?: number
  /** Calls back once after some milliseconds; gives the way to cancel. */
  readonly later?: (ms: number, callback: () => void) => () => void
}

const laterByTimer = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** The queue of one printer. Its methods are those of the bridge; see printJobSchema and printOutcomeSchema. */
export type Spool = {
  /** How far the journal's entries were taken over. What the journal holds counts at the first call with it after a lost log. */
  readonly position: (input: Input<'print.position'>) => number
  readonly submit: (input: Input<'print.submit'>) => Output<'print.submit'>
  readonly outcomes: (input: Input<'print.outcomes'>) => Output<'print.outcomes'>
  readonly status: () => PrinterStatus
  readonly open: () => Output<'print.open'>
  readonly resolve: (input: Input<'print.resolve'>) => Output<'print.resolve'>
  /** Counts a later epoch's entries from here on; what was taken over before is not printed again. Durable on return. */
  readonly beginEpoch: (epoch: number) => void
  readonly setTransport: (transport: PrinterTransport, virtual: boolean) => void
  readonly close: () => Promise<void>
}

const MAX_WAIT_MS = 15_000

/** Four characters that a printer echoes; the job's hash makes them differ from those of the job before. */
const processIdOf = (job: Job): string => createHash('sha256').update(`${job.id} ${job.hash}`).digest('hex').slice(0, 4)

const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC'

/** Opens the spool: what was being sent when the till stopped is in doubt, what was queued goes on. */
export const openSpool = (parts: SpoolParts): Spool => {
  const { log, records } = openSpoolLog(parts.folder, shorten, parts.files ?? nodeFiles, parts.longLogBytes)
  const state = emptySpoolState()
  for (const record of records) applyRecord(state, record)

  const { later = laterByTimer } = parts
  let { transport, virtual } = parts
  let printer: PrinterStatus['state'] = 'unknown'
  let closed = false
  let wake: () => void = () => undefined

  /** The record before is durable: a log that cannot be shortened now stays long until the next one. */
  const shortenLog = () => {
    try {
      log.replace([baseOf(state)])
    } catch (error) {
      parts.onTrouble(`print log: ${String(error)}`)
    }
  }
  const write = (record: SpoolRecord) => {
    log.append(record)
    applyRecord(state, record)
    if (log.isLong()) shortenLog()
    parts.onChange()
  }
  const step = (job: Job, to: Job['state'], evidence: Job['evidence'] = 'none', why: string | null = null) =>
    write({ t: 'state', id: job.id, state: to, evidence, why })

  for (const job of [...state.open.values()].filter(({ state }) => state === 'sending')) {
    const why = log.isDamaged ? 'the log of this printer was damaged' : 'the till stopped while this was being sent'
    step(job, job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', why)
  }

  const countEpoch = (epoch: number | undefined) => {
    if (epoch !== undefined && state.epoch !== epoch) write({ t: 'epoch', epoch })
  }
  if (records.length > 0) countEpoch(parts.epoch)
  let knownElsewhere = Math.max(parts.mirrorTailSeq, parts.provenSeq ?? 0)

  /** A log that is new tells nothing of the past: all that anybody knows of is taken as perhaps printed. */
  const begin = ({ head, outcomes }: { readonly head: number; readonly outcomes: number }) => {
    if (state.epoch === null) countEpoch(parts.epoch)
    const unknownThrough = Math.max(knownElsewhere, head)
    if (state.unknownThrough === null) write({ t: 'begin', unknownThrough, outcomesAfter: outcomes })
  }

  const nextJob = (): Job | undefined => {
    const waiting = [...state.open.values()].filter((job) => job.state === 'queued')
    return waiting.find((job) => job.kind === 'drawer') ?? waiting[0]
  }

  const setPrinter = (next: PrinterStatus['state']) => {
    if (printer === next) return
    printer = next
    parts.onChange()
  }

  /** Writes down what became of a job; false where it stays queued. */
  const settle = (job: Job, result: SendResult): boolean => {
    if (result.sent === 'all') {
      setPrinter(result.evidence === 'none' ? 'unknown' : 'ready')
      step(job, result.evidence === 'none' ? 'unconfirmed' : 'printed', result.evidence)
      return true
    }
    if (result.sent === 'part') {
      setPrinter('unknown')
      step(job, job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', result.why)
      return true
    }
    setPrinter(result.why)
    // A drawer that springs open minutes after the sale is a danger: it opens now or not at all.
    if (job.kind === 'drawer') step(job, 'failed', 'none', result.why)
    else job.why = result.why
    return job.kind === 'drawer'
  }

  const pause = (ms: number | null) =>
    new Promise<void>((resolve) => {
      // Closed while a job was on its way: there is nothing to wait for, and nobody left to wake it.
      if (closed) return resolve()
      const cancel = ms === null ? null : later(ms, resolve)
      wake = () => {
        cancel?.()
        resolve()
      }
    })

  /** What became of the job sent last, until the log has taken it: nothing else is sent before, and it is not sent again. */
  let unsettled: { readonly job: Job; readonly result: SendResult } | null = null

  /** Sends one job; false where it stays open. A log that cannot be written stops it before a byte leaves. */
  const print = async (job: Job): Promise<boolean> => {
    try {
      const bytes = Buffer.from(job.bytes, 'base64')
      const { result } = unsettled ?? {
        result: await transport.send(bytes, processIdOf(job), () => step(job, 'sending')),
      }
      unsettled = { job, result }
      const settled = settle(job, result)
      unsettled = null
      return settled
    } catch (error) {
      parts.onTrouble(`print spool: ${String(error)}`)
      return false
    }
  }

  const work = async () => {
    let failures = 0
    while (!closed) {
      const job = unsettled?.job ?? nextJob()
      if (!job) await pause(null)
      else if (await print(job)) failures = 0
      else await pause(Math.min(MAX_WAIT_MS, 500 + backoff(failures++, parts.random())))
    }
  }
  const working = work()

  /** Asks how the printer is before the first job does: at start, and when another one is chosen. */
  const probe = async () => {
    const asked = transport
    const answer = await asked.probe()
    if (asked === transport && printer === 'unknown' && !closed) setPrinter(answer)
  }
  void probe()

  return {
    position: ({ journal }) => {
      if (journal) begin(journal)
      return state.through
    },
    submit: ({ through, jobs }) => {
      try {
        begin({ head: 0, outcomes: 0 })
        // Up to its position everything was taken over, also what has long been settled and let go.
        if (through <= state.through) return { ok: true }
        const unknown = state.through < (state.unknownThrough ?? 0)
        const fresh = jobs.filter((job) => !isKnown(state, job.id))
        write({ t: 'submit', through, jobs: fresh.map((job) => takeOver(job, unknown)) })
      } catch (error) {
        return { ok: false, reason: isFull(error) ? 'disk_full' : 'write_failed', detail: String(error) }
      }
      wake()
      return { ok: true }
    },
    outcomes: ({ after, limit }) => {
      const from = Math.max(0, after - state.dropped)
      return { outcomes: state.outcomes.slice(from, from + limit), end: state.dropped + state.outcomes.length }
    },
    status: () => {
      const all = [...state.open.values()]
      const count = (...states: Job['state'][]) => all.filter((job) => states.includes(job.state)).length
      return {
        state: printer,
        waiting: count('queued', 'sending'),
        inDoubt: count('in_doubt'),
        failed: count('failed'),
        virtual,
      }
    },
    open: () => ({
      jobs: [...state.open.values()].map(({ id, title, state: at, why }) => ({ id, title, state: at, why })),
    }),
    resolve: ({ id }) => {
      const job = state.open.get(id)
      if (job?.state !== 'in_doubt' && job?.state !== 'failed') return { ok: false, reason: 'not_in_doubt' }
      try {
        if (job.state === 'failed') write({ t: 'seen', id })
        else step(job, 'printed', 'none', 'a person saw it')
      } catch (error) {
        return { ok: false, reason: 'write_failed', detail: String(error) }
      }
      return { ok: true }
    },
    beginEpoch: (epoch) => {
      if (state.epoch === null) countEpoch(parts.epoch)
      countEpoch(epoch)
      knownElsewhere = 0
    },
    setTransport: (next, isVirtual) => {
      transport = next
      virtual = isVirtual
      setPrinter('unknown')
      wake()
      void probe()
    },
    close: async () => {
      if (closed) return
      closed = true
      wake()
      await working
      log.close()
    },
  }
}
