import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Entry } from '../../shared/journal/entry.ts'
import { type Report, verifyArchive } from '../../verify/verify-archive.ts'
import { writeReport } from '../../verify/write-report.ts'
import { genesisAfter, inEpochs } from './in-epochs.ts'
import { ackOf, makeRealTill, type RealTill } from './real-till.ts'
import {
  entriesOf,
  indexOf,
  type Loose,
  readManifest,
  rechain,
  signManifest,
  withEpochs,
  withFolder,
} from './tampering.ts'

let till: RealTill
let standalone = ''
/** The till's day, as entries: the second shift begins at `shiftAt`. */
let day: readonly Loose[] = []
let shiftAt = 0
beforeAll(async () => {
  till = await makeRealTill()
  standalone = await till.exportArchive(null)
  day = entriesOf(till.lines)
  shiftAt = indexOf(till.lines, 'SHIFT_OPENED', 1)
})

const sign = (text: string) => till.identity.sign(text)
const find = (kind: Entry['kind'], nth = 0) => indexOf(till.lines, kind, nth)
const genesis = () => genesisAfter(day[0])

/** The day in two epochs: a shift in each. */
const twoEpochs = () => inEpochs([day.slice(0, shiftAt), [genesis(), ...day.slice(shiftAt)]], sign)

const checkFolder = async (folder: string, acks?: string): Promise<Report> => {
  const result = await verifyArchive(folder, { acks })
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
  return result.report
}
const check = (epochs: readonly (readonly string[])[]) => checkFolder(withEpochs(standalone, epochs, sign))
const found = ({ findings }: Report) => findings.map(({ code, epoch, seq }) => [code, epoch, seq])
const codes = ({ notes }: Report) => notes.map(({ code }) => code)

/** Another second epoch, whose first entry names this parent; what refers to an entry before is left as it was. */
const withParent = (change: (parent: Loose) => Loose) => {
  const [first = [], second = []] = twoEpochs()
  const [begin, ...rest] = entriesOf(second)
  return [
    first,
    rechain(inLines([{ ...begin, body: { ...begin.body, parent: change(begin.body.parent) } }, ...rest]), 0),
  ]
}
const inLines = (entries: readonly Loose[]) => entries.map((entry) => `${'0'.repeat(64)} ${JSON.stringify(entry)}`)

test('a till that went on in a second epoch is found good: numbers, Z reports and signatures go on', async () => {
  const report = await check(twoEpochs())
  expect(report.findings).toEqual([])
  expect(codes(report)).toEqual(['no_acks'])
  expect(report.days).toMatchObject([{ first: '01-20260921-0001', last: '01-20260921-0005', sales: 5 }])
  expect(report.epochs[1]?.parent).toMatchObject({ till: till.identity.till, epoch: 1, seq: shiftAt })
  expect(writeReport(report)).toContain(`goes on from   账段 epoch 1 · #${shiftAt}`)
})

test('an invoice asked for in a later epoch finds its sale, and a sale that it does not name is told with its epoch', async () => {
  const asked = find('INVOICE_REQUESTED')
  const first = day.slice(0, shiftAt).toSpliced(asked, 1)
  const later = inEpochs([first, [genesis(), day[asked], ...day.slice(shiftAt)]], sign)
  expect((await check(later)).findings).toEqual([])
  const elsewhere = { ...day[asked], body: { ...day[asked].body, total: day[asked].body.total + 1 } }
  const wrong = await check(inEpochs([first, [genesis(), elsewhere, ...day.slice(shiftAt)]], sign))
  expect(found(wrong)).toEqual([['invoice_differs', 2, 2]])
  expect(wrong.findings[0]?.en).toContain('of epoch 1')
})

test('a receipt number that was given in an epoch before, and one that no epoch has, are found', async () => {
  const at = find('SALE', 3)
  const numbered = (receiptNo: string) => ({ ...day[at], body: { ...day[at].body, receiptNo } })
  const second = (entry: Loose) => [genesis(), ...day.slice(shiftAt).with(at - shiftAt, entry)]
  const sealed = (entry: Loose) => inEpochs([day.slice(0, shiftAt), second(entry)], sign)
  const again = await check(sealed(numbered('01-20260921-0002')))
  expect(found(again)).toContainEqual(['receipt_repeated', 2, at - shiftAt + 2])
  const skipped = await check(sealed(numbered('01-20260921-0006')))
  const gap = skipped.findings.find(({ code }) => code === 'receipt_gap')
  expect(gap?.en).toContain(`the one before is 账段 epoch 1 #${find('SALE', 2) + 1} 01-20260921-0003`)
})

test('one sale in two epochs is recorded twice', async () => {
  const at = find('SALE', 3)
  const again = { ...day[at], body: { ...day[at].body, orderId: day[find('SALE')].body.orderId } }
  const report = await check(
    inEpochs([day.slice(0, shiftAt), [genesis(), ...day.slice(shiftAt).with(at - shiftAt, again)]], sign),
  )
  expect(found(report)).toContainEqual(['doubled', 2, at - shiftAt + 2])
  expect(report.findings.find(({ code }) => code === 'doubled')?.en).toContain(`#${find('SALE') + 1} of epoch 1`)
})

