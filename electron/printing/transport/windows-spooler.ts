import { promisify } from 'node:util'

/** The calls of Windows' print spooler that a raw job takes. Each gives false or 0 where it failed. */
export type PrintSpooler = {
  readonly open: (printer: string) => Promise<unknown | null>
  readonly startDocument: (handle: unknown) => Promise<boolean>
  readonly write: (handle: unknown, bytes: Uint8Array) => Promise<boolean>
  readonly endDocument: (handle: unknown) => Promise<boolean>
  readonly close: (handle: unknown) => Promise<unknown>
  /** The names of this machine's printers and of those that it is connected to; null where it failed. */
  readonly names: () => Promise<readonly string[] | null>
}

/** PRINTER_ENUM_LOCAL and PRINTER_ENUM_CONNECTIONS. */
const LOCAL_AND_CONNECTED = 0x02 | 0x04
/** Names and no more, from the registry: a printer on the network that is switched off is not waited for. */
const NAMES_ONLY = 4
/** Printers may be added between the question for the size and the one for the names. */
const TRIES = 3

let loaded: Promise<PrintSpooler> | null = null
/** Windows' spooler; its types are declared to the library once a process. Rejects where there is none. */
export const loadSpooler = (): Promise<PrintSpooler> => {
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
  const enumerate = call('EnumPrintersW', 'int', [
    ...['uint32', 'str16', 'uint32', 'void *', 'uint32'],
    koffi.out(koffi.pointer('uint32')),
    koffi.out(koffi.pointer('uint32')),
  ] as never)
  const printerInfo = koffi.struct('PRINTER_INFO_4W', {
    pPrinterName: 'str16',
    pServerName: 'str16',
    Attributes: 'uint32',
  })
  const namesAt = (memory: unknown, count: number): string[] => {
    if (count === 0) return []
    const infos: { readonly pPrinterName: string }[] = koffi.decode(memory, koffi.array(printerInfo, count))
    return infos.map(({ pPrinterName }) => pPrinterName)
  }
  const namesIn = async (room: number): Promise<readonly string[] | { readonly needed: number }> => {
    // The names point into this memory, and it is filled from another thread: it must not move.
    const memory = room === 0 ? null : koffi.alloc('uint8', room)
    const [needed, returned] = [[0], [0]]
    try {
      const isWhole = await enumerate(LOCAL_AND_CONNECTED, null, NAMES_ONLY, memory, room, needed, returned)
      return isWhole === 0 ? { needed: needed[0] ?? 0 } : namesAt(memory, returned[0] ?? 0)
    } finally {
      if (memory !== null) koffi.free(memory)
    }
  }
  const names = async (): Promise<readonly string[] | null> => {
    let room = 0
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const told = await namesIn(room)
      if (!('needed' in told)) return told
      if (told.needed <= room) return null
      room = told.needed
    }
    return null
  }
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
    names,
  }
}
