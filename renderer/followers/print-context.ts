import type { Bridge, Settings } from '../../shared/bridge/bridge.ts'
import { GENERIC_80, PROFILES, type PrinterProfile } from '../../shared/escpos/profile.ts'
import type { ReceiptContext } from '../../shared/receipt/parts.ts'
import type { TillFacts } from '../journal/rows.ts'

/** What paper needs beside the entry: the printer's profile, the language, the restaurant and the names of its staff. */
export type PrintContext = {
  readonly profile: PrinterProfile
  readonly nameOf: (staffId: string | null) => string
  /** The receipt context of what this person did. */
  readonly receipt: (staffId: string | null) => ReceiptContext
}

const profileOf = (settings: Settings): PrinterProfile =>
  PROFILES.find((profile) => profile.id === settings.printer.profile) ?? GENERIC_80

/** Asks main for settings and staff as they are now. */
export const readPrintContext = async (bridge: Bridge, facts: TillFacts | null): Promise<PrintContext> => {
  const [settings, { staff }] = await Promise.all([bridge.call['settings.read']({}), bridge.call['staff.list']({})])
  const nameOf = (staffId: string | null) => staff.find((person) => person.id === staffId)?.name ?? staffId ?? ''
  return {
    profile: profileOf(settings),
    nameOf,
    receipt: (staffId) => ({
      restaurant: facts?.restaurant ?? '',
      language: settings.language,
      sample: facts?.sample ?? false,
      staffName: nameOf(staffId),
      nameOf,
    }),
  }
}
