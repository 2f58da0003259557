import type { SerialPort } from 'serialport'
import { type OpenedLink, PrinterLink } from './printer-link.ts'

/** Where a serial printer is, and how fast it listens; eight bits, no parity, one stop bit, as receipt printers are set. */
export type SerialAddress = { readonly path: string; readonly baud: number }

/** Loads the driver when it is first needed. Throws where this machine has none. */
export const loadSerial = async (): Promise<typeof SerialPort> => (await import('serialport')).SerialPort

const openPort = (Port: typeof SerialPort, { path, baud }: SerialAddress): Promise<SerialPort> =>
  new Promise((resolve, reject) => {
    const port = new Port({ path, baudRate: baud, autoOpen: false })
    port.open((error) => (error ? reject(error) : resolve(port)))
  })

/** What a dead printer did not take is thrown away, since closing would wait for it; nothing else is. */
const closePort = (port: SerialPort) => (isStuck: boolean) =>
  new Promise<void>((resolve) => {
    // A port that was pulled out has nothing left to close.
    if (!port.isOpen) return resolve()
    const close = () => (port.isOpen ? port.close(() => resolve()) : resolve())
    if (isStuck) port.flush(close)
    else close()
  })

/** Opens a serial port, which is then this link's alone. */
export const openSerialLink = async (
  address: SerialAddress,
  load: typeof loadSerial = loadSerial,
): Promise<OpenedLink> => {
  try {
    const port = await openPort(await load(), address)
    return { ok: true, link: new PrinterLink(port, { close: closePort(port), drain: (done) => port.drain(done) }) }
  } catch (error) {
    return { ok: false, detail: `${address.path}: ${error instanceof Error ? error.message : String(error)}` }
  }
}
