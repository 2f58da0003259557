import { createHash } from 'node:crypto'
import type { Input, Output, PrinterStatus, PrintJob } from '../../shared/bridge/bridge.ts'
import { backoff } from '../../shared/sync/backoff.ts'
import { type Files, nodeFiles } from '../files.ts'
import type { PrinterTransport, SendResult } from './printer-transport.ts'
import { type Job, openSpoolLog, type SpoolRecord } from './spool-log.ts'
import { applyRecord, emptySpoolState, shorten } from './spool-state.ts'

export type SpoolParts = {
  readonly folder: string
  /** The last entry that the mirror holds: with the spool's log gone, nothing up to it is printed by itself. */
  readonly mirrorTailSeq: number
  readonly transport: PrinterTransport
  readonly virtual: boolean
  readonly random: () => number
  readonly onChange: () => void
  readonly files?: Files
  /** Calls back once after some milliseconds; gives the way to cancel. */
  readonly later?: (ms: number, callback: () => void) => () => void
}

const laterByTimer = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** The queue of one printer. Its methods are those of the bridge; see printJobSchema and printOutcomeSchema. */
export type Spool = {
  readonly position: () => number
  readonly submit: (input: Input<'print.submit'>) => Output<'print.submit'>
  readonly outcomes: (input: Input<'print.outcomes'>) => Output<'print.outcomes'>
  readonly status: () => PrinterStatus
  readonly open: () => Output<'print.open'>
  readonly resolve: (input: Input<'print.resolve'>) => Output<'print.resolve'>
  readonly setTransport: (transport: PrinterTransport, virtual: boolean) => void
  readonly close: () => Promise<void>
}

const MAX_WAIT_MS = 15_000

/** Four characters that a printer echoes; the job's hash makes them differ from those of the job before. */
const processIdOf = (job: Job): string => createHash('sha256').update(`${job.id} ${job.hash}`).digest('hex').slice(0, 4)

const toLogged = (job: PrintJob) => {
  const bytes = Buffer.from(job.bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { id: job.id, kind: job.kind, title: job.title, hash, bytes: bytes.toString('base64') }
}

const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC'

/** Opens the spool: what was being sent when the till stopped is in doubt, what was queued goes on. */
export const openSpool = (parts: SpoolParts): Spool => {
  const { log, records } = openSpoolLog(parts.folder, shorten, parts.files ?? nodeFiles)
  const state = emptySpoolState()
  for (const record of records) applyRecord(state, record)

  const { later = laterByTimer } = parts
  let { transport, virtual } = parts
  let printer: PrinterStatus['state'] = 'unknown'
  let closed = false
  let wake: () => void = () => undefined

  const write = (record: SpoolRecord) => {
    log.append(record)
    applyRecord(state, record)
    parts.onChange()
  }
  const step = (job: Job, to: Job['state'], evidence: Job['evidence'] = 'none', why: string | null = null) =>
    write({ t: 'state', id: job.id, state: to, evidence, why })

  if (log.isNew && parts.mirrorTailSeq > 0) write({ t: 'submit', through: parts.mirrorTailSeq, jobs: [] })
  // After damage, what waited may have been printed on a line that cannot be read.
  const isUnsure = (job: Job) => job.state === 'sending' || (log.isDamaged && job.state === 'queued')
  for (const job of [...state.jobs.values()].filter(isUnsure)) {
    const why = log.isDamaged ? 'the log of this printer was damaged' : 'the till stopped while this was being sent'
    step(job, job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', why)
  }

  const nextJob = (): Job | undefined => {
    const waiting = [...state.jobs.values()].filter((job) => job.state === 'queued')
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
      const cancel = ms === null ? null : later(ms, resolve)
      wake = () => {
        cancel?.()
        resolve()
      }
    })

  /** Sends one job; false where it stays queued. A log that cannot be written stops it before a byte leaves. */
  const print = async (job: Job): Promise<boolean> => {
    try {
      const bytes = Buffer.from(job.bytes, 'base64')
      return settle(job, await transport.send(bytes, processIdOf(job), () => step(job, 'sending')))
    } catch (error) {
      console.error('print spool:', error)
      return false
    }
  }

  const work = async () => {
    let failures = 0
    while (!closed) {
      const job = nextJob()
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
    position: () => state.through,
    submit: ({ through, jobs }) => {
      const fresh = jobs.filter((job) => !state.jobs.has(job.id))
      if (fresh.length === 0 && through <= state.through) return { ok: true }
      try {
        write({ t: 'submit', through, jobs: fresh.map(toLogged) })
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
      const all = [...state.jobs.values()]
      const waiting = all.filter((job) => job.state === 'queued' || job.state === 'sending').length
      return { state: printer, waiting, inDoubt: all.filter((job) => job.state === 'in_doubt').length, virtual }
    },
    open: () => ({
      jobs: [...state.jobs.values()]
        .filter((job) => job.state === 'queued' || job.state === 'sending' || job.state === 'in_doubt')
        .map(({ id, title, state: at, why }) => ({ id, title, state: at, why })),
    }),
    resolve: ({ id }) => {
      const job = state.jobs.get(id)
      if (job?.state !== 'in_doubt') return { ok: false, reason: 'not_in_doubt' }
      try {
        step(job, 'printed', 'none', 'a person saw it')
      } catch (error) {
        return { ok: false, reason: 'write_failed', detail: String(error) }
      }
      return { ok: true }
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
