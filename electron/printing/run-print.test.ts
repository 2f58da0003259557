import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodePaper } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_58, GENERIC_80 } from '../../shared/escpos/profile.ts'
import { rasterLine } from '../../shared/escpos/raster-line.ts'
import { readReceiptTotal } from '../../shared/receipt/read-receipt.ts'
import { saleReceipt } from '../../shared/receipt/sale-receipt.ts'
import { dotFont } from '../../test/fixtures/dot-font.ts'
import { SALE } from '../../test/fixtures/specimen-entries.ts'

const EXAMPLE = path.resolve(import.meta.dirname, '../../test/fixtures/sale.json')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-print-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) => {
  const script = path.join(import.meta.dirname, 'run-print.ts')
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, stderr }
}
const at = (name: string) => path.join(folder, name)

test('the example becomes bytes, a picture and text', () => {
  const outputs = ['--out', at('sale.bin'), '--png', at('sale.png'), '--text', at('sale.txt')]
  expect(run('--sale', EXAMPLE, '--profile', '58mm', ...outputs)).toEqual({ status: 0, stderr: '' })
  const paper = decodePaper(new Uint8Array(readFileSync(at('sale.bin'))), GENERIC_58)
  expect(readReceiptTotal(paper)).toMatchObject({ receiptNo: SALE.body.receiptNo, totalFen: SALE.body.total })
  expect(readFileSync(at('sale.png')).subarray(1, 4).toString()).toBe('PNG')
  expect(readFileSync(at('sale.txt'), 'utf8')).toContain('合计')
})

test('the bytes are those that the till prints for that entry', () => {
  run('--sale', EXAMPLE, '--out', at('till.bin'))
  const hash = createHash('sha256')
    .update(canonicalize(SALE) ?? '')
    .digest('hex')
  const receipt = saleReceipt(
    SALE,
    { hash },
    {
      ...{ restaurant: '存根小馆', language: 'zh', sample: true, staffName: '王芳' },
      nameOf: (id) => id,
      stationName: (id) => ({ zh: id, en: id }),
    },
  )
  const encoded = encodeReceipt(receipt, GENERIC_80, (runs) => rasterLine(runs, dotFont()))
  expect(encoded.ok && readFileSync(at('till.bin')).equals(encoded.value)).toBe(true)
})

test('a bad file ends with 1, says why in both languages, and writes nothing', () => {
  const file = JSON.parse(readFileSync(EXAMPLE, 'utf8'))
  file.sale.body.total += 1
  writeFileSync(at('wrong.json'), JSON.stringify(file))
  writeFileSync(at('broken.json'), '{')
  const cases = { 'wrong.json': '金额对不上', 'broken.json': '不是 JSON', 'none.json': '读不到' }
  for (const [name, words] of Object.entries(cases)) {
    const { status, stderr } = run('--sale', at(name), '--out', at('bad.bin'))
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)])
    expect(stderr).toMatch(/The (file|amounts)/)
  }
  expect(readdirSync(folder)).not.toContain('bad.bin')
  expect(run('--sale', EXAMPLE, '--out', at('no/such/folder.bin')).status).toBe(1)
})

test('without a file to write, or for a printer that is not known, it tells its usage', () => {
  for (const args of [
    ['--sale', EXAMPLE],
    ['--sale', EXAMPLE, '--out', at('a.bin'), '--profile', 'none'],
    ['--what'],
  ]) {
    const { status, stderr } = run(...args)
    expect([status, stderr]).toEqual([2, expect.stringContaining('usage: npm run print')])
  }
})
