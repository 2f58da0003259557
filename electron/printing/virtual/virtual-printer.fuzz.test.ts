import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FEW } from '../../../test/fuzz/runs.ts'
import { startVirtualPrinter } from './virtual-printer.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-virtual-printer-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Sends bytes to a virtual printer in pieces and waits until it has ended the line. */
const sendInPieces = (port: number, pieces: readonly Uint8Array[]) =>
  new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.resume()
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    for (const piece of pieces) socket.write(piece)
    socket.end()
  })

const printed = () =>
  Buffer.concat(
    readdirSync(folder)
      .toSorted()
      .map((name) => readFileSync(path.join(folder, name))),
  )

test('the virtual printer takes a picture larger than a call takes arguments', async () => {
  const printer = await startVirtualPrinter({ port: 0, folder })
  const raster = Buffer.concat([Buffer.of(0x1d, 0x76, 0x30, 0, 72, 0, 0xb8, 0x0b), Buffer.alloc(72 * 3_000, 0x55)])
  await sendInPieces(printer.port, [raster, Buffer.from('end\n')])
  await printer.stop()
  expect(printed().equals(Buffer.concat([raster, Buffer.from('end\n')]))).toBe(true)
})

test('the virtual printer goes on whatever it was sent, and every job after it is on paper', async () => {
  const printer = await startVirtualPrinter({ port: 0, folder })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 4 }), async (pieces) => {
      await sendInPieces(printer.port, pieces)
      await sendInPieces(printer.port, [Buffer.from('after\n')])
      expect(printed().subarray(-6).toString()).toBe('after\n')
    }),
    FEW,
  )
  await printer.stop()
})
