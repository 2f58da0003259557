import { execFile } from 'node:child_process'
import { generateKeyPairSync, sign as signWith } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../electron/parts.ts'
import { openSigningKey } from '../../server/signing-key.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { headText } from '../../shared/journal/signed-head.ts'
import { fen } from '../../shared/money/fen.ts'
import { saleQrData, saleTokenText } from '../../shared/receipt/sale-token.ts'
import { scanAddress } from '../../shared/receipt/scan-to-invoice.ts'
import { ackText as wireAckText } from '../../shared/sync/wire.ts'
import { ackText } from '../../verify/checks/acks.ts'
import type { FindingCode } from '../../verify/findings.ts'
import { type Report, type VerifyOptions, verifyArchive } from '../../verify/verify-archive.ts'
import { ackOf, makeRealTill, type RealTill } from './real-till.ts'
import {
  edit,
  entriesOf,
  forge,
  indexOf,
  journalIn,
  type Loose,
  put,
  readManifest,
  rechain,
  signManifest,
  withFolder,
  withLines,
} from './tampering.ts'

let till: RealTill
/** A good archive, and one of a till that stands alone. */
let good = ''
let standalone = ''
beforeAll(async () => {
  till = await makeRealTill()
  good = await till.exportArchive()
  standalone = await till.exportArchive(null)
})

const sign = (text: string) => till.identity.sign(text)
const foreign = generateKeyPairSync('ed25519').privateKey
const foreignSign = (text: string) => signWith(null, Buffer.from(text), foreign).toString('base64')

const check = async (folder: string, options: VerifyOptions = {}): Promise<Report> => {
  const result = await verifyArchive(folder, options)
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
  return result.report
}
const found = ({ findings }: Report) => findings.map(({ code, seq }) => [code, seq])
const codes = ({ findings }: Report): FindingCode[] => findings.map(({ code }) => code)

/** What is found where the lines are changed by somebody who holds the till's key and makes the table fit. */
const checkLines = (change: (lines: readonly string[]) => readonly string[], folder = standalone) =>
  check(withLines(folder, change(till.lines), sign))

test('a day at the real till is found good, with what became of its numbers', async () => {
  const report = await check(good, { key: till.identity.publicKey })
  expect(report.findings).toEqual([])
  expect(report.notes).toEqual([])
  expect(report.epochs).toMatchObject([{ epoch: 1, entries: till.lines.length, parent: null }])
  expect(report.days).toMatchObject([{ first: '01-20260921-0001', sales: 5, refunded: 1, voided: 1 }])
})

test('a till without head office is found good, and that nothing proves its end is said', async () => {
  const report = await check(standalone)
  expect(report.findings).toEqual([])
  expect(report.notes.map(({ code }) => code)).toEqual(['no_acks'])
})

const sale = (nth: number) => indexOf(till.lines, 'SALE', nth)
const orderOf = (index: number) => entriesOf(till.lines)[index].body.orderId

test('dropped: the missing number is named, and the receipt and the Z that miss it', async () => {
  const at = sale(1)
  const report = await checkLines((lines) => lines.filter((_line, index) => index !== at))
  expect(found(report)).toContainEqual(['gap', at + 2])
  expect(report.findings.find(({ code }) => code === 'gap')?.en).toContain(`#${at + 1}`)
  expect(codes(report)).toContain('receipt_gap')
  expect(codes(report)).toContain('closing_differs')
})

test('dropped, and all after it chained anew: the numbers of the receipts and the closing tell', async () => {
  const report = await checkLines((lines) => rechain(lines.toSpliced(sale(3), 1), sale(3)))
  expect(codes(report)).not.toContain('gap')
  const gap = report.findings.find(({ code }) => code === 'receipt_gap')
  expect(gap?.en).toMatch(/numbers 4 to 4 of 2026-09-21 are missing: the one before is #\d+ 01-20260921-0003/)
  expect(codes(report)).toContain('closing_differs')
})

test('edited: the entry is named', async () => {
  const report = await checkLines((lines) =>
    edit(lines, sale(0), (entry) => {
      entry.body.note = 'changed'
    }),
  )
  expect(found(report)).toEqual([['hash_mismatch', sale(0) + 1]])
})

test('edited with its hash made to fit: the next entry does not follow it', async () => {
  const report = await checkLines((lines) =>
    edit(
      lines,
      sale(0),
      (entry) => {
        entry.body.note = 'changed'
      },
      true,
    ),
  )
  expect(found(report)).toContainEqual(['does_not_follow', sale(0) + 2])
})

test('edited with everything after it chained anew: head office and the till’s own signatures tell', async () => {
  const change = (lines: readonly string[]) =>
    forge(lines, sale(0), (entry) => {
      entry.body.note = 'changed'
    })
  const report = await checkLines(change, good)
  expect(codes(report)).toContain('ack_differs')
  expect(found(report)).toContainEqual(['signed_unknown', indexOf(till.lines, 'SIGNED') + 1])
})

test('swapped: both are named', async () => {
  const at = sale(0)
  const report = await checkLines((lines) => lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? ''))
  expect(found(report)).toContainEqual(['gap', at + 2])
  expect(found(report)).toContainEqual(['out_of_order', at + 1])
})

