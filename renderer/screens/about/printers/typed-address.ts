import * as v from 'valibot'
import { type PrinterAddress, printerAddressSchema } from '../../../../shared/bridge/settings-methods.ts'

/** The ways to a printer, the most common first. */
export const KINDS = [
  'tcp',
  'serial',
  'usb',
  'queue',
  'windows',
  'virtual',
] as const satisfies readonly PrinterAddress['kind'][]

/** An address as it is typed: where it is, and a number with it, the port or the baud rate. */
export type TypedAddress = { readonly kind: PrinterAddress['kind']; readonly where: string; readonly number: string }

/** What stands in the fields before anything is typed. */
export const emptyAddress = (kind: PrinterAddress['kind']): TypedAddress => {
  const wheres = { tcp: '', serial: '/dev/ttyUSB0', usb: '/dev/usb/lp0', queue: '', windows: '', virtual: '' }
  const numbers = { tcp: '9100', serial: '9600', usb: '', queue: '', windows: '', virtual: '' }
  return { kind, where: wheres[kind], number: numbers[kind] }
}

/** An address as its fields would show it. */
export const typedFrom = (address: PrinterAddress): TypedAddress => {
  switch (address.kind) {
    case 'tcp':
      return { kind: 'tcp', where: address.host, number: String(address.port) }
    case 'serial':
      return { kind: 'serial', where: address.path, number: String(address.baud) }
    case 'usb':
      return { kind: 'usb', where: address.path, number: '' }
    case 'queue':
      return { kind: 'queue', where: address.queue, number: '' }
    case 'windows':
      return { kind: 'windows', where: address.printer, number: '' }
    case 'virtual':
      return emptyAddress('virtual')
  }
}

const candidate = ({ kind, where, number }: TypedAddress): unknown => {
  const at = where.trim()
  const value = /^\d{1,6}$/.test(number) ? Number(number) : 0
  const fields = {
    tcp: { host: at, port: value },
    serial: { path: at, baud: value },
    usb: { path: at },
    queue: { queue: at },
    windows: { printer: at },
    virtual: {},
  }
  return { kind, ...fields[kind] }
}

/** The address that was typed; null while something is missing or out of range. */
export const addressFrom = (typed: TypedAddress): PrinterAddress | null => {
  const parsed = v.safeParse(printerAddressSchema, candidate(typed))
  return parsed.success ? parsed.output : null
}
