import { type PrinterFault, stopsPrinting } from './printer-fault.ts'

/** What a printer's sensors say at one moment. */
export type Sensors = { readonly fault: PrinterFault; readonly drawerOpen: boolean }

/** Bits 1 and 4 of every answer to DLE EOT are set. */
const REAL_TIME = 0x12
/** Bit 4 of the first byte that is sent unasked is set, and bit 1 is not. */
const UNASKED = 0x10

const flag = (on: boolean, bits: number): number => (on ? bits : 0)
const isOut = ({ kind }: PrinterFault) => kind === 'paper_end'
const isLow = ({ kind }: PrinterFault) => kind === 'paper_near_end' || kind === 'paper_end'

/** The answer to DLE EOT n: 1 printer, 2 cause of offline, 3 error, 4 paper (Epson's command reference). */
export const realTimeStatus = (n: number, { fault, drawerOpen }: Sensors): Uint8Array => {
  const bits: Record<number, number> = {
    1: flag(stopsPrinting(fault), 0x08) | flag(drawerOpen, 0x04),
    2: flag(fault.kind === 'cover_open', 0x04) | flag(isOut(fault), 0x20),
    4: flag(isLow(fault), 0x0c) | flag(isOut(fault), 0x60),
  }
  return Uint8Array.of(REAL_TIME | (bits[n] ?? 0))
}

/** The answer to GS r n: 1 paper, 2 drawer. */
export const queuedStatus = (n: number, { fault, drawerOpen }: Sensors): Uint8Array =>
  Uint8Array.of(n % 48 === 2 ? flag(drawerOpen, 0x01) : flag(isLow(fault), 0x03) | flag(isOut(fault), 0x0c))

/** The four bytes that GS a has sent unasked: printer, errors, paper, and one that says nothing. */
export const unaskedStatus = ({ fault, drawerOpen }: Sensors): Uint8Array =>
  Uint8Array.of(
    UNASKED | flag(drawerOpen, 0x04) | flag(stopsPrinting(fault), 0x08) | flag(fault.kind === 'cover_open', 0x20),
    0,
    flag(isLow(fault), 0x03) | flag(isOut(fault), 0x0c),
    0x0f,
  )

/** GS ( H function 48: the id comes back when all before it is printed. */
export const processIdResponse = (id: Uint8Array): Uint8Array => Uint8Array.of(0x37, 0x22, ...id, 0)

/** GS ( H function 49: that the printer went offline, and with `withCause` why. */
export const offlineResponse = (fault: PrinterFault, withCause: boolean): Uint8Array => {
  const cause = fault.kind === 'cover_open' ? 0x41 : fault.kind === 'paper_end' ? 0x42 : 0x40
  return Uint8Array.of(0x37, 0x23, ...(withCause ? [cause] : []), 0)
}

/** What no table of answers has. */
export const GARBAGE = Uint8Array.of(0xff, 0x80)
