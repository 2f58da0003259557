import { expect, test } from 'vitest'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_58, GENERIC_80 } from '../../shared/escpos/profile.ts'
import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import { ZERO_FEN } from '../../shared/money/fen.ts'
import { readReceiptTotal } from '../../shared/receipt/read-receipt.ts'
import { saleQrData } from '../../shared/receipt/sale-token.ts'
import { scanAddress } from '../../shared/receipt/scan-to-invoice.ts'
import { PLAIN_SLIP } from '../../shared/receipt/slip-template.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CASH_OUT,
  CHECK_PRINTED,
  INVOICE_REQUESTED,
  KITCHEN_SENT,
  PROOF,
  REFUND,
  SALE,
  SHIFT_CLOSED,
} from '../../test/fixtures/specimen-entries.ts'
import { TINY_FONT } from '../../test/fixtures/tiny-font.ts'
import { dotsHere } from '../dots/dots.ts'
import { encodeWithDots } from './encode-document.ts'
import type { PrintContext } from './print-context.ts'
import { jobsOf } from './print-jobs.ts'
import type { DocumentSource } from './render-document.ts'

const nameOf = (staffId: string | null) => (staffId === 'wang-fang' ? '王芳' : (staffId ?? ''))
const context: PrintContext = {
  profile: GENERIC_80,
  stationPrinter: () => null,
  encode: encodeWithDots(dotsHere(TINY_FONT), makeBridgeDouble().bridge),
  nameOf,
  signatureOf: async () => null,
  receipt: (staffId) => ({
    restaurant: '样例饭馆',
    language: 'zh',
    sample: true,
    staffName: nameOf(staffId),
    nameOf,
    stationName: (station) => ({ zh: station, en: station }),
  }),
}

/** A journal that holds one entry, or none. */
const holding = (entry: Entry | null): DocumentSource => ({
  entryAt: async ({ seq }) => (entry?.seq === seq ? { entry, text: '', hash: PROOF.hash } : null),
  entriesAfter: async () => [],
  shiftById: async () => null,
})

const jobs = (entry: Entry, source = holding(null), at = context) => jobsOf({ entry, text: '', ...PROOF }, at, source)
const ids = async (entry: Entry) => (await jobs(entry)).map((job) => job.id)

const paidBy = (kind: 'cash' | 'card', amount = SALE.body.total): EntryOf<'SALE'> => ({
  ...SALE,
  body: { ...SALE.body, tenders: [{ kind, amount }], paid: amount, change: SALE.body.change },
})

test('the drawer opens where cash moves, before the paper, and nowhere else', async () => {
  expect(await ids(SALE)).toEqual(['1.127:drawer', '1.127:receipt:1'])
  expect(await ids(REFUND)).toEqual(['1.131:drawer', '1.131:refund:1'])
  expect(await ids(CASH_OUT)).toEqual(['1.205:drawer', '1.205:cash:1'])
  const opened = { openingId: CASH_OUT.body.moveId, reason: '换零钱' }
  expect(await ids({ ...CASH_OUT, kind: 'DRAWER_OPENED', body: opened })).toEqual(['1.205:drawer'])
  const byCard = paidBy('card')
  expect(await ids({ ...byCard, body: { ...byCard.body, change: SALE.body.tax } })).toContain('1.127:drawer')
  expect(await ids({ ...byCard, body: { ...byCard.body, change: ZERO_FEN } })).toEqual(['1.127:receipt:1'])
  const noCash = {
    ...REFUND,
    body: { ...REFUND.body, tenders: [{ kind: 'card' as const, amount: REFUND.body.total }] },
  }
  expect(await ids(noCash)).toEqual(['1.131:refund:1'])
  expect(await ids(SHIFT_CLOSED)).toEqual(['1.412:z:1'])
  expect(await ids(INVOICE_REQUESTED)).toEqual(['1.140:invoice:1'])
})

test('each station gets its own ticket, and what is taken back comes before what is to be made', async () => {
  expect(await ids(KITCHEN_SENT)).toEqual(['1.125:cancel-hot:1', '1.125:make-hot:1', '1.125:make-cold:1'])
  expect(await ids(CHECK_PRINTED)).toEqual(['1.126:check:1'])
  const { kitchen } = KITCHEN_SENT.body
  expect(await ids({ ...paidBy('card'), body: { ...paidBy('card').body, change: ZERO_FEN, kitchen } })).toEqual([
    '1.127:receipt:1',
    '1.127:cancel-hot:1',
    '1.127:make-hot:1',
    '1.127:make-cold:1',
  ])
})

