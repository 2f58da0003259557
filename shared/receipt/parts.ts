import type { LocalName } from '../catalog/catalog.ts'
import type { EntryTime } from '../journal/entry.ts'
import { type Fen, negateFen } from '../money/fen.ts'
import { formatFen } from '../money/format-fen.ts'
import { type LocalInstant, localTime } from './local-time.ts'
import type { Block } from './receipt.ts'
import { headLines, logoBlocks, PLAIN_SLIP, type SlipTemplate, shows } from './slip-template.ts'
import { type ReceiptLanguage, type Say, sayIn, type Words, withFreeText, withValue } from './words.ts'

/** What a document on paper says beside its entry. `copy` marks a further print: its number (2 or more), who, when. */
export type ReceiptContext = {
  readonly restaurant: string
  readonly language: ReceiptLanguage
  readonly sample: boolean
  readonly staffName: string
  /** The name of somebody whom the entry's body names by id. */
  readonly nameOf: (staffId: string) => string
  /** The name of a station of the kitchen, which entries name by id. */
  readonly stationName: (station: string) => LocalName
  /** What the restaurant puts on guests' slips; absent: nothing of its own. */
  readonly template?: SlipTemplate | undefined
  readonly copy?: { readonly number: number; readonly by: string; readonly at: LocalInstant } | undefined
}

/** The hash that proves the entry a document was printed from; `signature` (base64) is the till's over a sale's token. */
export type Proof = { readonly hash: string; readonly signature?: string | null }

/** '￥1,234.50', '-￥0.05'. */
export const money = (amount: Fen): string =>
  amount < 0 ? `-￥${formatFen(negateFen(amount))}` : `￥${formatFen(amount)}`

/** A label and what it says, on one line; a label in two languages takes two where they do not fit. */
export const labelled = (label: Words, text: string): Block => ({ kind: 'text', ...withValue(label, text) })

/** A label and what somebody wrote, over as many lines as it takes. */
export const labelledFreely = (label: Words, text: string, separator?: string): Block => ({
  kind: 'text',
  ...withFreeText(label, text, separator),
})

/** A label at the left and an amount or a number at the right. */
export const amountRow = (label: Words, amount: string, bold = false): Block => ({
  kind: 'row',
  bold,
  cells: [
    { ...label, grow: true },
    { text: amount, align: 'right' },
  ],
})

/** Around what is printed large. */
const GAP: Block = { kind: 'gap', dots: 8 }

/** The one figure of a document that must be seen from arm's length. */
export const totalRow = (label: Words, amount: Fen): Block[] => [
  GAP,
  {
    kind: 'row',
    size: 'double',
    bold: true,
    cells: [
      { ...label, grow: true },
      { text: money(amount), align: 'right' },
    ],
  },
  GAP,
]

const centred = (text: string): Block => ({ kind: 'text', text, align: 'center', bold: true })

/** Marks a further print, so that nobody takes it for a second original. */
export const copyMark = ({ copy }: ReceiptContext): Block[] =>
  copy === undefined
    ? []
    : [centred(`重打印 COPY ${copy.number}`), centred(`${localTime(copy.at)} ${copy.by}`), { kind: 'rule', char: '=' }]

/** Marks paper of the sample restaurant. */
export const sampleMark = ({ sample }: ReceiptContext): Block[] => (sample ? [centred('样例 SAMPLE')] : [])

type Place = { readonly dining: 'dine_in' | 'takeaway'; readonly table: string; readonly guests: number }

/** Eaten here or taken away, at which table, how many guests. */
export const placeOf = ({ dining, table, guests }: Place, say: Say): Words => {
  const parts = [
    say(dining),
    ...(table === '' ? [] : [withValue(say('table'), table)]),
    ...(guests === 0 ? [] : [withValue(say('guests'), String(guests))]),
  ]
  const text = parts.map((part) => part.text).join('  ')
  if (parts.every(({ second }) => second === undefined)) return { text }
  return {
    text,
    second: {
      together: parts.map((part) => part.second?.together ?? part.text).join('  '),
      below: placeOf({ dining, table, guests }, sayIn('en')).text,
    },
  }
}

