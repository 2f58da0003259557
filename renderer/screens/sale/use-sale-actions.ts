import type { Item } from '../../../shared/catalog/catalog.ts'
import { unsentOf } from '../../../shared/kitchen/kitchen-order.ts'
import { ONE, type Quantity } from '../../../shared/money/quantity.ts'
import type { ChosenModifier, Order } from '../../../shared/sale/order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { type Text, useText } from '../../i18n/use-text.ts'
import { groupsOf } from '../../till/choose-modifiers.ts'
import { editOrder } from '../../till/edit-order.ts'
import { holdOrder } from '../../till/hold-order.ts'
import { newId } from '../../till/new-id.ts'
import { refusesNewOrder } from '../../till/new-order.ts'
import { addItem, neighbourLine, removeLine, stepQuantity } from '../../till/order-lines.ts'
import { fitsAnEntry } from '../../till/order-size.ts'
import { useBridge, useJournal, useMenu } from '../../till/parts.ts'
import { printCheck } from '../../till/print-check.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { reprintLast } from '../../till/reprint-last.ts'
import { type KitchenRefusal, kitchenStations, sendToKitchen } from '../../till/send-to-kitchen.ts'
import { useStanding } from '../../till/standing.ts'
import { useTill } from '../../till/till.ts'
import { showDialog, useSaleView } from './sale-view.ts'

const kitchenRefusal = (reason: KitchenRefusal, text: Text): string => {
  if (reason === 'nothing_new') return text('kitchenNothingNew')
  if (reason === 'no_stations') return text('kitchenNoStations')
  return refusalText(reason, text)
}

/** What buttons and keys of the Sale screen do; both call the same. */
export const useSaleActions = () => {
  const journal = useJournal()
  const bridge = useBridge()
  const { catalog } = useMenu()
  const text = useText()
  const nameIn = useName()

  const failed = (error: unknown) => {
    useSaleView.setState({ problem: text('draftFailed') })
    void bridge.call['app.log']({ level: 'error', event: 'draft.save', detail: String(error) })
  }

  const change = (edit: (order: Order) => Order, selected?: string | null) => {
    const answered = ({ ok }: { readonly ok: boolean }) => {
      if (!ok) useSaleView.setState({ problem: text('orderFull') })
    }
    editOrder(journal, edit, selected).then(answered, failed)
  }

  const isRefused = () => {
    const refused = refusesNewOrder(useStanding.getState(), useTill.getState().order)
    if (refused) useSaleView.setState({ problem: text('diskFull') })
    return refused
  }

  const add = (item: Item, modifiers: readonly ChosenModifier[], count: Quantity) => {
    // Again, since the disk may have filled while modifiers were chosen.
    if (isRefused()) return
    const { order } = useTill.getState()
    const added = addItem(order, item, modifiers, count, newId())
    if (added === null || !fitsAnEntry(added.order, order)) {
      useSaleView.setState({ problem: text('orderFull') })
      return
    }
    change(() => added.order, added.lineId)
    useSaleView.setState(({ added: last }) => ({
      added: { line: added.lineId, count: (last?.count ?? 0) + 1 },
      query: '',
      quantity: null,
      problem: null,
    }))
  }

  const pick = (item: Item) => {
    const count = useSaleView.getState().quantity ?? ONE
    if (isRefused()) return
    if (item.soldOut) {
      useSaleView.setState({ problem: text('itemSoldOut', { name: nameIn(item.name) }) })
    } else if (groupsOf(catalog, item).some((group) => group.min > 0)) {
      showDialog({ kind: 'modifiers', item, quantity: count, line: null })
    } else add(item, [], count)
  }

  const withSelected = (action: (lineId: string) => void) => {
    const { selected } = useTill.getState()
    if (selected !== null) action(selected)
  }

  const remove = (lineId: string) => {
    const { order } = useTill.getState()
    const at = order.lines.findIndex((line) => line.lineId === lineId)
    const rest = removeLine(order, lineId)
    change(() => rest, rest.lines[Math.min(at, rest.lines.length - 1)]?.lineId ?? null)
  }

  const step = (lineId: string, by: 1 | -1) => {
    const { order } = useTill.getState()
    const stepped = stepQuantity(order, lineId, by)
    if (stepped === order) useSaleView.setState({ problem: text('quantityTooLarge') })
    else if (stepped.lines.some((line) => line.lineId === lineId)) change(() => stepped, lineId)
    else remove(lineId)
  }

  const select = (by: 1 | -1) =>
    useTill.setState(({ order, selected }) => ({ selected: neighbourLine(order, selected, by) }))

  const hold = () => {
    useSaleView.setState({ added: null, problem: null })
    holdOrder(journal, Date.now()).catch(failed)
  }

  const tellKitchen = async (reason: string) => {
    const told = await sendToKitchen(journal, reason)
    const problem = told.ok ? text('kitchenSent') : kitchenRefusal(told.reason, text)
    // The question that this answered is closed, and no other that was asked meanwhile.
    useSaleView.setState(({ dialog }) => ({ problem, dialog: dialog?.kind === 'take_back' ? null : dialog }))
  }

  /** Dishes that the kitchen already makes are taken back only with a reason. */
  const kitchen = async () => {
    const unsent = unsentOf(useTill.getState().order, kitchenStations())
    if (unsent !== null && unsent.cancelled.length > 0) showDialog({ kind: 'take_back' })
    else await tellKitchen('')
  }

  const check = async () => {
    const printed = await printCheck(journal)
    if (!printed.ok && printed.reason === 'empty_order') return
    const problem =
      printed.ok || printed.reason === 'empty_order' ? text('checkPrinting') : refusalText(printed.reason, text)
    useSaleView.setState({ problem })
  }

  const reprint = async () => {
    const copy = await reprintLast(journal, bridge)
    useSaleView.setState({
      problem: copy === null ? text('nothingToReprint') : text('reprinting', { receiptNo: copy.receiptNo }),
    })
  }

  return { change, add, pick, remove, step, select, withSelected, hold, kitchen, tellKitchen, check, reprint }
}

/** What useSaleActions() gives. */
export type SaleActions = ReturnType<typeof useSaleActions>
