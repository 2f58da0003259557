import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { showDialog } from './sale-view.ts'
import type { SaleActions } from './use-sale-actions.ts'

/** What can be done with the selected line. */
export const LineTools = ({ actions }: { readonly actions: SaleActions }) => {
  const text = useText()
  const { catalog } = useMenu()
  const line = useTill((till) => till.order.lines.find((one) => one.lineId === till.selected))
  if (line === undefined) return null
  const item = catalog.items.find((one) => one.sku === line.sku)
  const { lineId, quantity } = line
  return (
    <div className="line-tools">
      <div className="line-tools-row">
        <Button className="line-step" onPress={() => actions.step(lineId, -1)} label={text('less')} testId="line-less">
          −
        </Button>
        <Button className="line-step" onPress={() => actions.step(lineId, 1)} label={text('more')} testId="line-more">
          +
        </Button>
        <Button onPress={() => showDialog({ kind: 'quantity', line: lineId })} testId="line-quantity">
          {text('quantity')}
        </Button>
        {item === undefined || item.modifierGroups.length === 0 ? null : (
          <Button
            onPress={() => showDialog({ kind: 'modifiers', item, quantity, line: lineId })}
            testId="line-modifiers"
          >
            {text('choose')}
          </Button>
        )}
      </div>
      <div className="line-tools-row">
        <Button onPress={() => showDialog({ kind: 'note', line: lineId })} keyHint="F7" testId="line-note">
          {text('note')}
        </Button>
        <Button onPress={() => showDialog({ kind: 'discount', line: lineId })} testId="line-discount">
          {text('discount')}
        </Button>
        <Button kind="danger" onPress={() => actions.remove(lineId)} keyHint="Del" testId="line-remove">
          {text('remove')}
        </Button>
      </div>
    </div>
  )
}
