import { promisify } from 'node:util'
import type { Examined, PrinterWay, SendResult } from './printer-transport.ts'

/** The calls of Windows' print spooler that a raw job takes. Each gives false or 0 where it failed. */
type PrintSpooler = {
  readonly open: (printer: string) => Promise<unknown | null>
  readonly startDocument: (handle: unknown) => Promise<boolean>
  readonly write: (handle: unknown, bytes: Uint8Array) => Promise<boolean>
  readonly endDocument: (handle: unknown) => Promise<boolean>
  readonly close: (handle: unknown) => Promise<unknown>
}

let loaded: Promise<PrintSpooler> | null = null
/** Types are declared to the library once a process. */
const loadSpooler = (): Promise<PrintSpooler> => {
  loaded ??= declareSpooler()
  return loaded
}

/** Declares winspool.drv's functions, as in learn.microsoft.com/windows/win32/printdocs. Throws where there is none. */
const declareSpooler = async (): Promise<PrintSpooler> => {
  const { default: koffi } = await import('koffi')
  const library = koffi.load('winspool.drv')
  const documentInfo = koffi.struct('DOC_INFO_1W', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' })
  const call = (name: string, result: string, parameters: Parameters<typeof library.func>[2]) => {
    const made = library.func('__stdcall', name, result, parameters as never)
    return promisify(made.async) as (...values: unknown[]) => Promise<unknown>
  }
  const handleOut = koffi.out(koffi.pointer('void *'))
  const openPrinter = call('OpenPrinterW', 'int', ['str16', handleOut, 'void *'] as never)
  const startDocument = call('StartDocPrinterW', 'uint32', ['void *', 'uint32', koffi.pointer(documentInfo)] as never)
  const write = call('WritePrinter', 'int', [
    'void *',
    koffi.pointer('uint8'),
    'uint32',
    koffi.out(koffi.pointer('uint32')),
  ] as never)
  const endDocument = call('EndDocPrinter', 'int', ['void *'] as never)
  const close = call('ClosePrinter', 'int', ['void *'] as never)
  return {
    open: async (printer) => {
      const handle = [null]
      return (await openPrinter(printer, handle, null)) === 0 ? null : handle[0]
    },
    startDocument: async (handle) =>
      (await startDocument(handle, 1, { pDocName: 'Counterfoil', pOutputFile: null, pDatatype: 'RAW' })) !== 0,
    write: async (handle, bytes) => {
      const written = [0]
      return (await write(handle, bytes, bytes.length, written)) !== 0 && written[0] === bytes.length
    },
    endDocument: async (handle) => (await endDocument(handle)) !== 0,
    close,
  }
}

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
