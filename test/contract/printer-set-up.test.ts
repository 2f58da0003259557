import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePrinterLines } from '../../electron/printer-line.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { setUpHandlers } from '../../electron/printing/set-up-handlers.ts'
import { startVirtualPrinter, type VirtualPrinter } from '../../electron/printing/virtual/virtual-printer.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { spellOutReceipt } from '../../shared/escpos/spell-out.ts'
import { testPage } from '../../shared/receipt/test-page.ts'
import { eventually } from '../eventually.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'set-up-'))
const lines = makePrinterLines({ ownPaperFolder: path.join(folder, 'own'), outside: null })
const handlers = setUpHandlers(lines)
let printer: VirtualPrinter
const address = () => ({ kind: 'tcp' as const, host: '127.0.0.1', port: printer.port })

beforeAll(async () => {
  printer = await startVirtualPrinter({ port: 0, folder: path.join(folder, 'paper') })
})

afterAll(async () => {
  await printer.stop()
  await lines.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a printer that is not set up is asked what it can do, and prints nothing for it', async () => {
  const examined = await handlers['print.examine']({ address: address() })
  expect(examined).toEqual({
    state: 'ready',
    abilities: { status: true, processed: true, processId: true },
    detail: null,
  })
  expect(readPaper(path.join(folder, 'paper'), 10)).toEqual([])
})

test('a test page comes out of it', async () => {
  const encoded = encodeReceipt(spellOutReceipt(testPage(GENERIC_80, 'here')), GENERIC_80)
  if (!encoded.ok) throw new Error(encoded.reason)
  const abilities = { status: true, processed: true, processId: true }
  expect(await handlers['print.test']({ address: address(), abilities, bytes: encoded.value })).toEqual({ sent: 'all' })
  const papers = () =>
    readPaper(path.join(folder, 'paper'), 10).map(({ bytes }) => paperText(decodePaper(bytes, GENERIC_80)))
  await eventually(() => expect(papers()).toEqual([expect.stringContaining('TEST PAGE')]))
})

test('a printer that is not there says so, with words', async () => {
  const examined = await handlers['print.examine']({ address: { kind: 'usb', path: '/dev/usb/lp99' } })
  expect(examined).toMatchObject({ state: 'unreachable', abilities: null, detail: expect.stringContaining('lp99') })
})

test('a search that is stopped says that it is not complete', async () => {
  const found = handlers['print.find']({})
  await handlers['print.stopFinding']({})
  expect(await found).toMatchObject({ complete: false })
})
