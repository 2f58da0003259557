import path from 'node:path'
import * as v from 'valibot'
import type { Printer } from '../shared/bridge/settings-methods.ts'
import type { StartArguments } from './arguments.ts'
import { readIfThere, writeDurably } from './durable-file.ts'
import type { SettingsFile } from './settings.ts'

const outsideSchema = v.strictObject({
  host: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  paperFolder: v.string(),
})
/** A virtual printer that runs outside the app, and the folder where it keeps what it received. */
export type OutsidePrinter = v.InferOutput<typeof outsideSchema>

const parse = (text: string): OutsidePrinter | null => {
  try {
    const parsed = v.safeParse(outsideSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Settings that name the virtual printer at its old address are turned to the new one: the old may be somebody else's now. */
const moveSettings = (settings: SettingsFile, from: OutsidePrinter | null, to: OutsidePrinter): void => {
  const current = settings.read()
  const isThere = ({ address }: Printer) =>
    address.kind === 'tcp' && address.host === from?.host && address.port === from.port
  if (!current.printers.some(isThere)) return
  const address = { kind: 'tcp', host: to.host, port: to.port } as const
  const printers = current.printers.map((printer) => (isThere(printer) ? { ...printer, address } : printer))
  settings.write({ ...current, printers })
}

/**
 * The virtual printer that the command line names, or that it named at an earlier start: without this the simulated printer
 * that the settings keep would be shown as a real one. Where it has moved, the settings follow. Throws where it cannot be
 * written down.
 */
export const rememberOutsidePrinter = (
  folder: string,
  { printer, printerVirtualFolder }: Pick<StartArguments, 'printer' | 'printerVirtualFolder'>,
  settings: SettingsFile,
): OutsidePrinter | null => {
  const file = path.join(folder, 'virtual-printer.json')
  const known = parse(readIfThere(file) ?? '')
  if (printer === null || printerVirtualFolder === null) return known
  const named = { ...printer, paperFolder: path.resolve(printerVirtualFolder) }
  moveSettings(settings, known, named)
  if (JSON.stringify(known) !== JSON.stringify(named)) writeDurably(file, JSON.stringify(named))
  return named
}
