import { type PrinterWorker, startPrinterWorker } from './printer-worker.ts'
import type { SpoolBook } from './spool-book.ts'
import type { Job } from './spool-log.ts'
import { moveJob } from './take-over.ts'
import type { PrinterTransport, SendResult } from './transport/printer-transport.ts'

/** A printer and the way to it. */
export type SpoolPrinter = {
  readonly id: string
  readonly transport: PrinterTransport
  readonly virtual: boolean
  /** The printers that take over what waits while this one takes nothing, in order; with none of them it waits. */
  readonly fallbacks: readonly string[]
}

/** What the loops of a spool's printers are started with. */
export type LoopParts = {
  /** At least one; the first is the one for receipts, and for all documents that name no printer. */
  readonly printers: readonly SpoolPrinter[]
  /** What is put before the bytes of a job that goes to another printer, so that its paper says so. */
  readonly moveMark?: (from: string, to: string) => Uint8Array
  readonly random: () => number
  /** Calls back once after some milliseconds; gives the way to cancel. */
  readonly later?: (ms: number, callback: () => void) => () => void
  readonly onChange: () => void
  readonly onTrouble: (detail: string) => void
}

/** The printers of a spool, with a loop for each. */
export type PrinterLoops = {
  readonly printers: () => readonly SpoolPrinter[]
  /** The printer that a job goes to. */
  readonly printerOf: (job: Pick<Job, 'printer'>) => string
  readonly jobsFor: (printer: string) => Job[]
  /** undefined: there is no such printer. */
  readonly stateOf: (printer: string) => ReturnType<PrinterWorker['state']> | undefined
  /** undefined: there is no such printer. */
  readonly tellsOf: (printer: string) => ReturnType<PrinterWorker['tells']> | undefined
  readonly wake: () => void
  /** Hands a job that waits to another printer. Throws where it cannot be written down. */
  readonly moveTo: (job: Job, printer: string) => void
  /** Goes on with these printers; jobs of one that is gone wait until they are moved. */
  readonly setPrinters: (printers: readonly SpoolPrinter[]) => void
  /** Resolves when the jobs on their way have come to their end. */
  readonly close: () => Promise<void>
}

/** A printer that took nothing so many times in a row, some twenty seconds, hands what waits to a fallback. */
const FAILURES_BEFORE_MOVE = 4

const NO_MARK = () => new Uint8Array()

const laterByTimer = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** Writes down what became of a job; false where it stays queued. */
const settleIn = (book: SpoolBook, job: Job, result: SendResult): boolean => {
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

/** Starts a loop for each printer over the jobs that the book holds. */
export const startPrinterLoops = (book: SpoolBook, parts: LoopParts): PrinterLoops => {
  const { later = laterByTimer, moveMark = NO_MARK } = parts
  let { printers } = parts
  const workers = new Map<string, PrinterWorker>()
  /** Loops of printers that are gone, until what they were sending has come to its end. */
  const ending = new Set<Promise<void>>()

  const printerOf: PrinterLoops['printerOf'] = ({ printer }) => printer ?? printers[0]?.id ?? ''
  const jobsFor = (printer: string) => [...book.state.open.values()].filter((job) => printerOf(job) === printer)

  const nextFor = (printer: string): Job | undefined => {
    const waiting = jobsFor(printer).filter((job) => job.state === 'queued')
    return waiting.find((job) => job.kind === 'drawer') ?? waiting[0]
  }

  const moveTo = (job: Job, to: string) => {
    book.write(moveJob(job, to, moveMark(printerOf(job), to)))
    workers.get(to)?.wake()
  }

  const mayPrint = (printer: string): boolean => {
    const state = workers.get(printer)?.state()
    return state === 'ready' || state === 'unknown'
  }

  /** Documents that wait go to the first fallback that prints; the drawer belongs to its own printer. */
  const moveOn = ({ id, fallbacks }: SpoolPrinter, failures: number) => {
    const other = failures < FAILURES_BEFORE_MOVE ? undefined : fallbacks.find((one) => one !== id && mayPrint(one))
    if (other === undefined) return
    try {
      for (const job of jobsFor(id)) if (job.state === 'queued' && job.kind === 'document') moveTo(job, other)
    } catch (error) {
      parts.onTrouble(`print spool: ${String(error)}`)
    }
  }

  const start = (printer: SpoolPrinter) => {
    const worker = startPrinterWorker(printer.transport, {
      next: () => nextFor(printer.id),
      sending: (job) => book.step(job, 'sending'),
      settle: (job, result) => settleIn(book, job, result),
      onFailing: (failures) => moveOn(printers.find(({ id }) => id === printer.id) ?? printer, failures),
      onState: parts.onChange,
      onTrouble: parts.onTrouble,
      random: parts.random,
      later,
    })
    workers.set(printer.id, worker)
  }
  const end = (id: string) => {
    const stopped = workers.get(id)?.stop() ?? Promise.resolve()
    workers.delete(id)
    ending.add(stopped)
    void stopped.then(() => ending.delete(stopped))
  }
  const wake = () => {
    for (const worker of workers.values()) worker.wake()
  }

  const setPrinters: PrinterLoops['setPrinters'] = (next) => {
    const before = printers
    printers = next
    for (const { id } of before) if (!next.some((printer) => printer.id === id)) end(id)
    for (const printer of next) {
      const known = before.find(({ id }) => id === printer.id)
      if (known === undefined) start(printer)
      else if (known.transport !== printer.transport) workers.get(printer.id)?.useLine(printer.transport)
    }
    // What named no printer may have another one now.
    wake()
    parts.onChange()
  }

  const close = async () => {
    for (const { id } of printers) end(id)
    await Promise.all(ending)
  }

  for (const printer of printers) start(printer)
  const stateOf = (printer: string) => workers.get(printer)?.state()
  const tellsOf = (printer: string) => workers.get(printer)?.tells()
  return { printers: () => printers, printerOf, jobsFor, stateOf, tellsOf, wake, moveTo, setPrinters, close }
}
