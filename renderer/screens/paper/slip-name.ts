import type { Settings } from '../../../shared/bridge/settings-methods.ts'
import type { Language } from '../../i18n/message.ts'
import type { Text } from '../../i18n/use-text.ts'

const OWN = ['receipt', 'refund', 'x', 'z', 'invoice', 'cash', 'check', 'drawer'] as const

/** What a cashier calls a document or a print job, by its id; null where the id is not of this till's making. */
export const slipName = (
  id: string,
  { stations = [] }: Pick<Settings, 'stations'>,
  language: Language,
  text: Text,
): string | null => {
  const [, name = ''] = /^\d+\.\d+:([a-z0-9-]+)/.exec(id) ?? []
  const own = OWN.find((one) => one === name)
  if (own !== undefined) return text(`slip_${own}`)
  const [, ticket, station = ''] = /^(make|cancel)-(.+)$/.exec(name) ?? []
  if (ticket === undefined) return null
  const called = stations.find((one) => one.id === station)?.name[language] ?? station
  return text(ticket === 'make' ? 'slip_make' : 'slip_cancel', { station: called })
}
