import type { Printer, Settings } from '../../../../shared/bridge/settings-methods.ts'

/** Settings without this printer: stations and fallbacks that named it name none. The one for receipts always stays. */
export const withoutPrinter = (settings: Settings, id: string): Settings => {
  if (id === settings.receiptPrinter) return settings
  const printers = settings.printers
    .filter((printer) => printer.id !== id)
    .map((printer) => (printer.fallback === id ? { ...printer, fallback: null } : printer))
  return { ...settings, ...stationsWithout(settings, id), printers }
}

const stationsWithout = ({ stations }: Settings, id: string): Pick<Settings, 'stations'> =>
  stations === undefined
    ? {}
    : {
        stations: stations.map(({ printer, ...station }) =>
          printer === undefined || printer === id ? station : { ...station, printer },
        ),
      }

/** The next printer to take over after this one: each of the others in turn, then none. */
export const nextFallback = (printers: readonly Printer[], { id, fallback = null }: Printer): string | null => {
  const others = printers.filter((printer) => printer.id !== id).map((printer) => printer.id)
  return others[fallback === null ? 0 : others.indexOf(fallback) + 1] ?? null
}
