import type { PrinterAddress } from './settings-methods.ts'

/** A printer's address in one line, as whoever looks after the till would write it; the same for the same printer. */
export const addressText = (address: PrinterAddress): string => {
  switch (address.kind) {
    case 'virtual':
      return 'virtual'
    case 'tcp':
      return `tcp ${address.host}:${address.port}`
    case 'serial':
      return `serial ${address.path} ${address.baud}`
    case 'usb':
      return `usb ${address.path}`
    case 'queue':
      return `queue ${address.queue}`
    case 'windows':
      return `windows ${address.printer}`
  }
}
