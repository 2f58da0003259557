import type { EntryOf } from '../journal/entry.ts'
import type { KitchenOrder } from '../kitchen/kitchen-order.ts'
import { formatQuantity } from '../money/quantity.ts'
import type { KitchenLine } from '../sale/order.ts'
import { labelsIn, type ReceiptLabels } from './labels.ts'
import { localTime } from './local-time.ts'
import { copyMark, labelled, type Proof, type ReceiptContext, sampleMark, shortProof } from './parts.ts'
import type { Block, Cell, Receipt } from './receipt.ts'

/** The entries that tell the kitchen something. */
export type KitchenEntry = EntryOf<'KITCHEN_SENT'> | EntryOf<'SALE'> | EntryOf<'ORDER_VOIDED'>

const titleOf = (ticket: 'make' | 'cancel', { round }: KitchenOrder, labels: ReceiptLabels): string => {
  if (ticket === 'cancel') return labels.kitchenCancel
  return round === 1 ? labels.kitchenNew : labels.kitchenMore
}

/** Where the dish goes: read across the kitchen, so it is as large as the printer prints. */
const whereTo = ({ body }: KitchenEntry, labels: ReceiptLabels): Block[] => {
  if (!('table' in body)) return []
  const place = body.table === '' ? labels[body.dining] : `${labels.table} ${body.table}`
  const guests: Cell[] = body.guests === 0 ? [] : [{ text: `${labels.guests} ${body.guests}`, align: 'right' }]
  return [{ kind: 'row', size: 'double', bold: true, cells: [{ text: place, grow: true }, ...guests] }]
}

const dish = (line: KitchenLine, sign: string, { language }: ReceiptContext): Block[] => {
  const labels = labelsIn(language)
  const name = line.name[language] || line.name.zh
  return [
    {
      kind: 'row',
      size: 'double',
      bold: true,
      cells: [
        { text: name, grow: true },
        { text: `${sign}${formatQuantity(line.quantity)}`, align: 'right' },
      ],
    },
    ...line.modifiers.map(
      (modifier): Block => ({
        kind: 'text',
        size: 'tall',
        text: `  · ${modifier[language] || modifier.zh}`,
      }),
    ),
    ...(line.note === ''
      ? []
      : [{ kind: 'text', size: 'tall', bold: true, text: `  ! ${labels.note} ${line.note}` } as const]),
  ]
}

/**
 * A ticket for one station: the dishes to make, or those not to make any more, in large type and without a price. Lines of
 * other stations are not on it.
 */
export const kitchenTicket = (
  entry: KitchenEntry,
  kitchen: KitchenOrder,
  { ticket, station }: { readonly ticket: 'make' | 'cancel'; readonly station: string },
  proof: Proof,
  context: ReceiptContext,
): Receipt => {
  const labels = labelsIn(context.language)
  const lines = (ticket === 'make' ? kitchen.added : kitchen.cancelled).filter((line) => line.station === station)
  const note = 'note' in entry.body && ticket === 'make' ? entry.body.note : ''
  const reason = 'reason' in entry.body && ticket === 'cancel' ? (entry.body.reason ?? '') : ''
  const title = `${context.stationName(station)} ${titleOf(ticket, kitchen, labels)}`
  return {
    blocks: [
      ...copyMark(context),
      { kind: 'text', text: title, align: 'center', size: 'double', bold: true },
      ...sampleMark(context),
      ...whereTo(entry, labels),
      { kind: 'text', text: `${localTime(entry.at)} ${context.staffName}` },
      { kind: 'rule', char: '=' },
      ...lines.flatMap((line) => dish(line, ticket === 'make' ? 'x' : '-', context)),
      { kind: 'rule', char: '=' },
      ...(note === '' ? [] : [{ kind: 'text', size: 'tall', bold: true, text: `! ${labels.note} ${note}` } as const]),
      ...(reason === '' ? [] : [{ kind: 'text', size: 'tall', text: `${labels.reason} ${reason}` } as const]),
      labelled(labels.proof, shortProof(entry.seq, proof.hash)),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  }
}