test('doubled: the line is named', async () => {
  const at = sale(0)
  const report = await checkLines((lines) => lines.toSpliced(at, 0, lines[at] ?? ''))
  expect(found(report)).toEqual([['repeated_line', at + 1]])
})

test('cut off in the middle of a line, and between two', async () => {
  const torn = withFolder(good, (copy) => truncateSync(journalIn(copy), readFileSync(journalIn(copy)).length - 10))
  const report = await check(torn)
  expect(codes(report)).toEqual(['torn_tail', 'file_changed', 'contents_differ', 'cut_off'])
  const last = till.lines.length
  const shorter = await checkLines((lines) => lines.slice(0, -3), good)
  expect(found(shorter)).toEqual([['cut_off', last]])
  expect(shorter.findings[0]?.en).toContain(`#${last}, but the archive ends at #${last - 3}`)
})

test('an old backup: acknowledgements that head office gives now go beyond it', async () => {
  const at = till.lines.length - 4
  const [hash = ''] = till.lines[at - 1]?.split(' ') ?? []
  const early = ackOf(till.office, { ...till.head, seq: at, hash })
  const backup = withLines(await till.exportArchive(early), till.lines.slice(0, at), sign)
  expect(codes(await check(backup))).toEqual([])
  const acks = path.join(till.folder, 'acks-now.json')
  writeFileSync(acks, JSON.stringify([ackOf(till.office, till.head)]))
  expect(found(await check(backup, { acks }))).toEqual([['cut_off', till.head.seq]])
})

test('a fork: two entries with one number, and head office signed the other', async () => {
  const at = sale(2)
  const other = forge(till.lines, at, (entry) => {
    entry.body.table = '99'
  })
  const inside = await checkLines((lines) => lines.toSpliced(at + 1, 0, other[at] ?? ''))
  expect(found(inside)).toEqual([['fork', at + 1]])
  const ack = ackOf(till.office, { ...till.head, seq: at + 1, hash: other[at]?.slice(0, 64) ?? '' })
  expect(found(await check(await till.exportArchive(ack)))).toEqual([['ack_differs', at + 1]])
})

test('a foreign key: over the table, in the journal, at its beginning, under an acknowledgement', async () => {
  const table = withFolder(good, (copy) => signManifest(copy, readManifest(copy), foreignSign))
  expect(codes(await check(table))).toEqual(['bad_signature'])
  const exchanged = withFolder(good, (copy) =>
    signManifest(copy, { ...readManifest(copy), publicKey: Buffer.alloc(32, 7).toString('base64') }, sign),
  )
  expect(codes(await check(exchanged))).toEqual(['key_is_not_the_till'])
  const at = indexOf(till.lines, 'SIGNED', 1)
  const signed = await checkLines((lines) =>
    forge(lines, at, (entry) => {
      entry.body.signature = foreignSign(headText({ till: entry.till, ...entry.body.of }))
    }),
  )
  expect(found(signed)).toEqual([['signed_bad', at + 1]])
  const begun = await checkLines((lines) =>
    forge(lines, 0, (entry) => {
      entry.body.publicKey = Buffer.alloc(32, 7).toString('base64')
    }),
  )
  expect(found(begun)).toContainEqual(['genesis_key', 1])
  const impostor = openSigningKey(path.join(till.folder, 'impostor.pem'))
  const forged = { ...ackOf(impostor, till.head), keyId: till.office.keyId }
  expect(found(await check(await till.exportArchive(forged)))).toEqual([['ack_bad_signature', till.head.seq]])
  expect(codes(await check(await till.exportArchive(ackOf(impostor, till.head))))).toEqual(['ack_key'])
})

