import type { LocalName } from '../../../shared/catalog/catalog.ts'
import type { Station } from '../../../shared/kitchen/kitchen-order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const STATIONS = [
  { id: 'hot', name: { zh: '热菜', en: 'Hot' } },
  { id: 'cold', name: { zh: '凉菜', en: 'Cold' } },
  { id: 'staple', name: { zh: '面点', en: 'Noodles' } },
  { id: 'bar', name: { zh: '吧台', en: 'Bar' } },
] as const satisfies readonly { readonly id: string; readonly name: LocalName }[]

const categoriesOf = (stations: readonly Station[], id: string): string[] =>
  stations.find((station) => station.id === id)?.categories ?? []

/** The stations with a category moved to one of them, or to none. Stations that cook nothing are left out. */
const moved = (stations: readonly Station[], category: string, to: string | null): Station[] =>
  STATIONS.map(({ id, name }) => {
    const others = categoriesOf(stations, id).filter((one) => one !== category)
    const printer = stations.find((station) => station.id === id)?.printer
    const categories = id === to ? [...others, category] : others
    return { id, name, categories, ...(printer === undefined ? {} : { printer }) }
  }).filter(({ categories }) => categories.length > 0)

/** The stations with one of them printing there; null: on the printer for receipts. */
const printingAt = (stations: readonly Station[], id: string, to: string | null): Station[] =>
  stations.map(({ printer, ...station }) => {
    const next = station.id === id ? to : (printer ?? null)
    return next === null ? station : { ...station, printer: next }
  })

const StationPrinters = ({
  onChoose,
}: {
  readonly onChoose: (change: (stations: readonly Station[]) => Station[]) => void
}) => {
  const text = useText()
  const nameIn = useName()
  const { stations = [], printers, receiptPrinter } = useTill((till) => till.settings)
  const isManager = useTill((till) => till.staff?.role === 'manager')
  const others = printers.filter(({ id }) => id !== receiptPrinter)
  const choices = [{ id: null, name: text('stationPrinterReceipts') }, ...others]
  if (others.length === 0) return null
  return stations.map((station) => {
    const chosen = others.find(({ id }) => id === station.printer)?.id ?? null
    return (
      <div key={station.id} className="station-row" data-testid={`station-printer-${station.id}`}>
        <span>{text('stationPrinter', { station: nameIn(station.name) })}</span>
        <div className="row row-wrap">
          {choices.map(({ id, name }) => (
            <Button
              key={id ?? 'receipts'}
              chosen={chosen === id}
              disabled={!isManager}
              onPress={() => onChoose((now) => printingAt(now, station.id, id))}
            >
              {name}
            </Button>
          ))}
        </div>
      </div>
    )
  })
}

/** Who cooks what, and where its tickets print: a station for each category of the menu. For a manager. */
export const KitchenCard = () => {
  const text = useText()
  const nameIn = useName()
  const { catalog } = useMenu()
  const settings = useTill((till) => till.settings)
  const isManager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  const stations = settings.stations ?? []
  const choose = (category: string, station: string | null) =>
    save((now) => ({ ...now, stations: moved(now.stations ?? [], category, station) }))
  return (
    <section className="card stack" data-testid="kitchen-card">
      <h2>{text('stationsTitle')}</h2>
      <p className="soft small">{text('stationsBody')}</p>
      {isManager ? null : <p className="soft small">{text('settingsManager')}</p>}
      {catalog.categories.map(({ id, name }) => {
        const chosen = STATIONS.find((station) => categoriesOf(stations, station.id).includes(id))?.id ?? null
        return (
          <div key={id} className="station-row">
            <span>{nameIn(name)}</span>
            <div className="row">
              {[null, ...STATIONS].map((station) => (
                <Button
                  key={station?.id ?? 'none'}
                  chosen={chosen === (station?.id ?? null)}
                  disabled={!isManager}
                  onPress={() => choose(id, station?.id ?? null)}
                  testId={`station-${id}-${station?.id ?? 'none'}`}
                >
                  {station === null ? text('stationNone') : nameIn(station.name)}
                </Button>
              ))}
            </div>
          </div>
        )
      })}
      <StationPrinters onChoose={(next) => void save((now) => ({ ...now, stations: next(now.stations ?? []) }))} />
      <SaveOutcome outcome={outcome === 'saved' ? null : outcome} />
    </section>
  )
}
