import { fallbacksOf, type Printer, withPrinter } from '../../../../shared/bridge/settings-methods.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useTill } from '../../../till/till.ts'
import { Button } from '../../../ui/button.tsx'
import type { useSaveSettings } from '../use-save-settings.ts'
import { turnFallback, withFallbacks } from './printer-set.ts'

type FallbackChoiceProps = {
  readonly printer: Printer
  readonly save: ReturnType<typeof useSaveSettings>['save']
}

/** Who takes over for a printer, in order: pressed, one is put last; pressed again, it is taken out. */
export const FallbackChoice = ({ printer, save }: FallbackChoiceProps) => {
  const text = useText()
  const printers = useTill((till) => till.settings.printers)
  const others = printers.filter(({ id }) => id !== printer.id)
  const chosen = fallbacksOf(printer).filter((id) => others.some((other) => other.id === id))
  if (others.length === 0) return null
  const inOrder = [...chosen, ...others.map(({ id }) => id).filter((id) => !chosen.includes(id))]
  const nameOf = (id: string) => others.find((other) => other.id === id)?.name ?? id
  const turn = (id: string) => save((now) => withPrinter(now, withFallbacks(printer, turnFallback(chosen, id))))
  return (
    <div className="row row-wrap">
      <span className="soft small">{text(chosen.length === 0 ? 'printerNoFallback' : 'printerFallbacks')}</span>
      {inOrder.map((id) => {
        const place = chosen.indexOf(id) + 1
        return (
          <Button
            key={id}
            chosen={place > 0}
            onPress={() => void turn(id)}
            label={text(place > 0 ? 'printerFallbackAt' : 'printerFallbackAdd', { name: nameOf(id), place })}
            testId={`printer-fallback-${id}`}
          >
            {place > 0 ? `${place} · ${nameOf(id)}` : `+ ${nameOf(id)}`}
          </Button>
        )
      })}
    </div>
  )
}
