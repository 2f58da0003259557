import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GENERIC_80 } from '../../../shared/escpos/profile.ts'
import { eventually } from '../../../test/eventually.ts'
import type { PrinterFault } from './printer-fault.ts'
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts'

let folder = ''
let printer: VirtualPrinter | null = null
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-virtual-'))
})
afterEach(async () => {
  await printer?.stop()
  printer = null
  rmSync(folder, { recursive: true })
})

const start = async (fault: PrinterFault = { kind: 'none' }) => {
  const started = await startVirtualPrinter({ port: 0, folder, fault, look: { profile: GENERIC_80, font: null } })
  printer = started
  return started
}

/** A plain line to the printer: what is written is ESC/POS, what came back is hex. */
const plug = async ({ port }: VirtualPrinter) => {
  const socket: Socket = connect(port, '127.0.0.1')
  let received = ''
  let closed = false
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  socket.on('data', (chunk) => {
    received += chunk.toString('hex')
  })
  await new Promise((resolve) => socket.once('connect', resolve))
  return {
    send: (...pieces: (string | number[])[]) => {
      for (const piece of pieces) socket.write(typeof piece === 'string' ? piece : Uint8Array.from(piece))
    },
    end: () => socket.end(),
    received: () => received,
    closed: () => closed,
    until: (hex: string) => eventually(() => expect(received).toBe(hex)),
  }
}

const STATUS = [0x10, 0x04, 1]
const ID_REQUEST = [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x41, 0x42, 0x43, 0x44]
const ID_ANSWER = '37224142434400'
const papers = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.bin'))
    .toSorted()
    .map((name) => readFileSync(path.join(folder, name), 'latin1'))

test('the real-time status tells what is wrong, bit by bit as Epson does', async () => {
  const started = await start()
  const line = await plug(started)
  const ask = async (fault: PrinterFault['kind']) => {
    started.setFault({ kind: fault } as PrinterFault)
    const before = line.received()
    line.send([0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4])
    await eventually(() => expect(line.received()).toHaveLength(before.length + 8))
    return line.received().slice(before.length)
  }
  expect(await ask('none')).toBe('12121212')
  expect(await ask('offline')).toBe('1a121212')
  expect(await ask('cover_open')).toBe('1a161212')
  expect(await ask('paper_near_end')).toBe('1212121e')
  expect(await ask('paper_end')).toBe('1a32127e')
})

test('a process id comes back once all before it is on paper, and each job is kept as bytes and as text', async () => {
  const line = await plug(await start())
  line.send([0x1b, 0x40, 0x1c, 0x26], 'one\n', [0xba, 0xcf, 0x0a], ID_REQUEST)
  await line.until(ID_ANSWER)
  expect(papers()).toEqual(['\x1b@\x1c&one\n\xba\xcf\n'])
  expect(readFileSync(path.join(folder, '000001.txt'), 'utf8')).toBe('one\n合\n')
})

test('without paper it holds what it got and answers nothing in turn; with new paper it prints all of it, once', async () => {
  const started = await start({ kind: 'paper_end' })
  const line = await plug(started)
  line.send('held\n', [0x1d, 0x72, 1], ID_REQUEST, STATUS)
  await line.until('1a')
  expect(papers()).toEqual([])
  line.end()
  await eventually(() => expect(line.closed()).toBe(true))
  const other = await plug(started)
  other.send('other\n', ID_REQUEST)
  started.setFault({ kind: 'none' })
  await other.until(ID_ANSWER)
  expect(papers()).toEqual(['held\n', 'other\n'])
})

test('paper that ends in the middle of a job lets through that many bytes, and the rest when there is paper again', async () => {
  const changes: string[] = []
  const started = await startVirtualPrinter({
    ...{ port: 0, folder, fault: { kind: 'paper_end_after', amount: 4 } },
    onChange: () => changes.push(started.fault().kind),
  })
  printer = started
  const line = await plug(started)
  line.send('abcdefgh\n', ID_REQUEST)
  await eventually(() => expect(changes).toEqual(['paper_end']))
  expect(line.received()).toBe('')
  started.setFault({ kind: 'none' })
  await line.until(ID_ANSWER)
  expect(papers()).toEqual(['abcdefgh\n'])
})

