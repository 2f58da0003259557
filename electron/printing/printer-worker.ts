import { createHash } from 'node:crypto'
import type { PrinterStatus } from '../../shared/bridge/print-methods.ts'
import { backoff } from '../../shared/sync/backoff.ts'
import type { Job } from './spool-log.ts'
import { type Tells, watchTold } from './told-watch.ts'
import type { PrinterTransport, SendResult } from './transport/printer-transport.ts'

/** What the spool lets the worker of one printer do; everything durable is written by these. */
export type WorkerPorts = {
  /** The next job for this printer. */
  readonly next: () => Job | undefined
  /** Writes down that bytes are about to leave; throws where it cannot, and then none does. */
  readonly sending: (job: Job) => void
  /** Writes down what became of a job; false where it stays queued. Throws where it cannot: it is asked again. */
  readonly settle: (job: Job, result: SendResult) => boolean
  /** Told that the printer took nothing, `failures` times in a row. */
  readonly onFailing: (failures: number) => void
  readonly onState: () => void
  readonly onTrouble: (detail: string) => void
  readonly random: () => number
  readonly later: (ms: number, callback: () => void) => () => void
}

/** The one loop that sends to one printer: a job at a time, the drawer first. */
export type PrinterWorker = {
  readonly state: () => PrinterStatus['state']
  readonly tells: () => Tells
  /** Looks for a job at once. */
  readonly wake: () => void
  /** Goes on over another line to this printer; what is being sent stays on the old one. */
  readonly useLine: (transport: PrinterTransport) => void
  /** Ends the loop; resolves when the job on its way has come to its end. */
  readonly stop: () => Promise<void>
}

const MAX_WAIT_MS = 15_000

/** Four characters that a printer echoes; the job's hash makes them differ from those of the job before. */
const processIdOf = (job: Job): string => createHash('sha256').update(`${job.id} ${job.hash}`).digest('hex').slice(0, 4)

/** How a printer stands after a job. */
const stateAfter = (result: SendResult): PrinterStatus['state'] => {
  if (result.sent === 'nothing') return result.why
  return result.sent === 'all' && result.evidence !== 'none' ? 'ready' : 'unknown'
}

/** Starts the loop of one printer. */
export const startPrinterWorker = (line: PrinterTransport, ports: WorkerPorts): PrinterWorker => {
  let transport = line
  let state: PrinterStatus['state'] = 'unknown'
  let closed = false
  let wake: () => void = () => undefined
  /** What became of the job sent last, until the log has taken it: nothing else is sent before, and it is not sent again. */
  let unsettled: { readonly job: Job; readonly result: SendResult } | null = null

  const setState = (next: PrinterStatus['state']) => {
    if (state === next) return
    state = next
    ports.onState()
  }

  const watch = watchTold({ line: () => transport, later: ports.later, onChange: ports.onState })

  const pause = (ms: number | null) =>
    new Promise<void>((resolve) => {
      // Closed while a job was on its way: there is nothing to wait for, and nobody left to wake it.
      if (closed) return resolve()
      const cancel = ms === null ? null : ports.later(ms, resolve)
      wake = () => {
        cancel?.()
        resolve()
      }
    })

  /** Sends one job; false where it stays open. A log that cannot be written stops it before a byte leaves. */
  const print = async (job: Job): Promise<boolean> => {
    try {
      const bytes = Buffer.from(job.bytes, 'base64')
      const { result } = unsettled ?? {
        result: await transport.send(bytes, processIdOf(job), () => ports.sending(job)),
      }
      unsettled = { job, result }
      setState(stateAfter(result))
      if (job.kind === 'drawer' && result.sent !== 'nothing') watch.pulsed()
      watch.heard()
      const settled = ports.settle(job, result)
      unsettled = null
      return settled
    } catch (error) {
      ports.onTrouble(`print spool: ${String(error)}`)
      return false
    }
  }

  const work = async () => {
    let failures = 0
    while (!closed) {
      const job = unsettled?.job ?? ports.next()
      if (!job) await pause(null)
      else if (await print(job)) failures = 0
      else {
        failures += 1
        if (unsettled === null) ports.onFailing(failures)
        await pause(Math.min(MAX_WAIT_MS, 500 + backoff(failures - 1, ports.random())))
      }
    }
  }
  const working = work()

  /** Asks how the printer is before the first job does: at start, and when another line is chosen. */
  const probe = async () => {
    const asked = transport
    const answer = await asked.probe()
    if (asked !== transport || closed) return
    if (state === 'unknown') setState(answer)
    watch.heard()
  }
  void probe()

  return {
    state: () => state,
    tells: watch.tells,
    wake: () => wake(),
    useLine: (next) => {
      transport = next
      watch.forget()
      setState('unknown')
      wake()
      void probe()
    },
    stop: async () => {
      closed = true
      watch.stop()
      wake()
      await working
    },
  }
}
