import { addressText } from '../shared/bridge/address-text.ts'
import type { Printer } from '../shared/bridge/settings-methods.ts'
import type { OutsidePrinter } from './outside-printer.ts'
import { makeTurns, oneAtATime, type Turns } from './printing/one-at-a-time.ts'
import { openDeviceLink } from './printing/transport/device-link.ts'
import { linkTransport } from './printing/transport/link-transport.ts'
import type { PrinterWay } from './printing/transport/printer-transport.ts'
import { queueTransport } from './printing/transport/queue-transport.ts'
import { openSerialLink } from './printing/transport/serial-link.ts'
import { tcpTransport } from './printing/transport/tcp-transport.ts'
import { windowsTransport } from './printing/transport/windows-transport.ts'
import { DRAWER_SHUTS_AFTER_MS, startVirtualPrinter, type VirtualPrinter } from './printing/virtual/virtual-printer.ts'

/** What is asked for when a line is: where the printer is, and what it is known to answer. */
export type LineTo = Pick<Printer, 'address' | 'abilities'>

/** The way to a printer. `paperFolder` is where a simulated one keeps what it received. */
export type PrinterLine = {
  readonly transport: PrinterWay
  readonly paperFolder: string | null
}

type LineParts = {
  /** Where the built-in virtual printer keeps its paper. */
  readonly ownPaperFolder: string
  readonly outside: OutsidePrinter | null
}

/** Finds the line to a printer; close() stops the built-in virtual printer. */
export type PrinterLines = {
  readonly lineTo: (printer: LineTo) => Promise<PrinterLine>
  readonly close: () => Promise<void>
}

/** A byte of a serial line is ten bits long: start, eight of data, stop. */
const BITS_A_BYTE = 10

type Address = Printer['address']
type Elsewhere = Exclude<Address, { kind: 'virtual' }>

const wayTo = (address: Elsewhere, abilities: LineTo['abilities']): PrinterWay => {
  switch (address.kind) {
    case 'tcp':
      return tcpTransport(address.host, address.port, { abilities })
    case 'serial':
      return linkTransport({
        open: () => openSerialLink(address),
        abilities,
        bytesPerSecond: address.baud / BITS_A_BYTE,
      })
    case 'usb':
      return linkTransport({ open: () => openDeviceLink(address.path), abilities })
    case 'queue':
      return queueTransport(address.queue)
    case 'windows':
      return windowsTransport(address.printer)
  }
}

/** Makes lines to printers; the built-in virtual printer starts when it is first asked for and then stays. */
export const makePrinterLines = ({ ownPaperFolder, outside }: LineParts): PrinterLines => {
  let own: Promise<VirtualPrinter> | null = null
  const startOwn = () =>
    startVirtualPrinter({ port: 0, folder: ownPaperFolder, drawerShutsAfterMs: DRAWER_SHUTS_AFTER_MS })
  const turns = new Map<string, Turns>()
  const lineTo = async ({ address, abilities }: LineTo): Promise<PrinterLine> => {
    if (address.kind === 'virtual') own ??= startOwn()
    const where: Elsewhere =
      address.kind === 'virtual' ? { kind: 'tcp', host: '127.0.0.1', port: (await own)?.port ?? 0 } : address
    const isOutside = where.kind === 'tcp' && outside?.host === where.host && outside.port === where.port
    const paperFolder = address.kind === 'virtual' ? ownPaperFolder : isOutside ? outside.paperFolder : null
    const name = addressText(where)
    const turn = turns.get(name) ?? makeTurns()
    turns.set(name, turn)
    return { transport: oneAtATime(wayTo(where, abilities), turn), paperFolder }
  }
  return { lineTo, close: async () => (await own)?.stop() }
}
