import type { Printer } from '../shared/bridge/settings-methods.ts'
import type { OutsidePrinter } from './outside-printer.ts'
import type { PrinterTransport } from './printing/printer-transport.ts'
import { tcpTransport } from './printing/tcp-transport.ts'
import { startVirtualPrinter, type VirtualPrinter } from './printing/virtual-printer.ts'

/** The way to the printer that the settings name. `paperFolder` is where a simulated one keeps what it received. */
export type PrinterLine = {
  readonly transport: PrinterTransport
  readonly paperFolder: string | null
}

type LineParts = {
  /** Where the built-in virtual printer keeps its paper. */
  readonly ownPaperFolder: string
  readonly outside: OutsidePrinter | null
}

/** Finds the line to a printer; close() stops the built-in virtual printer. */
export type PrinterLines = {
  readonly lineTo: (printer: Printer) => Promise<PrinterLine>
  readonly close: () => Promise<void>
}

/** Makes lines to printers; the built-in virtual printer starts when it is first asked for and then stays. */
export const makePrinterLines = ({ ownPaperFolder, outside }: LineParts): PrinterLines => {
  let own: Promise<VirtualPrinter> | null = null
  const lineToOwn = async (): Promise<PrinterLine> => {
    own ??= startVirtualPrinter({ port: 0, folder: ownPaperFolder })
    const { port } = await own
    return { transport: tcpTransport('127.0.0.1', port), paperFolder: ownPaperFolder }
  }
  const lineTo = async ({ kind, host, port }: Printer): Promise<PrinterLine> => {
    switch (kind) {
      case 'virtual':
        return lineToOwn()
      case 'tcp': {
        const isOutside = outside !== null && outside.host === host && outside.port === port
        return { transport: tcpTransport(host, port), paperFolder: isOutside ? outside.paperFolder : null }
      }
    }
  }
  return { lineTo, close: async () => (await own)?.stop() }
}
