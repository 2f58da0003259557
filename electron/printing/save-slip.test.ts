import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decodePaper } from '../../shared/escpos/decode.ts'
import { drawPaper } from '../../shared/escpos/draw-paper.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { encodePng } from '../../shared/escpos/png.ts'
import { GENERIC_58 } from '../../shared/escpos/profile.ts'
import { dotFont } from '../../test/fixtures/dot-font.ts'
import { openFontFile } from './font-file.ts'
import { saveSlip } from './save-slip.ts'

const NOW = Date.UTC(2026, 10, 24, 4, 5, 6)
const font = openFontFile(path.join(import.meta.dirname, 'dot-font/receipt-dots.bin'))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-slip-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const slipBytes = (): Uint8Array<ArrayBuffer> => {
  const encoded = encodeReceipt({ blocks: [{ kind: 'text', text: '宫保鸡丁 56.00' }] }, GENERIC_58)
  if (!encoded.ok) throw new Error(encoded.reason)
  return encoded.value
}

const save = (more: { format?: 'png' | 'pdf'; profile?: string; bytes?: Uint8Array<ArrayBuffer> } = {}, at = folder) =>
  saveSlip(
    { bytes: slipBytes(), profile: '58mm', format: 'png', name: 'slip-12', ...more },
    { font, folder: at, now: NOW },
  )

test('a PNG among the documents is the very dots of the paper', async () => {
  const file = path.join(folder, 'documents', 'counterfoil-slip-12-20261124-040506.png')
  expect(await save({}, path.join(folder, 'documents'))).toEqual({ ok: true, path: file })
  const image = drawPaper(decodePaper(slipBytes(), GENERIC_58), GENERIC_58, dotFont())
  expect(readFileSync(file).equals(encodePng(image, 8, deflateSync))).toBe(true)
})

test('a PDF has a page of 58 mm', async () => {
  const saved = await save({ format: 'pdf' })
  expect(saved).toMatchObject({ ok: true, path: expect.stringMatching(/\.pdf$/) })
  expect(readFileSync(saved.ok ? saved.path : '', 'latin1')).toContain('/MediaBox [0 0 164.409 ')
})

test('what cannot be kept is said, and leaves no file', async () => {
  expect(await save({ profile: 'none' })).toEqual({ ok: false, reason: 'unknown_profile' })
  expect(await save({ bytes: new Uint8Array() })).toEqual({ ok: false, reason: 'no_paper' })
  const noFont = await saveSlip(
    { bytes: slipBytes(), profile: '58mm', format: 'png', name: 'a' },
    { font: openFontFile(path.join(folder, 'none.bin')), folder, now: NOW },
  )
  expect(noFont).toMatchObject({ ok: false, reason: 'font_not_readable' })
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(path.join(folder, 'file'), '')
  expect(await save({}, path.join(folder, 'file'))).toMatchObject({ ok: false, reason: 'write_failed' })
})

test('a font file that is damaged is refused, and read again the next time', async () => {
  const damaged = path.join(folder, 'dots.bin')
  writeFileSync(damaged, deflateSync(Uint8Array.of(1, 2, 3)))
  const file = openFontFile(damaged)
  await expect(file.font()).rejects.toThrow('no dot font')
  writeFileSync(damaged, readFileSync(path.join(import.meta.dirname, 'dot-font/receipt-dots.bin')))
  expect((await file.font()).has(0x4e00)).toBe(true)
})
