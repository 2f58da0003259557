import type { Message } from './message.ts'

/** Opening a shift, X and Z reports. */
export const shiftMessages = {
  openShiftTitle: ['开班', 'Open the shift'],
  shiftTitle: ['班次', 'Shift'],
} as const satisfies Record<string, Message>