test('a ticket has the dishes of its station and nothing of another', async () => {
  const papers = (await jobs(KITCHEN_SENT)).map((job) => decodePaper(job.bytes, GENERIC_80))
  const [cancelled, hot, cold] = papers.map(paperText)
  expect(cancelled).toMatch(/退菜.*清蒸鲈鱼.*客人不要了/s)
  expect(hot).toMatch(/加菜.*宫保鸡丁.*少辣.*不要香菜/s)
  expect(hot).not.toMatch(/祥茶|清蒸鲈鱼/)
  expect(cold).not.toMatch(/宫保鸡丁|清蒸鲈鱼/)
  // 𠮷祥茶 is drawn: no printer has a glyph for its first character.
  const drawn = papers.map(({ parts }) => parts.filter(({ kind }) => kind === 'raster').length)
  expect(drawn).toEqual([0, 0, 1])
})

test('a ticket goes to the printer of its station, laid out for that one; all else to the one for receipts', async () => {
  const own = { id: 'kitchen', profile: GENERIC_58 }
  const routed = { ...context, stationPrinter: (station: string) => (station === 'hot' ? own : null) }
  const sent = await jobs(KITCHEN_SENT, holding(null), routed)
  expect(sent.map(({ id, printer }) => [id, printer])).toEqual([
    ['1.125:cancel-hot:1', 'kitchen'],
    ['1.125:make-hot:1', 'kitchen'],
    ['1.125:make-cold:1', undefined],
  ])
  const rule = paperText(decodePaper(sent[1]?.bytes ?? new Uint8Array(), GENERIC_58))
  expect(rule).toContain(`\n${'='.repeat(32)}\n`)
})

test('one ticket can be printed again by itself, marked as a copy', async () => {
  const reprinted: Entry = {
    ...KITCHEN_SENT,
    kind: 'REPRINTED',
    seq: 130,
    body: { document: '1.125:make-cold', copy: 2, bytesHash: PROOF.hash },
  }
  const [job, ...others] = await jobs(reprinted, holding(KITCHEN_SENT))
  expect([job?.id, others]).toEqual(['1.125:make-cold:2', []])
  expect(paperText(decodePaper(job?.bytes ?? new Uint8Array(), GENERIC_80))).toContain('COPY 2')
})

test('a printer without a drawer is sent no pulse', async () => {
  const without = { ...context, profile: { ...GENERIC_58, drawer: false } }
  expect((await jobs(SALE, holding(null), without)).map((job) => job.kind)).toEqual(['document'])
})

test('what is on paper is what was sold', async () => {
  const receipt = (await jobs(SALE)).at(-1)
  const paper = decodePaper(receipt?.bytes ?? new Uint8Array(), GENERIC_80)
  expect(readReceiptTotal(paper)).toMatchObject({
    receiptNo: SALE.body.receiptNo,
    totalFen: SALE.body.total,
    copy: false,
  })
})

test('a line with a character that the printer lacks is drawn', async () => {
  const receipt = (await jobs(SALE)).at(-1)
  const { parts } = decodePaper(receipt?.bytes ?? new Uint8Array(), GENERIC_80)
  expect(parts.filter((part) => part.kind === 'raster').map(({ width, height }) => [width, height])).toEqual([
    [576, 24],
  ])
})

test('a refund’s slip says who approved it by name', async () => {
  const approved = { ...REFUND, body: { ...REFUND.body, approvedBy: 'wang-fang' } }
  const slip = (await jobs(approved)).at(-1)
  const text = paperText(decodePaper(slip?.bytes ?? new Uint8Array(), GENERIC_80))
  expect(text).toContain('批准人 王芳')
  expect(text).not.toContain('wang-fang')
})