test('switched off without paper, it loses what it held and keeps what was on paper', async () => {
  const started = await start({ kind: 'paper_end_after', amount: 4 })
  const line = await plug(started)
  line.send('abcdefgh\n')
  await eventually(() => expect(started.fault().kind).toBe('paper_end'))
  await started.stop()
  expect(papers()).toEqual(['abcd'])
})

test('a line that breaks after so many bytes leaves just these on paper', async () => {
  const line = await plug(await start({ kind: 'close_after', amount: 3 }))
  line.send('abcdef\n', ID_REQUEST)
  await eventually(() => expect(line.closed()).toBe(true))
  await eventually(() => expect(papers()).toEqual(['abc']))
  expect(line.received()).toBe('')
})

test('GS a tells every change unasked, and function 49 that it went offline and why', async () => {
  const started = await start()
  const line = await plug(started)
  line.send([0x1d, 0x61, 0xff], [0x1d, 0x28, 0x48, 3, 0, 0x31, 0x30, 2])
  await line.until('1000000f')
  started.setFault({ kind: 'cover_open' })
  await line.until('1000000f3800000f37234100')
  started.setFault({ kind: 'paper_near_end' })
  await line.until('1000000f3800000f372341001000030f')
  line.send([0x1b, 0x40], ID_REQUEST)
  await eventually(() => expect(line.received().endsWith(ID_ANSWER)).toBe(true))
  const told = line.received()
  started.setFault({ kind: 'offline' })
  line.send(STATUS)
  await line.until(`${told}1a`)
})

test('a pulse opens the drawer; DLE EOT and GS r tell it until somebody closes it', async () => {
  const started = await start()
  const line = await plug(started)
  line.send([0x1b, 0x70, 0, 25, 250], [0x1d, 0x72, 2], STATUS)
  await eventually(() => expect(line.received()).toHaveLength(4))
  expect(started.drawerOpen()).toBe(true)
  line.send(STATUS)
  await eventually(() => expect(line.received().endsWith('16')).toBe(true))
  started.closeDrawer()
  line.send(STATUS)
  await eventually(() => expect(line.received().endsWith('12')).toBe(true))
})

test.each<[string, PrinterFault, string]>([
  ['says nothing', { kind: 'no_answer' }, ''],
  ['says what means nothing', { kind: 'garbage' }, 'ff80ff80ff80'],
  ['ignores the process id', { kind: 'no_process_id' }, '1200'],
])('a printer that %s prints all the same', async (_what, fault, answers) => {
  const line = await plug(await start(fault))
  line.send(STATUS, 'text\n', ID_REQUEST, [0x1d, 0x72, 1])
  await eventually(() => expect(papers()).toEqual(['text\n']))
  await line.until(answers)
})

test('a printer that answers late answers in the end', async () => {
  const line = await plug(await start({ kind: 'late', amount: 30 }))
  line.send('text\n', ID_REQUEST)
  await eventually(() => expect(papers()).toEqual(['text\n']))
  await line.until(ID_ANSWER)
})

test('a slow printer prints everything, in order', async () => {
  const line = await plug(await start({ kind: 'slow', amount: 20_000 }))
  const long = 'abcdefghij'.repeat(300)
  line.send(long, ID_REQUEST)
  await line.until(ID_ANSWER)
  expect(papers()).toEqual([long])
})

test('a printer that never reads takes nothing until it is mended', async () => {
  const started = await start({ kind: 'never_reads' })
  const line = await plug(started)
  line.send(STATUS, 'text\n', ID_REQUEST)
  started.setFault({ kind: 'none' })
  await line.until(`12${ID_ANSWER}`)
  started.setFault({ kind: 'never_reads' })
  const other = await plug(started)
  other.send(STATUS)
  line.send(STATUS)
  started.setFault({ kind: 'none' })
  await other.until('12')
  await line.until(`12${ID_ANSWER}12`)
})

test('without a look only the bytes are kept', async () => {
  printer = await startVirtualPrinter({ port: 0, folder })
  const line = await plug(printer)
  line.send('text\n', ID_REQUEST)
  await line.until(ID_ANSWER)
  expect(existsSync(path.join(folder, '000001.txt'))).toBe(false)
})
