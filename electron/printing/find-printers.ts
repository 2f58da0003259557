import { readdir } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import * as v from 'valibot'
import { type PrinterAddress, printerAddressSchema } from '../../shared/bridge/settings-methods.ts'
import { runProgram } from './transport/run-program.ts'
import { loadSerial } from './transport/serial-link.ts'
import { openTcpLink } from './transport/tcp-link.ts'
import { windowsPrinters } from './transport/windows-transport.ts'

/** The raw port of network printers. */
const RAW_PORT = 9_100
/** A printer on the same network answers within a few milliseconds; one that sleeps takes longer. */
const HOST_PATIENCE_MS = 700
const AT_ONCE = 64
const PROGRAM_PATIENCE_MS = 5_000

type Interfaces = ReturnType<typeof networkInterfaces>

/** The other addresses of the 256 around each of this machine's own in private networks; of no network at large. */
export const neighbours = (interfaces: Interfaces): string[] => {
  const own = Object.values(interfaces)
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
    .map(({ address }) => address)
  const subnets = new Set(own.map((address) => address.slice(0, address.lastIndexOf('.'))))
  const all = [...subnets].flatMap((subnet) => Array.from({ length: 254 }, (_, index) => `${subnet}.${index + 1}`))
  return all.filter((host) => !own.includes(host))
}

const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)

const listens = async (host: string, port: number, signal: AbortSignal): Promise<boolean> => {
  const opened = await openTcpLink({ host, port }, HOST_PATIENCE_MS, signal)
  if (opened.ok) await opened.link.close()
  return opened.ok
}

/** Those of the hosts that take a connection on the port; not a byte is sent to any. After `signal`: those found until then. */
export const findListening = async (hosts: readonly string[], port: number, signal: AbortSignal): Promise<string[]> => {
  const found = new Set<string>()
  const left = [...hosts]
  const walk = async () => {
    for (let host = left.shift(); host !== undefined && !signal.aborted; host = left.shift()) {
      if (await listens(host, port, signal)) found.add(host)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
  return hosts.filter((host) => found.has(host))
}

const onNetwork = async (signal: AbortSignal): Promise<PrinterAddress[]> => {
  const hosts = await findListening(neighbours(networkInterfaces()), RAW_PORT, signal)
  return hosts.map((host) => ({ kind: 'tcp', host, port: RAW_PORT }))
}

const onSerialPorts = async (): Promise<PrinterAddress[]> => {
  const ports = await (await loadSerial()).list()
  return ports.map(({ path }) => ({ kind: 'serial', path, baud: 9_600 }))
}

const onUsb = async (): Promise<PrinterAddress[]> => {
  const names = await readdir('/dev/usb')
  return names.filter((name) => /^lp\d{1,3}$/.test(name)).map((name) => ({ kind: 'usb', path: `/dev/usb/${name}` }))
}

const inQueues = async (): Promise<PrinterAddress[]> => {
  const { code, output } = await runProgram('lpstat', ['-e'], { timeoutMs: PROGRAM_PATIENCE_MS })
  const names = code === 0 ? output.split('\n').map((line) => line.trim()) : []
  return names.filter((name) => name !== '').map((queue) => ({ kind: 'queue', queue }))
}

const inWindows = async (): Promise<PrinterAddress[]> =>
  (await windowsPrinters()).map((printer) => ({ kind: 'windows', printer }))

/** A machine that has no such thing, a driver or a folder, has no such printers. */
const orNone = (found: Promise<PrinterAddress[]>) => found.catch((): PrinterAddress[] => [])

/** What looks like a printer around this machine: the local network's raw ports, serial ports, USB, the system's queues, Windows' printers. */
export const findPrinters = async (signal: AbortSignal): Promise<PrinterAddress[]> => {
  const ways = [inWindows(), onUsb(), inQueues(), onSerialPorts(), onNetwork(signal)]
  const found = (await Promise.all(ways.map(orNone))).flat()
  // A name that the settings would not take is none to offer.
  return found.filter((address) => v.is(printerAddressSchema, address))
}
