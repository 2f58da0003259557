import type { Block } from '../receipt/receipt.ts'
import type { PrinterProfile } from './profile.ts'

const ESC = 0x1b
const GS = 0x1d

/** Paper to feed where nothing cuts it, so that the last line clears the tear bar. */
const TEAR_LINES = 4
/** GS V 65 and 66 feed to the blade and this many dots further. */
const CUT_MARGIN_DOTS = 24

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

const cutBytes = (full: boolean, { cutter }: PrinterProfile): number[] =>
  cutter ? [GS, 0x56, full ? 65 : 66, CUT_MARGIN_DOTS] : [ESC, 0x64, TEAR_LINES]

/**
 * ESC p with both times (50 ms on, 500 ms off): without them a printer takes the next two characters for times. No bytes where
 * the printer has no drawer.
 */
export const drawerPulse = (pin: 2 | 5, { drawer }: PrinterProfile): number[] =>
  drawer ? [ESC, 0x70, pin === 2 ? 0 : 1, 0x19, 0xfa] : []

/** ESC B counts in 50 ms, Epson's ESC ( A (function 97) in 100 ms. */
const beepBytes = (times: number, { beeper }: PrinterProfile): number[] => {
  const count = within(times, 1, 9)
  if (beeper === 'esc_b') return [ESC, 0x42, count, 4]
  return beeper === 'esc_paren_a' ? [ESC, 0x28, 0x41, 0x05, 0x00, 0x61, 0x64, count, 2, 2] : []
}

/** What moves the paper or something beside it, and puts nothing on it; no bytes for what the printer does not have. */
export const commandBytes = (
  block: Extract<Block, { kind: 'feed' | 'gap' | 'cut' | 'drawer' | 'beep' }>,
  profile: PrinterProfile,
): number[] => {
  switch (block.kind) {
    case 'feed':
      return [ESC, 0x64, within(block.lines, 0, 255)]
    case 'gap':
      return [ESC, 0x4a, within(block.dots, 0, 255)]
    case 'cut':
      return cutBytes(block.full ?? false, profile)
    case 'drawer':
      return drawerPulse(block.pin ?? 2, profile)
    case 'beep':
      return beepBytes(block.times, profile)
  }
}
