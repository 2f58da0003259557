import { expect, test } from 'vitest'
import type { PrinterAddress } from '../../../../shared/bridge/settings-methods.ts'
import { addressFrom, emptyAddress, typedFrom } from './typed-address.ts'

const ADDRESSES: readonly PrinterAddress[] = [
  { kind: 'virtual' },
  { kind: 'tcp', host: '192.168.1.9', port: 9_100 },
  { kind: 'serial', path: 'COM3', baud: 19_200 },
  { kind: 'usb', path: '/dev/usb/lp1' },
  { kind: 'queue', queue: 'kitchen' },
  { kind: 'windows', printer: 'XP-80 厨房' },
]

test.each(ADDRESSES)('$kind: what the fields show of an address is that address', (address) => {
  expect(addressFrom(typedFrom(address))).toEqual(address)
})

test.each([
  ['no host', emptyAddress('tcp')],
  ['a port out of range', { kind: 'tcp', where: 'printer', number: '70000' }],
  ['a baud rate that nobody uses', { kind: 'serial', where: 'COM1', number: '1234' }],
  ['a file that is no printer', { kind: 'usb', where: '/etc/passwd', number: '' }],
] as const)('%s is no address', (_, typed) => {
  expect(addressFrom(typed)).toBeNull()
})