test('a head office that changed its key counts once its key is given, and not before', async () => {
  const renewed = openSigningKey(path.join(till.folder, 'renewed.pem'))
  const folder = await till.exportArchive(ackOf(renewed, till.head))
  const unknown = await check(folder)
  expect(found(unknown)).toEqual([['ack_key', till.head.seq]])
  expect(unknown.findings[0]?.en).toContain('--head-office-key')
  const known = await check(folder, { headOfficeKey: renewed.publicKey })
  expect(known.findings).toEqual([])
  expect(known.notes.map(({ code }) => code)).toEqual(['head_office_key_given'])
  expect(codes(await check(folder, { headOfficeKey: till.office.publicKey }))).toEqual(['ack_key'])
  const impostor = { ...ackOf(till.office, till.head), keyId: renewed.keyId }
  expect(codes(await check(await till.exportArchive(impostor), { headOfficeKey: renewed.publicKey }))).toEqual([
    'ack_bad_signature',
  ])
  const gone = path.join(till.folder, 'acks-renewed.json')
  writeFileSync(gone, JSON.stringify([ackOf(renewed, { ...till.head, seq: till.head.seq + 1 })]))
  expect(codes(await check(standalone, { acks: gone, headOfficeKey: renewed.publicKey }))).toEqual(['cut_off'])
})

test('another key than the one that is known, and acknowledgements of another till', async () => {
  expect(codes(await check(good, { key: Buffer.alloc(32, 7).toString('base64') }))).toEqual(['other_key'])
  const acks = path.join(till.folder, 'acks-of-others.json')
  writeFileSync(acks, JSON.stringify([ackOf(till.office, { ...till.head, till: 'b'.repeat(32) })]))
  expect(codes(await check(good, { acks }))).toEqual(['acks_of_others'])
})

/** A field of an entry, by its path, and what a forger makes of it. */
type Forgery = readonly [
  name: string,
  kind: Parameters<typeof indexOf>[1],
  nth: number,
  field: string,
  value: (old: Loose) => unknown,
  /** The finding's code; after a slash what it says in English, where the code alone does not tell. */
  finding: FindingCode | `${FindingCode} / ${string}`,
]
const to = (value: unknown) => () => value
const parentAt = (of: string) => ({ till: of, epoch: 1, seq: 99, hash: '1'.repeat(64) })
const by = (amount: number) => (old: number) => old + amount

