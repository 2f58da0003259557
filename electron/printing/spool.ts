import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { type PrinterWorker, startPrinterWorker } from './printer-worker.ts'
import { type BookParts, openSpoolBook } from './spool-book.ts'
import type { Job } from './spool-log.ts'
import { isKnown } from './spool-state.ts'
import { moveJob, takeOver } from './take-over.ts'
import type { PrinterTransport, SendResult } from './transport/printer-transport.ts'

/** A printer and the way to it. */
export type SpoolPrinter = {
  readonly id: string
  readonly transport: PrinterTransport
  readonly virtual: boolean
  /** The printer that takes over what waits while this one takes nothing; null: it waits. */
  readonly fallback: string | null
}

/** The only printer of a till. */
export const onePrinter = (transport: PrinterTransport, virtual = false): SpoolPrinter => ({
  ...{ id: 'front', transport, virtual },
  fallback: null,
})

/**
 * What a spool is opened with. `mirrorTailSeq`, `provenSeq`: the last entries that the mirror holds and head office has
 * signed: with the log gone, nothing up to them is printed by itself.
 */
export type SpoolParts = BookParts & {
  /** At least one; the first is the one for receipts, and for all documents that name no printer. */
  readonly printers: readonly SpoolPrinter[]
  /** What is put before the bytes of a job that goes to another printer, so that its paper says so. */
  readonly moveMark?: (from: string, to: string) => Uint8Array
  readonly random: () => number
  /** Calls back once after some milliseconds; gives the way to cancel. */
  readonly later?: (ms: number, callback: () => void) => () => void
  /** A clock in milliseconds that is never set back. */
  readonly monotonic?: () => number
}

/** The queue of the till's printers. Its methods are those of the bridge; see printJobSchema and printOutcomeSchema. */
export type Spool = {
  /** How far the journal's entries were taken over. What the journal holds counts at the first call with it after a lost log. */
  readonly position: (input: Input<'print.position'>) => number
  readonly submit: (input: Input<'print.submit'>) => Output<'print.submit'>
  readonly outcomes: (input: Input<'print.outcomes'>) => Output<'print.outcomes'>
  readonly status: () => Output<'print.status'>
  readonly open: () => Output<'print.open'>
  readonly resolve: (input: Input<'print.resolve'>) => Output<'print.resolve'>
  readonly move: (input: Input<'print.move'>) => Output<'print.move'>
  /** Counts a later epoch's entries from here on; what was taken over before is not printed again. Durable on return. */
  readonly beginEpoch: (epoch: number) => void
  /** Goes on with these printers; jobs of one that is gone wait until a person moves them. */
  readonly setPrinters: (printers: readonly SpoolPrinter[]) => void
  readonly close: () => Promise<void>
}

/** A printer that took nothing so many times in a row, some twenty seconds, hands what waits to its fallback. */
const FAILURES_BEFORE_MOVE = 4

const NO_MARK = () => new Uint8Array()

const laterByTimer = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC'

