import path from 'node:path'
import { profileOf } from '../shared/bridge/profile-of.ts'
import { fallbacksOf, type Printer, receiptPrinterOf, type Settings } from '../shared/bridge/settings-methods.ts'
import { encodeReceipt } from '../shared/escpos/encode.ts'
import type { StartArguments } from './arguments.ts'
import { rememberOutsidePrinter } from './outside-printer.ts'
import { makePrinterLines, type PrinterLine, type PrinterLines } from './printer-line.ts'
import type { SpoolPrinter } from './printing/printer-loops.ts'
import { openSpool, type Spool, type SpoolParts } from './printing/spool.ts'
import type { SettingsFile } from './settings.ts'

/** The spool over the printers that the settings name, and the ways to them. */
export type Printing = {
  readonly spool: Spool
  readonly printer: {
    /** The line to the printer for receipts. */
    readonly current: () => PrinterLine
    /** Goes on with the printers that the settings name now. */
    readonly follow: () => Promise<void>
    readonly lineTo: PrinterLines['lineTo']
    readonly close: () => Promise<void>
  }
}

type PrintingParts = Pick<SpoolParts, 'epoch' | 'mirrorTailSeq' | 'provenSeq' | 'onTrouble' | 'onChange'> & {
  readonly dataFolder: string
  readonly started: StartArguments
  readonly settings: SettingsFile
}

/** The printers in the spool's order: the one for receipts first. */
const inOrder = (settings: Settings): Printer[] => {
  const first = receiptPrinterOf(settings)
  return [first, ...settings.printers.filter(({ id }) => id !== first.id)]
}

/** Says on the paper of another printer where it was to be printed; no cut, the document follows. */
const moveMark = (settings: Settings, from: string, to: string): Uint8Array => {
  const nameOf = (id: string) => settings.printers.find((printer) => printer.id === id)?.name ?? id
  const printer = settings.printers.find(({ id }) => id === to) ?? receiptPrinterOf(settings)
  const words = `转打 REROUTED: ${nameOf(from)} → ${nameOf(to)}`
  const blocks = [{ kind: 'text', text: words, bold: true } as const, { kind: 'rule', char: '=' } as const]
  const marked = encodeReceipt({ blocks }, profileOf(printer))
  return marked.ok ? marked.value : encodedPlainly()
}

/** A name that cannot be laid out still leaves a mark. */
const encodedPlainly = (): Uint8Array => new TextEncoder().encode('REROUTED\n')

/** Opens the spool, with a line to each printer. */
export const openPrinting = async ({ dataFolder, started, settings, ...known }: PrintingParts): Promise<Printing> => {
  const lines = makePrinterLines({
    ownPaperFolder: path.join(dataFolder, 'paper'),
    outside: rememberOutsidePrinter(dataFolder, started, settings),
  })
  /** A line that stays the same is kept: another setting that changes must not disturb what is printing. */
  const kept = new Map<string, { readonly where: string; readonly line: PrinterLine }>()
  const lineOf = async (printer: Printer): Promise<PrinterLine> => {
    const where = JSON.stringify([printer.address, printer.abilities])
    const before = kept.get(printer.id)
    if (before?.where === where) return before.line
    const line = await lines.lineTo(printer)
    kept.set(printer.id, { where, line })
    return line
  }
  const spoolPrinters = async (): Promise<SpoolPrinter[]> => {
    const printers: SpoolPrinter[] = []
    for (const printer of inOrder(settings.read())) {
      const { transport, paperFolder } = await lineOf(printer)
      printers.push({ id: printer.id, transport, virtual: paperFolder !== null, fallbacks: fallbacksOf(printer) })
    }
    return printers
  }
  const spool = openSpool({
    folder: path.join(dataFolder, 'spool'),
    ...known,
    printers: await spoolPrinters(),
    moveMark: (from, to) => moveMark(settings.read(), from, to),
    random: Math.random,
  })
  let line = await lineOf(receiptPrinterOf(settings.read()))
  const follow = async () => {
    spool.setPrinters(await spoolPrinters())
    line = await lineOf(receiptPrinterOf(settings.read()))
  }
  return { spool, printer: { current: () => line, follow, lineTo: lines.lineTo, close: lines.close } }
}
