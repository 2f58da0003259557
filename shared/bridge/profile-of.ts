import { GENERIC_80, PROFILES, type PrinterProfile } from '../escpos/profile.ts'
import type { Printer } from './settings-methods.ts'

/** What documents for a printer are laid out by: its profile, with the columns that were set for it. */
export const profileOf = ({ profile, columns }: Pick<Printer, 'profile' | 'columns'>): PrinterProfile => ({
  ...(PROFILES.find(({ id }) => id === profile) ?? GENERIC_80),
  columns,
})