test.each<Forgery>([
  ['a number used before', 'SALE', 1, 'body.receiptNo', to('01-20260921-0001'), 'receipt_repeated'],
  ['a number of another day', 'SALE', 1, 'body.receiptNo', to('01-20260101-0002'), 'receipt_form'],
  ['a line at another price', 'SALE', 0, 'body.lines.0.list', by(1), 'line_amount'],
  ['a total that the lines do not make', 'SALE', 0, 'body.total', by(100), 'sum_amount'],
  ['tax that is not that of the line', 'SALE', 0, 'body.lines.0.tax', by(1), 'line_amount'],
  [
    'a discount on a line that nobody gave',
    'SALE',
    0,
    'body.lines.0.lineDiscount',
    by(1),
    'line_amount / lineDiscount',
  ],
  ['a net amount that is not that of the line', 'SALE', 0, 'body.lines.0.net', by(1), 'line_amount / : net says'],
  ['more paid than was tendered', 'SALE', 0, 'body.paid', by(1), 'tender_amount / : paid says'],
  ['change out of no cash', 'SALE', 0, 'body.tenders.0.kind', to('card'), 'tender_amount / : change says'],
  ['change that was not due', 'SALE', 0, 'body.change', by(1), 'tender_amount'],
  ['a discount other than the one given', 'SALE', 2, 'body.discountGiven.bp', by(1_000), 'sum_amount'],
  ['a sale in no shift', 'SALE', 3, 'shift', to(null), 'outside_shift'],
  ['a sale on another business date', 'SALE', 4, 'body.businessDate', to('2026-09-22'), 'other_date'],
  ['an order sold twice', 'SALE', 1, 'body.orderId', () => orderOf(sale(0)), 'doubled'],
  ['a refund of what is no sale', 'REFUND', 0, 'body.of.seq', to(1), 'refund_unknown'],
  ['a refund of another entry under that number', 'REFUND', 0, 'body.of.hash', to('0'.repeat(64)), 'refund_unknown'],
  ['a refund by another tender', 'REFUND', 0, 'body.tenders.0.kind', to('card'), 'refund_differs'],
  ['an invoice request for what is no sale', 'INVOICE_REQUESTED', 0, 'body.of.seq', to(1), 'invoice_unknown'],
  ['an invoice request for more', 'INVOICE_REQUESTED', 0, 'body.total', by(1), 'invoice_differs'],
  ['an X report over another range', 'X_REPORT', 0, 'body.fromSeq', by(-1), 'x_range'],
  ['a closing with another total', 'SHIFT_CLOSED', 0, 'body.totals.salesTotal', by(-100), 'closing_differs'],
  [
    'a closing that counts less cash taken out',
    'SHIFT_CLOSED',
    1,
    'body.totals.paidOut',
    by(-100),
    'closing_differs / says paidOut',
  ],
  ['a closing that hides an opened drawer', 'SHIFT_CLOSED', 1, 'body.totals.drawerOpens', by(-1), 'closing_differs'],
  ['cash taken out in no shift', 'CASH_MOVED', 0, 'shift', to(null), 'outside_shift'],
  ['a drawer opened in no shift', 'DRAWER_OPENED', 0, 'shift', to(null), 'outside_shift'],
  ['a closing that expects less cash', 'SHIFT_CLOSED', 0, 'body.expected', by(-100), 'closing_differs'],
  ['a closing with another float', 'SHIFT_CLOSED', 0, 'body.float', by(1), 'closing_differs / says float'],
  ['a closing that is over by more', 'SHIFT_CLOSED', 0, 'body.over', by(1), 'closing_differs / says over'],
  ['a closing from another entry on', 'SHIFT_CLOSED', 0, 'body.fromSeq', by(1), 'closing_differs / says fromSeq'],
  ['an entry of another till', 'X_REPORT', 0, 'till', to('b'.repeat(32)), 'wrong_till'],
  [
    'a beginning that goes on from nowhere',
    'GENESIS',
    0,
    'body.parent',
    () => parentAt(till.identity.till),
    'parent_not_here',
  ],
  ['a closing of another shift', 'SHIFT_CLOSED', 0, 'body.shiftId', to('0'.repeat(26)), 'closing_without_shift'],
  ['a Z that leaves a number out', 'SHIFT_CLOSED', 1, 'body.z', to(3), 'z_gap'],
  ['a Z that was there before', 'SHIFT_CLOSED', 1, 'body.z', to(1), 'z_repeated'],
  ['a kind that is not known', 'X_REPORT', 0, 'kind', to('LOTTERY'), 'unknown_kind'],
  ['a member that is not known', 'X_REPORT', 0, 'body.extra', to(1), 'unknown_kind'],
  ['an entry that breaks its format', 'X_REPORT', 0, 'body.fromSeq', to('one'), 'invalid_entry'],
])('%s is found in a journal that is otherwise whole', async (_name, kind, nth, field, value, finding) => {
  const [code = '', says = ''] = finding.split(' / ')
  const at = indexOf(till.lines, kind, nth)
  const report = await checkLines((lines) => forge(lines, at, (entry) => put(entry, field, value)))
  expect(found(report)).toContainEqual([code, at + 1])
  expect(report.findings.filter((one) => one.code === code && one.en.includes(says))).not.toEqual([])
})

test('a journal that begins with something else, twice, or with a shift upon a shift', async () => {
  expect(found(await checkLines((lines) => rechain(lines.slice(1), 0)))).toContainEqual(['genesis_missing', 1])
  const again = await checkLines((lines) => rechain(lines.toSpliced(1, 0, lines[0] ?? ''), 1))
  expect(found(again)).toContainEqual(['genesis_again', 2])
  const at = indexOf(till.lines, 'SHIFT_CLOSED')
  const open = await checkLines((lines) => rechain(lines.toSpliced(at, 2), at))
  expect(found(open)).toContainEqual(['shift_still_open', at + 1])
})

test('a journal that goes on from another till’s begins in the middle of its numbers', async () => {
  const report = await checkLines((lines) =>
    entriesOf(lines).reduce((changed: readonly string[], entry, index) => {
      const later = (receiptNo: string) => receiptNo.replace(/000(\d)$/, (_all, digit) => `000${Number(digit) + 4}`)
      if (entry.kind === 'GENESIS')
        return forge(changed, index, (one) => put(one, 'body.parent', () => parentAt('b'.repeat(32))))
      if (entry.kind === 'SALE') return forge(changed, index, (one) => put(one, 'body.receiptNo', later))
      return entry.kind === 'SHIFT_CLOSED' ? forge(changed, index, (one) => put(one, 'body.z', by(7))) : changed
    }, lines),
  )
  expect(report.notes.map(({ code }) => code)).toContain('parent_elsewhere')
  expect(codes(report)).not.toContain('receipt_gap')
  expect(codes(report)).not.toContain('z_gap')
  expect(report.days).toMatchObject([{ first: '01-20260921-0005', last: '01-20260921-0009' }])
})

