import { fallbacksOf, type Printer, type Settings } from '../../../../shared/bridge/settings-methods.ts'

/** A printer with these printers to take over after it, in order. */
export const withFallbacks = ({ fallback: _, ...printer }: Printer, fallbacks: readonly string[]): Printer => ({
  ...printer,
  fallbacks: [...fallbacks],
})

/** Settings without this printer: stations and fallbacks that named it name it no more. The one for receipts always stays. */
export const withoutPrinter = (settings: Settings, id: string): Settings => {
  if (id === settings.receiptPrinter) return settings
  const printers = settings.printers
    .filter((printer) => printer.id !== id)
    .map((printer) => {
      const fallbacks = fallbacksOf(printer)
      return fallbacks.includes(id)
        ? withFallbacks(
            printer,
            fallbacks.filter((one) => one !== id),
          )
        : printer
    })
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

/** The fallbacks with this printer taken out where it is among them, and put at their end where it is not. */
export const turnFallback = (fallbacks: readonly string[], id: string): readonly string[] =>
  fallbacks.includes(id) ? fallbacks.filter((one) => one !== id) : [...fallbacks, id]