/** Opens the spool: one log for all printers, and a loop for each. */
export const openSpool = (parts: SpoolParts): Spool => {
  const book = openSpoolBook(parts)
  const { state } = book
  const { later = laterByTimer, monotonic = () => performance.now(), moveMark = NO_MARK } = parts
  let { printers } = parts
  const workers = new Map<string, PrinterWorker>()
  /** Loops of printers that are gone, until what they were sending has come to its end. */
  const ending = new Set<Promise<void>>()
  const since = new Map<string, number>()
  const opened = monotonic()

  const receipts = () => printers[0]?.id ?? ''
  const printerOf = ({ printer }: Pick<Job, 'printer'>) => printer ?? receipts()
  const jobsFor = (printer: string) => [...state.open.values()].filter((job) => printerOf(job) === printer)

  const nextFor = (printer: string): Job | undefined => {
    const waiting = jobsFor(printer).filter((job) => job.state === 'queued')
    return waiting.find((job) => job.kind === 'drawer') ?? waiting[0]
  }

  /** Writes down what became of a job; false where it stays queued. */
  const settle = (job: Job, result: SendResult): boolean => {
    if (result.sent === 'all') {
      book.step(job, result.evidence === 'none' ? 'unconfirmed' : 'printed', result.evidence)
      return true
    }
    if (result.sent === 'part') {
      book.step(job, job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', result.why)
      return true
    }
    // A drawer that springs open minutes after the sale is a danger: it opens now or not at all.
    if (job.kind === 'drawer') book.step(job, 'failed', 'none', result.why)
    else job.why = result.why
    return job.kind === 'drawer'
  }

  const moveTo = (job: Job, to: string) => {
    book.write(moveJob(job, to, moveMark(printerOf(job), to)))
    workers.get(to)?.wake()
  }

  /** Documents that wait go to the fallback, if that one prints; the drawer belongs to its own printer. */
  const moveOn = ({ id, fallback }: SpoolPrinter, failures: number) => {
    const other = fallback === null ? undefined : workers.get(fallback)
    if (failures < FAILURES_BEFORE_MOVE || fallback === null || other === undefined) return
    if (other.state() !== 'ready' && other.state() !== 'unknown') return
    try {
      for (const job of jobsFor(id)) if (job.state === 'queued' && job.kind === 'document') moveTo(job, fallback)
    } catch (error) {
      parts.onTrouble(`print spool: ${String(error)}`)
    }
  }

  const startWorker = (printer: SpoolPrinter): PrinterWorker =>
    startPrinterWorker(printer.transport, {
      next: () => nextFor(printer.id),
      sending: (job) => book.step(job, 'sending'),
      settle,
      onFailing: (failures) => moveOn(printers.find(({ id }) => id === printer.id) ?? printer, failures),
      onState: parts.onChange,
      onTrouble: parts.onTrouble,
      random: parts.random,
      later,
    })

  const start = (printer: SpoolPrinter) => workers.set(printer.id, startWorker(printer))
  const end = (id: string) => {
    const stopped = workers.get(id)?.stop() ?? Promise.resolve()
    workers.delete(id)
    ending.add(stopped)
    void stopped.then(() => ending.delete(stopped))
  }
  for (const printer of printers) start(printer)

  const statusOf = (id: string): Output<'print.status'>['others'][number] => {
    const all = jobsFor(id)
    const count = (...states: Job['state'][]) => all.filter((job) => states.includes(job.state)).length
    return {
      id,
      state: workers.get(id)?.state() ?? 'unreachable',
      waiting: count('queued', 'sending'),
      inDoubt: count('in_doubt'),
      failed: count('failed'),
      virtual: printers.find((printer) => printer.id === id)?.virtual ?? false,
    }
  }

  const submit: Spool['submit'] = ({ through, jobs }) => {
    try {
      book.begin({ head: 0, outcomes: 0 })
      // Up to its position everything was taken over, also what has long been settled and let go.
      if (through <= state.through) return { ok: true }
      const unknown = state.through < (state.unknownThrough ?? 0)
      const fresh = jobs.filter((job) => !isKnown(state, job.id))
      book.write({ t: 'submit', through, jobs: fresh.map((job) => takeOver(job, unknown)) })
      for (const { id } of fresh) since.set(id, monotonic())
    } catch (error) {
      return { ok: false, reason: isFull(error) ? 'disk_full' : 'write_failed', detail: String(error) }
    }
    for (const worker of workers.values()) worker.wake()
    return { ok: true }
  }

  const open: Spool['open'] = () => {
    for (const id of since.keys()) if (!state.open.has(id)) since.delete(id)
    const now = monotonic()
    const waited = (id: string) => Math.max(0, Math.round(now - (since.get(id) ?? opened)))
    return {
      jobs: [...state.open.values()].map(({ id, title, printer = null, state: at, why }) => ({
        ...{ id, title, printer, state: at, why },
        waitedMs: waited(id),
      })),
    }
  }

  const resolve: Spool['resolve'] = ({ id }) => {
    const job = state.open.get(id)
    if (job?.state !== 'in_doubt' && job?.state !== 'failed') return { ok: false, reason: 'not_in_doubt' }
    try {
      if (job.state === 'failed') book.write({ t: 'seen', id })
      else book.step(job, 'printed', 'none', 'a person saw it')
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    }
    return { ok: true }
  }

  const move: Spool['move'] = ({ id, printer }) => {
    const job = state.open.get(id)
    if (job?.state !== 'queued' || job.kind === 'drawer') return { ok: false, reason: 'not_waiting' }
    if (!workers.has(printer)) return { ok: false, reason: 'unknown_printer' }
    try {
      moveTo(job, printer)
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    }
    return { ok: true }
  }

  const setPrinters: Spool['setPrinters'] = (next) => {
    const before = printers
    printers = next
    for (const { id } of before) if (!next.some((printer) => printer.id === id)) end(id)
    for (const printer of next) {
      const known = before.find(({ id }) => id === printer.id)
      if (known === undefined) start(printer)
      else if (known.transport !== printer.transport) workers.get(printer.id)?.useLine(printer.transport)
    }
    // What named no printer may have another one now.
    for (const worker of workers.values()) worker.wake()
    parts.onChange()
  }

  let closing: Promise<void> | null = null
  const close = async () => {
    for (const { id } of printers) end(id)
    await Promise.all(ending)
    book.close()
  }

  return {
    position: ({ journal }) => {
      if (journal) book.begin(journal)
      return state.through
    },
    submit,
    outcomes: ({ after, limit }) => {
      const from = Math.max(0, after - state.dropped)
      return { outcomes: state.outcomes.slice(from, from + limit), end: state.dropped + state.outcomes.length }
    },
    status: () => {
      const { id: _, ...first } = statusOf(receipts())
      const listed = printers.slice(1).map(({ id }) => id)
      const gone = [...state.open.values()].map(printerOf).filter((id) => id !== receipts() && !listed.includes(id))
      return { ...first, others: [...new Set([...listed, ...gone])].map(statusOf) }
    },
    open,
    resolve,
    move,
    beginEpoch: book.beginEpoch,
    setPrinters,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