test('an entry that is not canonical, though its hash fits', async () => {
  const last = till.lines.length - 1
  const text = (till.lines[last] ?? '').slice(65).replace('{', '{ ')
  const report = await checkLines((lines) => lines.with(last, `${sha256(text)} ${text}`))
  expect(found(report)).toEqual([['not_canonical', last + 1]])
})

test('a gap in the numbers names what stands around it, and an entry that cannot be read', async () => {
  const at = sale(1)
  const unread = await checkLines((lines) => forge(lines, at, (entry) => put(entry, 'kind', () => 'LOTTERY')))
  const gap = unread.findings.find(({ code }) => code === 'receipt_gap')
  expect(gap?.en).toContain(`between them stand #${at + 1} ?`)
})

test('what is no plain file in an archive, or unreasonably large, is named and not opened', async () => {
  const inPlaceOfJournal = (put: (file: string) => void) =>
    withFolder(good, (copy) => {
      const file = journalIn(copy)
      rmSync(file)
      put(file)
    })
  expect(found(await check(inPlaceOfJournal((file) => mkdirSync(file))))).toContainEqual(['file_not_plain', 1])
  const endless = inPlaceOfJournal((file) => symlinkSync('/dev/zero', file))
  expect(found(await check(endless))).toContainEqual(['file_not_plain', 1])
  const huge = withFolder(good, (copy) => truncateSync(path.join(copy, 'acks.json'), 3_000_000_000))
  expect(codes(await check(huge))).toEqual(['file_too_large'])
})

