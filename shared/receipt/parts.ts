import type { EntryTime } from '../journal/entry.ts'
import { type Fen, negateFen } from '../money/fen.ts'
import { formatFen } from '../money/format-fen.ts'
import { labelsIn, type ReceiptLanguage } from './labels.ts'
import { type LocalInstant, localTime } from './local-time.ts'
import type { Block } from './receipt.ts'
import { centredLines, logoBlocks, PLAIN_SLIP, type SlipTemplate } from './slip-template.ts'

/** What a document on paper says beside its entry. `copy` marks a further print: its number (2 or more), who, when. */
export type ReceiptContext = {
  readonly restaurant: string
  readonly language: ReceiptLanguage
  readonly sample: boolean
  readonly staffName: string
  /** The name of somebody whom the entry's body names by id. */
  readonly nameOf: (staffId: string) => string
  /** The name of a station of the kitchen, which entries name by id. */
  readonly stationName: (station: string) => string
  /** What the restaurant puts on guests' slips; absent: nothing of its own. */
  readonly template?: SlipTemplate | undefined
  readonly copy?: { readonly number: number; readonly by: string; readonly at: LocalInstant } | undefined
}

/** The hash that proves the entry a document was printed from; `signature` (base64) is the till's over a sale's token. */
export type Proof = { readonly hash: string; readonly signature?: string | null }

/** '￥1,234.50', '-￥0.05'. */
export const money = (amount: Fen): string =>
  amount < 0 ? `-￥${formatFen(negateFen(amount))}` : `￥${formatFen(amount)}`

/** A label and what it says, on one line. */
export const labelled = (label: string, text: string): Block => ({ kind: 'text', text: `${label} ${text}` })

/** A label at the left and an amount or a number at the right. */
export const amountRow = (label: string, amount: string, bold = false): Block => ({
  kind: 'row',
  bold,
  cells: [
    { text: label, grow: true },
    { text: amount, align: 'right' },
  ],
})

/** The one figure of a document that must be seen from arm's length. */
export const totalRow = (label: string, amount: Fen): Block => ({
  kind: 'row',
  size: 'double',
  bold: true,
  cells: [
    { text: label, grow: true },
    { text: money(amount), align: 'right' },
  ],
})

const centred = (text: string): Block => ({ kind: 'text', text, align: 'center', bold: true })

/** Marks a further print, so that nobody takes it for a second original. */
export const copyMark = ({ copy }: ReceiptContext): Block[] =>
  copy === undefined
    ? []
    : [centred(`重打印 COPY ${copy.number}`), centred(`${localTime(copy.at)} ${copy.by}`), { kind: 'rule', char: '=' }]

/** Marks paper of the sample restaurant. */
export const sampleMark = ({ sample }: ReceiptContext): Block[] => (sample ? [centred('样例 SAMPLE')] : [])

/** Eaten here or taken away, at which table, how many guests. */
export const placeOf = (
  {
    dining,
    table,
    guests,
  }: { readonly dining: 'dine_in' | 'takeaway'; readonly table: string; readonly guests: number },
  language: ReceiptLanguage,
): string => {
  const labels = labelsIn(language)
  return [
    labels[dining],
    ...(table === '' ? [] : [`${labels.table} ${table}`]),
    ...(guests === 0 ? [] : [`${labels.guests} ${guests}`]),
  ].join('  ')
}

/** The top of every document: copy mark, the restaurant's name, the sample banner, and a title where it is no receipt. */
export const heading = (context: ReceiptContext, title?: string): Block[] => [
  ...copyMark(context),
  { kind: 'text', text: context.restaurant, align: 'center', size: 'double' },
  ...sampleMark(context),
  ...(title === undefined ? [] : [{ kind: 'text', text: title, align: 'center', size: 'tall', bold: true } as const]),
  { kind: 'rule' },
]

/** The top of a document for a guest: as any other, with the restaurant's logo and lines. */
export const guestHeading = (context: ReceiptContext, title?: string): Block[] => {
  const { template = PLAIN_SLIP, copy, ...others } = context
  const [name, ...rest] = heading(others, title)
  return [
    ...copyMark({ ...others, copy }),
    ...logoBlocks(template),
    ...(name === undefined ? [] : [name]),
    ...centredLines(template.head),
    ...rest,
  ]
}

/** When, and at whose till. */
export const timeAndStaff = (at: EntryTime, context: ReceiptContext): Block[] => {
  const labels = labelsIn(context.language)
  return [labelled(labels.time, localTime(at)), labelled(labels.staff, context.staffName)]
}

/** The two lines of tax under a total. */
export const netAndTax = (
  { net, tax, rateBp }: { readonly net: Fen; readonly tax: Fen; readonly rateBp: number },
  language: ReceiptLanguage,
): Block[] => {
  const labels = labelsIn(language)
  return [amountRow(labels.net, money(net)), amountRow(`${labels.tax} ${rateBp / 100}%`, money(tax))]
}

/** Which sale a refund or an invoice request is about: by its receipt number, and by number and hash of its entry. */
export const originalSale = (
  body: { readonly receiptNo: string; readonly of: { readonly seq: number; readonly hash: string } },
  language: ReceiptLanguage,
): Block[] => {
  const labels = labelsIn(language)
  return [
    labelled(labels.originalReceiptNo, body.receiptNo),
    labelled(labels.original, shortProof(body.of.seq, body.of.hash)),
  ]
}

/** How a person reads an entry's number and the start of its hash out to another. */
export const shortProof = (seq: number, hash: string): string => `#${seq} ${hash.slice(0, 12)}`

/** The bottom of every document: number and short hash, and the end of the paper. */
export const footing = (seq: number, proof: Proof, context: ReceiptContext): Block[] => [
  labelled(labelsIn(context.language).proof, shortProof(seq, proof.hash)),
  { kind: 'feed', lines: 1 },
  { kind: 'cut' },
]
