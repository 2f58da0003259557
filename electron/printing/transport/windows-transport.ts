import type { Examined, PrinterWay, SendResult } from './printer-transport.ts'
import { loadSpooler, type PrintSpooler } from './windows-spooler.ts'

const sendRaw = async (spooler: PrintSpooler, handle: unknown, bytes: Uint8Array, beforeFirstByte: () => void) => {
  beforeFirstByte()
  const isTaken =
    (await spooler.startDocument(handle)) && (await spooler.write(handle, bytes)) && (await spooler.endDocument(handle))
  return isTaken ? ({ sent: 'all', evidence: 'none' } as const) : ({ sent: 'part', why: 'queue_refused' } as const)
}

/**
 * A printer of Windows' spooler, past its driver (RAW). A job that the spooler took is no proof that it is on paper: there
 * is never evidence. Runs on Windows only; elsewhere the printer is unreachable.
 */
export const windowsTransport = (printer: string, load: typeof loadSpooler = loadSpooler): PrinterWay => {
  const during = async <T>(
    whenClosed: (detail: string) => T,
    use: (spooler: PrintSpooler, handle: unknown) => Promise<T>,
  ) => {
    const spooler = await load().catch((error: unknown) => String(error))
    if (typeof spooler === 'string') return whenClosed(spooler)
    const handle = await spooler.open(printer)
    if (handle === null) return whenClosed(`Windows knows no printer “${printer}”`)
    try {
      return await use(spooler, handle)
    } finally {
      await spooler.close(handle)
    }
  }
  return {
    probe: () =>
      during<'unreachable' | 'unknown'>(
        () => 'unreachable',
        async () => 'unknown',
      ),
    send: (bytes, _processId, beforeFirstByte) =>
      during<SendResult>(
        () => ({ sent: 'nothing', why: 'unreachable' }),
        (spooler, handle) => sendRaw(spooler, handle, bytes, beforeFirstByte),
      ),
    examine: () =>
      during<Examined>(
        (detail) => ({ state: 'unreachable', abilities: null, detail }),
        async () => ({
          state: 'unknown',
          abilities: { status: false, processed: false, processId: false },
          detail: null,
        }),
      ),
  }
}

/** The names of Windows' printers, local and connected; empty where it would not tell. Rejects anywhere but on Windows. */
export const windowsPrinters = async (load: typeof loadSpooler = loadSpooler): Promise<readonly string[]> =>
  (await (await load()).names()) ?? []