test('an edited table of contents, a missing file, a file too many', async () => {
  const edited = withFolder(good, (copy) => {
    const file = path.join(copy, 'archive.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"app":"0.1.0"', '"app":"0.2.0"'))
  })
  expect(codes(await check(edited))).toEqual(['bad_signature'])
  const spaced = withFolder(good, (copy) => {
    const file = path.join(copy, 'archive.json')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`)
  })
  expect(codes(await check(spaced))).toEqual(['manifest_not_canonical', 'bad_signature'])
  const unsigned = withFolder(good, (copy) => rmSync(path.join(copy, 'archive.sig')))
  expect(codes(await check(unsigned))).toEqual(['unsigned'])
  const missing = withFolder(good, (copy) => rmSync(journalIn(copy)))
  expect(found(await check(missing))).toContainEqual(['file_missing', 1])
  const noAcks = withFolder(good, (copy) => rmSync(path.join(copy, 'acks.json')))
  expect(codes(await check(noAcks))).toEqual(['file_missing'])
  const more = withFolder(good, (copy) => writeFileSync(path.join(copy, 'x-2.journal'), ''))
  expect(codes(await check(more))).toEqual(['file_unlisted'])
})

test('a table of contents without an epoch, and one that no key is known for', async () => {
  const empty = withFolder(good, (copy) => signManifest(copy, { ...readManifest(copy), epochs: [] }, sign))
  expect(codes(await check(empty))).toContain('no_epochs')
  const keyless = withFolder(good, (copy) => {
    signManifest(copy, { ...readManifest(copy), epochs: [], publicKey: null }, sign)
  })
  expect(codes(await check(keyless))).toContain('no_key')
})

test('rubbish in the place of files is named, and does not fill the memory', async () => {
  const rubbish = withFolder(good, (copy) => writeFileSync(journalIn(copy), '\n'.repeat(100_000)))
  const report = await check(rubbish)
  expect(codes(report)).toContain('malformed_line')
  expect(report.unlisted).toEqual({ malformed_line: 100_000 - 200 })
  const noLine = withFolder(good, (copy) => writeFileSync(journalIn(copy), Buffer.alloc(3_000_000, 0x41)))
  expect(codes(await check(noLine))).toContain('malformed_line')
  const acks = withFolder(good, (copy) => writeFileSync(path.join(copy, 'acks.json'), 'rubbish'))
  expect(codes(await check(acks))).toEqual(['file_changed', 'acks_unreadable'])
})

test('a receipt’s token is found to be this till’s, forged, of another sale, or no token', async () => {
  const at = sale(1)
  const entry: EntryOf<'SALE'> = entriesOf(till.lines)[at]
  const hash = till.lines[at]?.slice(0, 64) ?? ''
  const tokenOf = (signer: (text: string) => string | null, of = entry) =>
    saleQrData(of, { hash, signature: signer(saleTokenText(of, hash)) })
  const foundFor = async (token: string) => found(await check(good, { token }))
  expect(await foundFor(tokenOf(sign))).toEqual([])
  expect(await foundFor(scanAddress('https://shop.example.cn/invoice?lang=zh', tokenOf(sign)))).toEqual([])
  expect(await foundFor('https://shop.example.cn/invoice')).toEqual([['token_malformed', null]])
  expect(await foundFor(tokenOf(foreignSign))).toEqual([['token_forged', at + 1]])
  expect(await foundFor(tokenOf(sign, { ...entry, body: { ...entry.body, total: fen(1) } }))).toEqual([
    ['token_differs', at + 1],
  ])
  expect(await foundFor(tokenOf(sign, { ...entry, seq: 1 }))).toEqual([['token_unknown', 1]])
  expect(await foundFor(tokenOf(sign, { ...entry, till: 'b'.repeat(32) }))).toEqual([['token_of_other', at + 1]])
  expect(await foundFor(tokenOf(() => null))).toEqual([['token_malformed', null]])
})

test('any byte of the journal changed in any way is found by the chain alone', async () => {
  const bytes = Buffer.from(till.lines.map((line) => `${line}\n`).join(''))
  const byHash: readonly FindingCode[] = ['file_changed', 'contents_differ']
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(bytes)
      changed[at] = ((changed[at] ?? 0) + by) % 256
      const folder = withFolder(standalone, (copy) => writeFileSync(journalIn(copy), changed))
      const report = await check(folder)
      expect(codes(report)).toContain('file_changed')
      expect(report.findings.filter(({ code }) => !byHash.includes(code)).map(({ seq }) => seq)).not.toEqual([])
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 150 },
  )
})

test('the verifier reads an acknowledgement as head office signs it', () => {
  const ack = { ...ackOf(till.office, till.head), quarantined: [3, 5] }
  expect(ackText(ack)).toBe(wireAckText(ack))
})

const root = path.resolve(import.meta.dirname, '..', '..')
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const script = path.join(root, 'verify', 'counterfoil.ts')
    const child = execFile(process.execPath, [script, ...args], (_error, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    )
  })

test('the command says by its exit code, in both languages and in JSON, what it found', async () => {
  const fine = await run('verify', good)
  expect(fine.code).toBe(0)
  expect(fine.out).toContain('没有发现问题。Nothing was found wrong.')
  const bad = withLines(standalone, till.lines.toSpliced(sale(0), 1), sign)
  const faulty = await run('verify', bad, '--json')
  expect(faulty.code).toBe(1)
  const last: Loose = JSON.parse(faulty.out.trimEnd().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([expect.objectContaining({ code: 'gap' })]),
  })
  expect(faulty.error).toContain('不见了')
  expect(faulty.error).toContain('are missing')
})

test('what is no archive, or no command, ends with 2', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'counterfoil-empty-'))
  expect(await run('verify', empty)).toMatchObject({ code: 2, error: expect.stringContaining('no archive.json') })
  const half = withFolder(good, (copy) => renameSync(copy, `${copy}.unfinished`))
  expect(await run('verify', `${half}.unfinished`)).toMatchObject({
    code: 2,
    error: expect.stringContaining('not finished'),
  })
  const garbage = withFolder(good, (copy) => writeFileSync(path.join(copy, 'archive.json'), '{'))
  expect(await run('verify', garbage, '--json')).toMatchObject({
    code: 2,
    out: expect.stringContaining('not_an_archive'),
  })
  expect(await run('verify', good, '--acks', path.join(empty, 'none.json'))).toMatchObject({ code: 2 })
  expect(await run('verify')).toMatchObject({ code: 2, error: expect.stringContaining('usage') })
  expect(await run('verify', good, '--wrong')).toMatchObject({ code: 2 })
  expect(await run('verify', good, '--head-office-key', 'rubbish')).toMatchObject({ code: 2 })
  expect(await run('verify', good, '--head-office-key', till.office.publicKey)).toMatchObject({ code: 0 })
})
