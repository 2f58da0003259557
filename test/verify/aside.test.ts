import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../electron/parts.ts'
import { saleQrData, saleTokenText } from '../../shared/receipt/sale-token.ts'
import { verifyArchive } from '../../verify/verify-archive.ts'
import { writeReport } from '../../verify/write-report.ts'
import { makeRealTill, type RealTill } from './real-till.ts'
import { edit, entriesOf, indexOf, readManifest, rechain, signManifest, withFolder } from './tampering.ts'

let till: RealTill
let good = ''
beforeAll(async () => {
  till = await makeRealTill()
  good = await till.exportArchive()
}, 60_000)

const nameOf = (number: number) => `${till.identity.till}-1-aside-${number}.journal`
const contentOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

/** The archive with these files set aside, its table of contents signed; then `harm` is done to the folder. */
const withAside = (contents: readonly string[], harm: (folder: string) => void = () => undefined) =>
  withFolder(good, (copy) => {
    const aside = contents.map((content, index) => {
      writeFileSync(path.join(copy, nameOf(index + 1)), content)
      return { epoch: 1, file: nameOf(index + 1), sha256: sha256(content) }
    })
    signManifest(copy, { ...readManifest(copy), aside }, (text) => till.identity.sign(text))
    harm(copy)
  })

const check = async (folder: string, token?: string) => {
  const result = await verifyArchive(folder, { token })
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
  return result.report
}

const branchAt = () => indexOf(till.lines, 'SALE', 3)
/** The day up to its last two sales, and then that many of other orders: what a clone of the till may have sold. */
const branch = () => {
  const ofOthers = till.lines.map((line) =>
    line.replace(/"orderId":"(.)/, (_, first) => `"orderId":"${first === '0' ? '1' : '0'}`),
  )
  return rechain([...till.lines.slice(0, branchAt()), ...ofOthers.slice(branchAt())], branchAt())
}

test('a branch that was not continued is told apart from the journal, with its sales, and in no sum', async () => {
  const plain = await check(good)
  const report = await check(withAside([contentOf(branch())]))
  expect(report.findings).toEqual([])
  expect([report.days, report.epochs]).toEqual([plain.days, plain.epochs])
  const own = entriesOf(branch()).slice(branchAt())
  const sales = own.filter(({ kind }) => kind === 'SALE')
  expect(report.aside).toEqual([
    {
      ...{ file: nameOf(1), epoch: 1, entries: own.length, first: branchAt() + 1, last: till.head.seq },
      ...{ sales: 2, salesTotal: sales.reduce((sum, { body }) => sum + body.total, 0), refunds: 0, refundTotal: 0 },
      ...{ known: branchAt(), unread: 0, damaged: 0, unlinked: 0 },
    },
  ])
  expect(writeReport(report)).toContain(`${own.length} entries that the journal does not have`)
})

test('a receipt of a sale that stands in a branch is told as that, and not as one that nobody knows', async () => {
  const lines = branch()
  const tokenIn = (from: readonly string[]) => {
    const entry = entriesOf(from)[branchAt()]
    const hash = from[branchAt()]?.slice(0, 64) ?? ''
    return saleQrData(entry, { hash, signature: till.identity.sign(saleTokenText(entry, hash)) })
  }
  const folder = withAside([contentOf(lines)])
  const { findings } = await check(folder, tokenIn(lines))
  expect(findings).toMatchObject([{ code: 'token_aside', epoch: 1, seq: branchAt() + 1 }])
  expect(findings[0]?.en).toContain(nameOf(1))
  expect((await check(folder, tokenIn(till.lines))).findings).toEqual([])
  expect((await check(good, tokenIn(lines))).findings).toMatchObject([{ code: 'token_differs' }])
})

test('a damaged copy that has nothing of its own is told as that', async () => {
  const lines = till.lines.map((line, index) => (index === 3 ? line.replace('1', '2') : line))
  const report = await check(withAside([`${contentOf(lines)}a torn end`]))
  expect(report.findings).toEqual([])
  expect(report.aside).toMatchObject([{ entries: 0, sales: 0, known: till.lines.length - 1, damaged: 2, unlinked: 0 }])
  expect(report.notes.map(({ code }) => code)).toEqual(['copy_aside'])
})

test('the same branch in two files counts once', async () => {
  const again = branch()
  const report = await check(withAside([contentOf(again), contentOf(again.slice(0, -1))]))
  expect(report.aside).toMatchObject([{ sales: 2 }, { entries: 0, sales: 0, known: again.length - 1 }])
})

test('an entry that follows nothing is counted as that, and one of another till or epoch is none', async () => {
  const lines = branch()
  const stray = rechain([...lines], 0).slice(-1)
  const other = edit(till.lines, 0, (entry) => Object.assign(entry, { epoch: 7 }), true).slice(0, 1)
  const cut = [...lines.slice(0, branchAt()), ...lines.slice(branchAt() + 1)]
  const report = await check(withAside([contentOf([...cut, ...other]), contentOf(stray)]))
  expect(report.findings).toEqual([])
  expect(report.aside).toMatchObject([
    { entries: lines.length - branchAt() - 1, sales: 1, unlinked: 1, damaged: 1 },
    { entries: 0, known: 1 },
  ])
})

test.each<[string, string, (folder: string) => void]>([
  ['was changed after the export', 'file_changed', (folder) => writeFileSync(path.join(folder, nameOf(1)), 'x\n')],
  ['is gone', 'file_missing', (folder) => rmSync(path.join(folder, nameOf(1)))],
  [
    'is a link',
    'file_not_plain',
    (folder) => {
      rmSync(path.join(folder, nameOf(1)))
      symlinkSync('/dev/zero', path.join(folder, nameOf(1)))
    },
  ],
])('a file set aside that %s is a finding', async (_name, code, harm) => {
  const { findings } = await check(withAside([contentOf(branch())], harm))
  expect(findings.map((one) => one.code)).toEqual([code])
})

test('a file set aside that the table does not list is a finding', async () => {
  const { findings } = await check(withFolder(good, (copy) => writeFileSync(path.join(copy, nameOf(1)), '')))
  expect(findings.map((one) => one.code)).toEqual(['file_unlisted'])
})