test('a receipt and its copies bear the signed token; without the key they bear the unsigned one', async () => {
  const signing = { ...context, signatureOf: async ({ entry }: SealedEntry) => (entry.seq === 127 ? 'c2ln+/==' : null) }
  const qrOf = async (entry: Entry, at: PrintContext) => {
    const job = (await jobs(entry, holding(SALE), at)).at(-1)
    return decodePaper(job?.bytes ?? new Uint8Array(), GENERIC_80).parts.find((part) => part.kind === 'qr')?.data
  }
  const token = saleQrData(SALE, { ...PROOF, signature: 'c2ln+/==' })
  expect(await qrOf(SALE, signing)).toBe(token)
  expect(await qrOf(reprinted('1.127:receipt'), signing)).toBe(token)
  expect(await qrOf(SALE, context)).toBe(saleQrData(SALE, { ...PROOF, signature: null }))
})

test('an invoice slip bears the token of its sale, and none where the journal holds another sale there', async () => {
  const invoicePage = 'https://invoice.example.cn/'
  const paged: PrintContext = {
    ...context,
    signatureOf: async ({ entry }) => (entry.kind === 'SALE' ? 'c2ln+/==' : null),
    receipt: (staffId) => ({ ...context.receipt(staffId), template: { ...PLAIN_SLIP, invoicePage } }),
  }
  const codesOf = async (source: DocumentSource) => {
    const job = (await jobs(INVOICE_REQUESTED, source, paged)).at(-1)
    const { parts } = decodePaper(job?.bytes ?? new Uint8Array(), GENERIC_80)
    return parts.flatMap((part) => (part.kind === 'qr' ? [part.data] : []))
  }
  const token = saleQrData(SALE, { ...PROOF, signature: 'c2ln+/==' })
  expect(await codesOf(holding(SALE))).toEqual([scanAddress(invoicePage, token)])
  expect(await codesOf(holding(null))).toEqual([])
  const other: DocumentSource = {
    ...holding(SALE),
    entryAt: async () => ({ entry: SALE, text: '', hash: '0'.repeat(64) }),
  }
  expect(await codesOf(other)).toEqual([])
})

test('the same entry gives the same bytes', async () => {
  expect(await jobs(SALE)).toEqual(await jobs(SALE))
})

const reprinted = (document: string): Entry => ({
  ...SALE,
  kind: 'REPRINTED',
  seq: 200,
  by: 'wang-fang',
  body: { document, copy: 3, bytesHash: PROOF.hash },
})

test('a copy is marked with its number and belongs to its original', async () => {
  const [job, ...others] = await jobs(reprinted('1.127:receipt'), holding(SALE))
  expect(others).toEqual([])
  expect(job?.id).toBe('1.127:receipt:3')
  expect(paperText(decodePaper(job?.bytes ?? new Uint8Array(), GENERIC_80))).toContain('COPY 3')
})

test('a copy of what is not there, or of another document than its entry prints, is no paper', async () => {
  expect(await jobs(reprinted('1.126:receipt'), holding(SALE))).toEqual([])
  expect(await jobs(reprinted('1.127:z'), holding(SALE))).toEqual([])
  expect(await jobs(reprinted('nonsense'), holding(SALE))).toEqual([])
})

/** Nothing rounds a line without a quantity: what laying out throws on. */
const broken: Entry = { ...SALE, body: { ...SALE.body, lines: [{} as EntryOf<'SALE'>['body']['lines'][number]] } }

test('a sale that cannot be laid out still opens the drawer, and its document says why it failed', async () => {
  const [drawer, document, ...others] = await jobs(broken)
  expect(others).toEqual([])
  expect(drawer?.kind).toBe('drawer')
  expect(document).toMatchObject({ id: '1.127:receipt:1', kind: 'document', bytes: new Uint8Array() })
  expect(document?.fault).toMatch(/^#127 ./)
})

test('so does a copy of it', async () => {
  const [job] = await jobs(reprinted('1.127:receipt'), holding(broken))
  expect(job).toMatchObject({ id: '1.127:receipt:3', fault: expect.stringMatching(/^#200 /) })
})

test('a journal that cannot be read is no fault of the document: it is tried again', async () => {
  const failing: DocumentSource = { ...holding(null), entryAt: () => Promise.reject(new Error('closed')) }
  await expect(jobs(reprinted('1.127:receipt'), failing)).rejects.toThrow('closed')
})
