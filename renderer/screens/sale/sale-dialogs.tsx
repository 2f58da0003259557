import { formatQuantity, parseQuantity } from '../../../shared/money/quantity.ts'
import type { ChosenModifier, Order } from '../../../shared/sale/order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { setLineModifiers, setLineNote, setQuantity } from '../../till/order-lines.ts'
import { useTill } from '../../till/till.ts'
import { DrawerDialog } from '../drawer/drawer-dialog.tsx'
import { DetailsDialog } from './details-dialog.tsx'
import { DiscountDialog } from './discount-dialog.tsx'
import { ModifierPicker } from './modifier-picker.tsx'
import { RecallDialog } from './recall-dialog.tsx'
import { closeDialog, type SaleDialog, useSaleView } from './sale-view.ts'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { TextDialog } from './text-dialog.tsx'
import type { SaleActions } from './use-sale-actions.ts'
import { VoidDialog } from './void-dialog.tsx'

type LineDialogProps = { readonly kind: 'note' | 'quantity'; readonly lineId: string; readonly actions: SaleActions }

const LineDialog = ({ kind, lineId, actions }: LineDialogProps) => {
  const text = useText()
  const nameIn = useName()
  const line = useTill((till) => till.order.lines.find((one) => one.lineId === lineId))
  if (line === undefined) return null
  const name = nameIn(line.name)
  const done = (edit: (order: Order) => Order) => {
    actions.change(edit, lineId)
    closeDialog()
    return null
  }
  const setTypedQuantity = (typed: string) => {
    const parsed = parseQuantity(typed)
    return parsed.ok ? done((order) => setQuantity(order, lineId, parsed.value)) : text('quantityWrong')
  }
  return kind === 'note' ? (
    <TextDialog
      title={text('noteTitle', { name })}
      label={text('note')}
      initial={line.note}
      onSubmit={(note) => done((order) => setLineNote(order, lineId, note))}
      onClose={closeDialog}
      testId="note"
    />
  ) : (
    <TextDialog
      title={text('quantityTitle', { name })}
      label={text('quantity')}
      initial={formatQuantity(line.quantity)}
      inputMode="decimal"
      onSubmit={setTypedQuantity}
      onClose={closeDialog}
      testId="quantity"
    />
  )
}

type PickerProps = { readonly dialog: Extract<SaleDialog, { kind: 'modifiers' }>; readonly actions: SaleActions }

const Picker = ({ dialog, actions }: PickerProps) => {
  const { item, quantity, line } = dialog
  const before = useTill((till) => till.order.lines.find((one) => one.lineId === line)?.modifiers)
  const chosen = (modifiers: readonly ChosenModifier[]) => {
    closeDialog()
    if (line === null) actions.add(item, modifiers, quantity)
    else actions.change((order) => setLineModifiers(order, line, modifiers), line)
  }
  return <ModifierPicker item={item} chosenBefore={before ?? []} onChosen={chosen} onClose={closeDialog} />
}

/** The question that stands in front of the sale, if any. */
export const SaleDialogs = ({ actions }: { readonly actions: SaleActions }) => {
  const dialog = useSaleView((view) => view.dialog)
  const edit = (change: (order: Order) => Order) => {
    actions.change(change)
    closeDialog()
  }
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'modifiers':
      return <Picker dialog={dialog} actions={actions} />
    case 'note':
    case 'quantity':
      return <LineDialog kind={dialog.kind} lineId={dialog.line} actions={actions} />
    case 'discount':
      return <DiscountDialog lineId={dialog.line} onDiscount={edit} onClose={closeDialog} />
    case 'recall':
      return <RecallDialog onClose={closeDialog} />
    case 'void':
      return <VoidDialog onClose={closeDialog} />
    case 'drawer':
      return <DrawerDialog onClose={closeDialog} />
    case 'take_back':
      return <TakeBackDialog actions={actions} onClose={closeDialog} />
    case 'details':
      return <DetailsDialog onDetails={edit} onClose={closeDialog} />
  }
}
