import { localTime } from '../../shared/receipt/local-time.ts'

/** A moment (UTC ms) on this machine's calendar and clock, the same in both languages: 2026-11-24 20:05. */
export const momentText = (utc: number): string =>
  localTime({ utc, offset: -new Date(utc).getTimezoneOffset() }).slice(0, 16)