/** The top of every document: copy mark, the restaurant's name, the sample banner, and a title where it is no receipt. */
export const heading = (context: ReceiptContext, title?: Words): Block[] => [
  ...copyMark(context),
  { kind: 'text', text: context.restaurant, align: 'center', size: 'double' },
  GAP,
  ...sampleMark(context),
  ...(title === undefined ? [] : [{ kind: 'text', ...title, align: 'center', size: 'tall', bold: true } as const]),
  { kind: 'rule' },
]

/** The top of a document for a guest: as any other, with the restaurant's logo and lines. */
export const guestHeading = (context: ReceiptContext, title?: Words): Block[] => {
  const { template = PLAIN_SLIP, copy, ...others } = context
  const [name, gap, ...rest] = heading(others, title)
  return [
    ...copyMark({ ...others, copy }),
    ...logoBlocks(template),
    ...[name, gap].filter((block) => block !== undefined),
    ...headLines(template, sayIn(context.language)),
    ...rest,
  ]
}

const staffLine = (context: ReceiptContext): Block => labelled(sayIn(context.language)('staff'), context.staffName)

const timeLine = (at: EntryTime, context: ReceiptContext): Block =>
  labelled(sayIn(context.language)('time'), localTime(at))

/** When, and at whose till. */
export const timeAndStaff = (at: EntryTime, context: ReceiptContext): Block[] => [
  timeLine(at, context),
  staffLine(context),
]

/** When, at whose till and at which table, as far as the restaurant shows it to its guests. */
export const guestLines = (at: EntryTime, place: Place | null, context: ReceiptContext): Block[] => {
  const { template = PLAIN_SLIP } = context
  const showsPlace = place !== null && shows(template, 'place')
  return [
    timeLine(at, context),
    ...(shows(template, 'staff') ? [staffLine(context)] : []),
    ...(showsPlace ? [{ kind: 'text', ...placeOf(place, sayIn(context.language)) } as const] : []),
  ]
}

/** The two lines of tax under a total. */
export const netAndTax = (
  { net, tax, rateBp }: { readonly net: Fen; readonly tax: Fen; readonly rateBp: number },
  say: Say,
): Block[] => [amountRow(say('net'), money(net)), amountRow(withValue(say('tax'), `${rateBp / 100}%`), money(tax))]

/** Those lines as far as the restaurant shows them to its guests, under a rule. */
export const guestTax = (
  body: { readonly net: Fen; readonly tax: Fen; readonly rateBp: number },
  { language, template = PLAIN_SLIP }: ReceiptContext,
): Block[] => (shows(template, 'tax') ? [{ kind: 'rule' }, ...netAndTax(body, sayIn(language))] : [])

/** Which sale a refund or an invoice request is about: by its receipt number, and by number and hash of its entry. */
export const originalSale = (
  body: { readonly receiptNo: string; readonly of: { readonly seq: number; readonly hash: string } },
  say: Say,
): Block[] => [
  labelled(say('originalReceiptNo'), body.receiptNo),
  labelled(say('original'), shortProof(body.of.seq, body.of.hash)),
]

/** How a person reads an entry's number and the start of its hash out to another. */
export const shortProof = (seq: number, hash: string): string => `#${seq} ${hash.slice(0, 12)}`

/** The line that names the entry a document was printed from. */
export const proofLine = (seq: number, { hash }: Proof, say: Say): Block =>
  labelled(say('proof'), shortProof(seq, hash))

/** The bottom of every document: number and short hash, and the end of the paper. */
export const footing = (seq: number, proof: Proof, context: ReceiptContext): Block[] => [
  proofLine(seq, proof, sayIn(context.language)),
  { kind: 'feed', lines: 1 },
  { kind: 'cut' },
]
