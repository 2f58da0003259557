import type { EntryOf } from '../journal/entry.ts'
import type { KitchenOrder } from '../kitchen/kitchen-order.ts'
import { formatQuantity } from '../money/quantity.ts'
import type { KitchenLine } from '../sale/order.ts'
import { localTime } from './local-time.ts'
import { copyMark, type Proof, proofLine, type ReceiptContext, sampleMark } from './parts.ts'
import type { Block, Cell, Receipt } from './receipt.ts'
import { indentedBy, nameIn, type Say, sayIn, type Words, withFreeText } from './words.ts'

/** The entries that tell the kitchen something. */
export type KitchenEntry = EntryOf<'KITCHEN_SENT'> | EntryOf<'SALE'> | EntryOf<'ORDER_VOIDED'>

type Ticket = { readonly ticket: 'make' | 'cancel'; readonly station: string }

const titleOf = (ticket: Ticket['ticket'], { round }: KitchenOrder) => {
  if (ticket === 'cancel') return 'kitchenCancel'
  return round === 1 ? 'kitchenNew' : 'kitchenMore'
}

/** A second language is read from as far away: below, and as tall. */
const tallBelow = ({ second }: Words, align: 'left' | 'center'): Block[] =>
  second === undefined ? [] : [{ kind: 'text', text: second.below, size: 'tall', bold: true, align }]

/** Which station, and what it is to do: what it shall not make any more is white on black. */
const title = ({ ticket, station }: Ticket, kitchen: KitchenOrder, say: Say, context: ReceiptContext): Block[] => {
  const name = context.stationName(station)
  const words = say((labels, language) => `${nameIn(name, language)} ${labels[titleOf(ticket, kitchen)]}`)
  const inverse = ticket === 'cancel'
  return [
    { kind: 'text', text: words.text, align: 'center', size: 'double', bold: true, inverse },
    ...tallBelow(words, 'center'),
  ]
}

/** Where the dish goes: read across the kitchen, so it is as large as the printer prints. */
const whereTo = ({ body }: KitchenEntry, say: Say): Block[] => {
  const { dining, table, guests: count = 0 } = body
  if (dining === undefined || table === undefined) return []
  const place = say((labels) => (table === '' ? labels[dining] : `${labels.table} ${table}`))
  const guests = count === 0 ? [] : [say((labels) => `${labels.guests} ${count}`)]
  const cells: Cell[] = [
    { text: place.text, grow: true },
    ...guests.map(({ text }) => ({ text, align: 'right' }) as const),
  ]
  const below = [place, ...guests].flatMap(({ second }) => second?.below ?? [])
  const inSecond: Block = { kind: 'text', size: 'tall', bold: true, text: below.join('  ') }
  return [{ kind: 'row', size: 'double', bold: true, cells }, ...(below.length === 0 ? [] : [inSecond])]
}

const dish = (line: KitchenLine, sign: string, say: Say): Block[] => {
  const name = say((_, language) => nameIn(line.name, language))
  return [
    {
      kind: 'row',
      size: 'double',
      bold: true,
      cells: [
        { text: name.text, grow: true },
        { text: `${sign}${formatQuantity(line.quantity)}`, align: 'right' },
      ],
    },
    ...tallBelow(name, 'left'),
    ...line.modifiers.map(
      (modifier): Block => ({
        kind: 'text',
        size: 'tall',
        ...indentedBy(
          '  · ',
          say((_, language) => nameIn(modifier, language)),
        ),
      }),
    ),
    ...(line.note === '' ? [] : [remark('  ! ', withFreeText(say('note'), line.note))]),
  ]
}

const remark = (sign: string, words: Words): Block => ({
  kind: 'text',
  size: 'tall',
  bold: true,
  ...indentedBy(sign, words),
})

/**
 * A ticket for one station: the dishes to make, or those not to make any more, in large type and without a price. Lines of
 * other stations are not on it.
 */
export const kitchenTicket = (
  entry: KitchenEntry,
  kitchen: KitchenOrder,
  { ticket, station }: Ticket,
  proof: Proof,
  context: ReceiptContext,
): Receipt => {
  const say = sayIn(context.template?.kitchenLanguage ?? context.language)
  const lines = (ticket === 'make' ? kitchen.added : kitchen.cancelled).filter((line) => line.station === station)
  const note = 'note' in entry.body && ticket === 'make' ? entry.body.note : ''
  const reason = 'reason' in entry.body && ticket === 'cancel' ? (entry.body.reason ?? '') : ''
  const dishes = lines.map((line) => dish(line, ticket === 'make' ? 'x' : '-', say))
  return {
    blocks: [
      ...copyMark(context),
      ...title({ ticket, station }, kitchen, say, context),
      ...sampleMark(context),
      ...whereTo(entry, say),
      { kind: 'text', text: `${localTime(entry.at)} ${context.staffName}` },
      { kind: 'rule', char: '=' },
      ...dishes.flatMap((blocks, index): Block[] => (index === 0 ? blocks : [{ kind: 'rule' }, ...blocks])),
      { kind: 'rule', char: '=' },
      ...(note === '' ? [] : [remark('! ', withFreeText(say('note'), note))]),
      ...(reason === '' ? [] : [{ kind: 'text', size: 'tall', ...withFreeText(say('reason'), reason) } as const]),
      proofLine(entry.seq, proof, say),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  }
}
