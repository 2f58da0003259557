import type { TillState } from './till-state.ts'

/** The last numbers that were given before this epoch: receipts by business date, and Z reports. */
export type NumbersBefore = {
  readonly receipts: { readonly [businessDate: string]: number }
  readonly z: number
}

/** A till that has no epoch before this one. */
export const NO_NUMBERS: NumbersBefore = { receipts: {}, z: 0 }

/** A state whose next receipt and Z go on after those that an earlier epoch gave: no number stands on two papers. */
export const goOnAfter = (state: TillState, before: NumbersBefore): TillState => {
  const given = state.openShift === null ? 0 : (before.receipts[state.openShift.businessDate] ?? 0)
  return { ...state, receipts: Math.max(state.receipts, given), z: Math.max(state.z, before.z) }
}

/** The greater of two, number by number. */
export const laterNumbers = (one: NumbersBefore, other: NumbersBefore): NumbersBefore => {
  const dates = new Set([...Object.keys(one.receipts), ...Object.keys(other.receipts)])
  const later = (date: string) => Math.max(one.receipts[date] ?? 0, other.receipts[date] ?? 0)
  return { receipts: Object.fromEntries([...dates].map((date) => [date, later(date)])), z: Math.max(one.z, other.z) }
}
