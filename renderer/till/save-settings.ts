import { addressText } from '../../shared/bridge/address-text.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import { fallbacksOf, type Settings } from '../../shared/bridge/settings-methods.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import type { Permit } from './permit.ts'
import { slipChanges } from './slip-changes.ts'
import { useTill } from './till.ts'

type Change = EntryOf<'SETTINGS_CHANGED'>['body']

/**
 * `not_recorded`: the new settings hold, but the journal does not tell of them, and they could not be taken back.
 * `not_allowed`: main knows of no manager who allows it, and nothing changed.
 */
export type SaveSettingsOutcome = 'saved' | 'failed' | 'not_recorded' | 'not_allowed'

type SaveParts = {
  readonly bridge: Bridge
  readonly journal: Journal
  /** null: language and look alone are changed. */
  readonly permit: Permit | null
}

const MOST_CHARACTERS = 200

const nameOf = ({ printers }: Settings, id: string): string => printers.find((one) => one.id === id)?.name ?? id

const printerText = (settings: Settings, id: string): string => {
  const printer = settings.printers.find((one) => one.id === id)
  if (printer === undefined) return '-'
  const { name, address, profile, columns } = printer
  const prints = id === settings.receiptPrinter ? ['receipts'] : []
  const others = fallbacksOf(printer).map((other) => `else ${nameOf(settings, other)}`)
  return cleanText([name, addressText(address), profile, `${columns}`, ...prints, ...others].join(' '), MOST_CHARACTERS)
}

const idsOf = (...all: Settings[]): string[] => [
  ...new Set(all.flatMap(({ printers }) => printers.map(({ id }) => id))),
]

const stationsText = (settings: Settings): string => {
  const texts = (settings.stations ?? []).map(({ id, categories, printer }) => {
    const at = printer === undefined ? '' : ` (${nameOf(settings, printer)})`
    return `${id}: ${categories.join(' ')}${at}`
  })
  return cleanText(texts.join('; '), MOST_CHARACTERS)
}

/** What an auditor would ask about; how the screen looks is nobody's business. */
const changesOf = (before: Settings, after: Settings): Change[] => {
  const both: Change[] = [
    {
      setting: 'cashier_discount_bp',
      before: String(before.cashierDiscountBp),
      after: String(after.cashierDiscountBp),
    },
    { setting: 'stations', before: stationsText(before), after: stationsText(after) },
    ...slipChanges(before.slip, after.slip),
    ...idsOf(before, after).map((id) => ({
      setting: 'printer' as const,
      before: printerText(before, id),
      after: printerText(after, id),
    })),
  ]
  return both.filter((change) => change.before !== change.after)
}

/**
 * Writes settings and records who allowed what matters. What cannot be recorded is taken back. `failed`: the old ones
 * hold; otherwise the caller shows the new ones.
 */
export const saveSettings = async (
  { bridge, journal, permit }: SaveParts,
  settings: Settings,
): Promise<SaveSettingsOutcome> => {
  const { settings: before, staff, shift } = useTill.getState()
  const secret = permit?.secret ?? null
  const written = await bridge.call['settings.write']({ settings, permit: secret })
  if (!written.ok) return written.reason === 'not_allowed' ? 'not_allowed' : 'failed'
  const context = { by: permit?.by ?? staff?.id ?? null, shift: shift?.shiftId ?? null }
  for (const body of changesOf(before, settings)) {
    const told = await journal.commit({ kind: 'SETTINGS_CHANGED', body }, context)
    if (told.ok) continue
    const takenBack = await bridge.call['settings.write']({ settings: before, permit: secret })
    return takenBack.ok ? 'failed' : 'not_recorded'
  }
  return 'saved'
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * Changes the settings as they are when its turn comes: of two changes that are asked for one right after the other, the
 * second goes on from the first. `show` puts what was kept on the screen.
 */
export const changeSettings = (
  parts: SaveParts,
  change: (now: Settings) => Settings,
  show: (settings: Settings) => void,
): Promise<SaveSettingsOutcome> => {
  const mine = turn.then(async () => {
    const settings = change(useTill.getState().settings)
    const became = await saveSettings(parts, settings)
    if (became === 'saved' || became === 'not_recorded') show(settings)
    return became
  })
  turn = mine.catch(() => undefined)
  return mine
}
