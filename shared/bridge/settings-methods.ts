import * as v from 'valibot'
import { stationSchema } from '../kitchen/kitchen-order.ts'
import { slipTemplateSchema } from '../receipt/slip-template.ts'
import { permitSchema } from './permit.ts'
import { done, method, nothing, refused } from './schema-parts.ts'

const name = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))

/** Where a printer is. `virtual`: a simulated one; `queue`: the system's print server; `windows`: Windows' spooler. */
export const printerAddressSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('virtual') }),
  v.strictObject({
    kind: v.literal('tcp'),
    host: name(255),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  v.strictObject({
    kind: v.literal('serial'),
    path: v.pipe(v.string(), v.regex(/^(COM\d{1,3}|\/dev\/(tty|cu|serial\/)[\w.:-][\w./:-]{0,200})$/)),
    baud: v.picklist([9_600, 19_200, 38_400, 57_600, 115_200]),
  }),
  // No other file may be named: whatever is printed is written into it.
  v.strictObject({ kind: v.literal('usb'), path: v.pipe(v.string(), v.regex(/^\/dev\/(usb\/)?lp\d{1,3}$/)) }),
  // A name that begins with a dash would be taken for an option of lp.
  v.strictObject({ kind: v.literal('queue'), queue: v.pipe(name(127), v.regex(/^[^-\s/#?'"\\][^\s/#?'"\\]*$/)) }),
  v.strictObject({ kind: v.literal('windows'), printer: name(220) }),
])
export type PrinterAddress = v.InferOutput<typeof printerAddressSchema>

/** What a printer was found to answer: DLE EOT, GS r, GS ( H; see ADR 6. */
export const abilitiesSchema = v.strictObject({ status: v.boolean(), processed: v.boolean(), processId: v.boolean() })
export type Abilities = v.InferOutput<typeof abilitiesSchema>

/** How many half-width characters stand on a line. */
export const COLUMNS = [32, 42, 48] as const

/** A printer of this till. `abilities`: null until it was examined; it is then asked for everything each time. */
export const printerSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: name(40),
  address: printerAddressSchema,
  /** One of shared/escpos/profile.ts; one that is not known there prints as generic 80 mm. */
  profile: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  columns: v.picklist(COLUMNS),
  abilities: v.nullable(abilitiesSchema),
  /** As settings of an earlier version name the only fallback; read by fallbacksOf() where there is no list. */
  fallback: v.optional(v.nullable(v.string())),
  /** The ids of the printers that take over what waits while this one takes nothing: the first of them that prints. */
  fallbacks: v.optional(v.pipe(v.array(v.string()), v.maxLength(15))),
})
export type Printer = v.InferOutput<typeof printerSchema>

/** The printers that take over for this one, in order. */
export const fallbacksOf = ({ fallback, fallbacks }: Pick<Printer, 'fallback' | 'fallbacks'>): readonly string[] =>
  fallbacks ?? (fallback ? [fallback] : [])

/** The till's settings; `cashierDiscountBp` is the most that a cashier may take off alone, in basis points. */
export const settingsSchema = v.pipe(
  v.strictObject({
    language: v.picklist(['zh', 'en']),
    theme: v.picklist(['light', 'dark', 'system']),
    cashierDiscountBp: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
    printers: v.pipe(v.array(printerSchema), v.maxLength(16)),
    /** The id of the printer that receipts, reports and the drawer go to. */
    receiptPrinter: v.string(),
    /** Who cooks what; absent or empty: the kitchen is told nothing by this till. */
    stations: v.optional(v.pipe(v.array(stationSchema), v.maxLength(12))),
    /** What the restaurant puts on guests' slips; absent: nothing of its own. */
    slip: v.optional(slipTemplateSchema),
  }),
  v.check(({ printers }) => new Set(printers.map(({ id }) => id)).size === printers.length, 'a printer twice'),
  v.check(({ printers, receiptPrinter }) => printers.some(({ id }) => id === receiptPrinter), 'no receipt printer'),
)
export type Settings = v.InferOutput<typeof settingsSchema>

/** The printer of receipts, reports and the drawer. */
export const receiptPrinterOf = ({
  printers,
  receiptPrinter,
}: Pick<Settings, 'printers' | 'receiptPrinter'>): Printer => {
  const printer = printers.find(({ id }) => id === receiptPrinter)
  if (printer === undefined)
    throw new Error(`the settings name a receipt printer that they do not have: ${receiptPrinter}`)
  return printer
}

/** Settings in which this printer stands in the place of the one with its id, or after the others. */
export const withPrinter = (settings: Settings, printer: Printer): Settings => {
  const others = settings.printers.filter(({ id }) => id !== printer.id)
  const isKnown = others.length < settings.printers.length
  const printers = isKnown
    ? settings.printers.map((one) => (one.id === printer.id ? printer : one))
    : [...settings.printers, printer]
  return { ...settings, printers }
}

/** How the till is set up. */
export const settingsMethods = {
  'settings.read': method(nothing, settingsSchema),
  /** Anything but language and look takes a manager's permit for `settings`. */
  'settings.write': method(
    v.strictObject({ settings: settingsSchema, permit: permitSchema }),
    v.variant('ok', [done, refused(['write_failed', 'not_allowed'])]),
  ),
} as const
