import type { Bridge } from '../../shared/bridge/bridge.ts'
import { profileOf } from '../../shared/bridge/profile-of.ts'
import { receiptPrinterOf, type Settings } from '../../shared/bridge/settings-methods.ts'
import type { LocalName } from '../../shared/catalog/catalog.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import { toLine } from '../../shared/journal/line.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import type { ReceiptContext } from '../../shared/receipt/parts.ts'
import { dotsOf } from '../dots/dots-in-worker.ts'
import type { TillFacts } from '../journal/rows.ts'
import { type EncodeDocument, encodeWithDots } from './encode-document.ts'

/** What paper needs beside the entry: the printer's profile, the language, the restaurant and the names of its staff. */
export type PrintContext = {
  readonly profile: PrinterProfile
  readonly encode: EncodeDocument
  /** The printer of a station of the kitchen, with what it is laid out by; null: the one for receipts. */
  readonly stationPrinter: (station: string) => { readonly id: string; readonly profile: PrinterProfile } | null
  readonly nameOf: (staffId: string | null) => string
  /** The till's signature over a sale's token, in base64; null for anything else, and where main cannot sign. */
  readonly signatureOf: (sealed: SealedEntry) => Promise<string | null>
  /** The receipt context of what this person did. */
  readonly receipt: (staffId: string | null) => ReceiptContext
}

const stationName = ({ stations = [] }: Settings, id: string): LocalName =>
  stations.find((station) => station.id === id)?.name ?? { zh: id, en: id }

const stationPrinter = ({ stations = [], printers, receiptPrinter }: Settings, id: string) => {
  const named = stations.find((station) => station.id === id)?.printer
  const printer = printers.find((one) => one.id === named)
  return printer === undefined || printer.id === receiptPrinter ? null : { id: printer.id, profile: profileOf(printer) }
}

/** Asks main for settings and staff as they are now. */
export const readPrintContext = async (bridge: Bridge, facts: TillFacts | null): Promise<PrintContext> => {
  const [settings, { staff }] = await Promise.all([bridge.call['settings.read']({}), bridge.call['staff.list']({})])
  const nameOf = (staffId: string | null) => staff.find((person) => person.id === staffId)?.name ?? staffId ?? ''
  return {
    profile: profileOf(receiptPrinterOf(settings)),
    encode: encodeWithDots(dotsOf(bridge), bridge),
    stationPrinter: (station) => stationPrinter(settings, station),
    nameOf,
    signatureOf: async (sealed) => {
      const isSale = sealed.entry.kind === 'SALE'
      const signed = isSale ? await bridge.call['identity.signSale']({ line: toLine(sealed) }) : null
      return signed?.ok ? signed.signature : null
    },
    receipt: (staffId) => ({
      restaurant: facts?.restaurant ?? '',
      language: settings.slip?.language ?? settings.language,
      sample: facts?.sample ?? false,
      staffName: nameOf(staffId),
      nameOf,
      template: settings.slip,
      stationName: (station) => stationName(settings, station),
    }),
  }
}
