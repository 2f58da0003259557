import * as v from 'valibot'
import { type Printer, type Settings, settingsSchema } from './settings-methods.ts'

/** Settings as version 0.1.0 wrote them, with one printer. */
const firstSchema = v.strictObject({
  ...v.omit(v.strictObject(settingsSchema.pipe[0].entries), ['printers', 'receiptPrinter']).entries,
  printer: v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    kind: v.picklist(['virtual', 'tcp']),
    host: v.pipe(v.string(), v.maxLength(255)),
    port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
    profile: v.picklist(['58mm', '80mm']),
  }),
})

type FirstPrinter = v.InferOutput<typeof firstSchema>['printer']

const addressOf = ({ kind, host, port }: FirstPrinter): Printer['address'] =>
  // A network printer without an address never printed: the simulated one says so on the screen.
  kind === 'virtual' || host === '' || port === 0 ? { kind: 'virtual' } : { kind: 'tcp', host, port }

/** Settings from a file's JSON, also one that an earlier version wrote; null where it holds none. */
export const readSettings = (json: unknown): Settings | null => {
  const now = v.safeParse(settingsSchema, json)
  if (now.success) return now.output
  const first = v.safeParse(firstSchema, json)
  if (!first.success) return null
  const { printer, ...others } = first.output
  const { id, name, profile } = printer
  const columns = profile === '58mm' ? 32 : 48
  const printers: Printer[] = [{ id, name, address: addressOf(printer), profile, columns, abilities: null }]
  return { ...others, printers, receiptPrinter: id }
}
