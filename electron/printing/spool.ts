import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { type LoopParts, type SpoolPrinter, startPrinterLoops } from './printer-loops.ts'
import { type BookParts, openSpoolBook } from './spool-book.ts'
import type { Job } from './spool-log.ts'
import { isKnown } from './spool-state.ts'
import { takeOver } from './take-over.ts'
import type { PrinterTransport } from './transport/printer-transport.ts'

/** The only printer of a till. */
export const onePrinter = (transport: PrinterTransport, virtual = false): SpoolPrinter => ({
  id: 'front',
  transport,
  virtual,
  fallbacks: [],
})

/** What a spool is opened with. */
export type SpoolParts = BookParts &
  LoopParts & {
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

const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC'

/** Opens the spool: one log for all printers, and a loop for each. */
export const openSpool = (parts: SpoolParts): Spool => {
  const book = openSpoolBook(parts)
  const { state } = book
  const loops = startPrinterLoops(book, parts)
  const { monotonic = () => performance.now() } = parts
  const since = new Map<string, number>()
  const opened = monotonic()

  const statusOf = (id: string): Output<'print.status'>['others'][number] => {
    const all = loops.jobsFor(id)
    const count = (...states: Job['state'][]) => all.filter((job) => states.includes(job.state)).length
    return {
      id,
      state: loops.stateOf(id) ?? 'unreachable',
      waiting: count('queued', 'sending'),
      inDoubt: count('in_doubt'),
      failed: count('failed'),
      ...(loops.tellsOf(id) ?? {}),
      virtual: loops.printers().find((printer) => printer.id === id)?.virtual ?? false,
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
    loops.wake()
    return { ok: true }
  }

  const open: Spool['open'] = () => {
    for (const id of since.keys()) if (!state.open.has(id)) since.delete(id)
    const now = monotonic()
    const waited = (id: string) => Math.max(0, Math.round(now - (since.get(id) ?? opened)))
    return {
      jobs: [...state.open.values()].map(({ id, title, printer = null, state: at, why }) => ({
        id,
        title,
        printer,
        state: at,
        why,
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
    if (loops.stateOf(printer) === undefined) return { ok: false, reason: 'unknown_printer' }
    try {
      loops.moveTo(job, printer)
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    }
    return { ok: true }
  }

  let closing: Promise<void> | null = null
  const close = async () => {
    await loops.close()
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
      const [receipts = '', ...listed] = loops.printers().map(({ id }) => id)
      const { id: _, ...first } = statusOf(receipts)
      const open = [...state.open.values()].map(loops.printerOf)
      const gone = open.filter((id) => id !== receipts && !listed.includes(id))
      return { ...first, others: [...new Set([...listed, ...gone])].map(statusOf) }
    },
    open,
    resolve,
    move,
    beginEpoch: book.beginEpoch,
    setPrinters: loops.setPrinters,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
