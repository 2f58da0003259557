import type { PrinterTransport, SendResult } from '../../electron/printing/transport/printer-transport.ts'
import { hashOf } from './model-head-office.ts'
import { type Life, never, type SimulatedTime } from './simulated-time.ts'

/** What the printer does to jobs while it lasts. */
export type PrinterFault = 'none' | 'unreachable' | 'paper_end' | 'breaks' | 'silent'
/** Those that a plan may draw. */
export const PRINTER_FAULTS: readonly PrinterFault[] = ['unreachable', 'paper_end', 'breaks', 'silent']

/** What the printer asks of the world. */
export type PrinterPorts = {
  readonly time: SimulatedTime
  readonly random: () => number
  readonly fault: () => PrinterFault
  /** Told of each job that came out whole, by the hash of its bytes. */
  readonly onPaper: (hash: string) => void
}

/** A printer with its line, at the border where electron/printing speaks to it; the paper is kept by the hash of its bytes. */
export const modelPrinter = ({ time, random, fault, onPaper }: PrinterPorts) => {
  const pass = (ms: number) =>
    new Promise<void>((resolve) => {
      time.after(random() * ms, resolve)
    })
  const send = async (life: Life, bytes: Uint8Array, beforeFirstByte: () => void): Promise<SendResult> => {
    await pass(20)
    if (!life.isAlive) return never()
    const kind = fault()
    if (kind === 'unreachable' || kind === 'paper_end') return { sent: 'nothing', why: kind }
    beforeFirstByte()
    const breaks = kind === 'breaks' && random() < 0.7
    await pass(30)
    // What has left the till is printed even if the till stops now, unless the line broke before its end.
    if (!breaks || random() < 0.5) onPaper(hashOf(bytes))
    if (breaks) return { sent: 'part', why: 'connection_lost' }
    await pass(30)
    return { sent: 'all', evidence: kind === 'silent' ? 'none' : random() < 0.5 ? 'confirmed' : 'processed' }
  }
  return (life: Life): PrinterTransport => ({
    probe: async () => (fault() === 'none' ? 'ready' : 'unknown'),
    send: async (bytes, _processId, beforeFirstByte) => {
      const result = await send(life, bytes, () => {
        beforeFirstByte()
      })
      return life.isAlive ? result : never()
    },
  })
}