test('a shift that its epoch’s end cut short is told with what no Z report counts, and is no fault', async () => {
  const cut = find('SALE', 2)
  const begun = { ...day[shiftAt], body: { ...day[shiftAt].body } }
  const report = await check(inEpochs([day.slice(0, cut), [genesis(), begun]], sign))
  expect(report.findings).toEqual([])
  const note = report.notes.find(({ code }) => code === 'shift_interrupted')
  const totals = day[find('SALE')].body.total + day[find('SALE', 1)].body.total
  expect(note).toMatchObject({ epoch: 1, seq: find('SHIFT_OPENED') + 1 })
  expect(note?.en).toContain(`2 sales of ${totals} fen`)
  const closed = day.slice(find('SALE', 2), shiftAt)
  const across = await check(inEpochs([day.slice(0, cut), [genesis(), ...closed]], sign))
  expect(found(across).map(([code]) => code)).toContain('closing_without_shift')
  expect(found(across).map(([code]) => code)).toContain('outside_shift')
})

test.each([
  ['fork', null, ['epoch_forked']],
  ['missing', { first: 12, last: 14 }, ['entries_lost']],
  ['fork', { first: 12, last: 14 }, ['epoch_forked', 'entries_lost']],
])('why a till left its epoch is told: %s, %o', async (reason, missing, told) => {
  const [first = [], second = []] = twoEpochs()
  const [begin] = entriesOf(second)
  const left = inLines([{ ...begin, body: { ...begin.body, left: { reason, missing } } }])
  const report = await check([first, rechain(left, 0)])
  expect(report.findings).toEqual([])
  expect(codes(report).filter((code) => code !== 'no_acks')).toEqual(told)
  if (missing) expect(report.notes.find(({ code }) => code === 'entries_lost')?.en).toContain('epoch 1 had #12 to #14')
})

test.each<[string, (parent: Loose) => Loose, string]>([
  ['an entry that is there under another hash', (parent) => ({ ...parent, hash: '1'.repeat(64) }), 'parent_unknown'],
  ['an entry beyond the end', (parent) => ({ ...parent, seq: 900 }), 'parent_unknown'],
  ['an epoch that is not there', (parent) => ({ ...parent, epoch: 9 }), 'parent_not_here'],
  ['itself', (parent) => ({ ...parent, epoch: 2, seq: 1 }), 'parent_not_here'],
  ['nothing', () => null, 'epoch_without_parent'],
  [
    'another till, though this one has an epoch before',
    (parent) => ({ ...parent, till: 'b'.repeat(32) }),
    'epoch_without_parent',
  ],
])('an epoch that goes on from %s is found', async (_name, change, code) => {
  expect(found(await check(withParent(change)))).toContainEqual([code, 2, 1])
})

test('an epoch that was written on after the next one began is found', async () => {
  const [first = []] = twoEpochs()
  const before = first.length - 1
  const hash = first.at(-2)?.slice(0, 64)
  const report = await check(withParent((parent) => ({ ...parent, seq: before, hash })))
  expect(found(report)).toContainEqual(['epoch_went_on', 2, 1])
})

test('two epochs that go on from one are no line', async () => {
  const [first = [], second = []] = twoEpochs()
  const begin = entriesOf(second)[0]
  const third = rechain(inLines([{ ...begin, epoch: 3 }]), 0)
  expect(found(await check([first, second, third]))).toContainEqual(['epoch_passed_over', 3, 1])
})

test('an epoch that is missing, or listed twice, is named', async () => {
  const folder = withEpochs(standalone, twoEpochs(), sign)
  const manifest = readManifest(folder)
  const [one, two] = manifest.epochs
  const without = withFolder(folder, (copy) => signManifest(copy, { ...manifest, epochs: [two] }, sign))
  const report = await checkFolder(without)
  expect(found(report)).toContainEqual(['parent_not_here', 2, 1])
  expect(found(report)).toContainEqual(['file_unlisted', null, null])
  const twice = withFolder(folder, (copy) => signManifest(copy, { ...manifest, epochs: [one, one, two] }, sign))
  expect(found(await checkFolder(twice))).toEqual([['epoch_twice', 1, 1]])
})

test('an acknowledgement of a later epoch speaks for the ones before, one of an earlier does not', async () => {
  const epochs = twoEpochs()
  const folder = withEpochs(standalone, epochs, sign)
  const headIn = (epoch: number) => {
    const line = epochs[epoch - 1]?.at(-1) ?? ''
    return { till: till.identity.till, epoch, seq: epochs[epoch - 1]?.length ?? 0, hash: line.slice(0, 64) }
  }
  const given = (epoch: number) => {
    const file = path.join(till.folder, `acks-${epoch}.json`)
    writeFileSync(file, JSON.stringify([ackOf(till.office, headIn(epoch))]))
    return checkFolder(folder, file)
  }
  expect(codes(await given(2))).toEqual([])
  const early = await given(1)
  expect(early.findings).toEqual([])
  expect(codes(early)).toEqual(['epoch_unacked'])
})
