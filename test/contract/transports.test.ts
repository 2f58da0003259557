import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeTurns, oneAtATime } from '../../electron/printing/one-at-a-time.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import type { Patience } from '../../electron/printing/transport/ask-printer.ts'
import { openDeviceLink } from '../../electron/printing/transport/device-link.ts'
import { type LinkParts, linkTransport } from '../../electron/printing/transport/link-transport.ts'
import { queueTransport } from '../../electron/printing/transport/queue-transport.ts'
import { openSerialLink } from '../../electron/printing/transport/serial-link.ts'
import { tcpTransport } from '../../electron/printing/transport/tcp-transport.ts'
import { windowsPrinters, windowsTransport } from '../../electron/printing/transport/windows-transport.ts'
import type { PrinterFault } from '../../electron/printing/virtual/printer-fault.ts'
import { startVirtualPrinter } from '../../electron/printing/virtual/virtual-printer.ts'
import { eventually } from '../eventually.ts'
import { type PrintServer, startPrintServer } from './print-server.ts'
import { layCable, type PrinterCable } from './printer-cable.ts'
import { A_MOMENT_MS, FOR_THE_MUTE, PATIENT } from './printer-patience.ts'

const ID = 'job1'
/** For a printer that has everything but the proof. A device file does not tell that its line broke. */
const UNPROVEN: Patience = { ...PATIENT, proof: A_MOMENT_MS }
/** Each question is waited for alike, whether or not it is the one of three that is never answered. */
const FOR_TWO_OF_THREE: Patience = { ...PATIENT, status: 3_000 }

/** What a line must not touch: what terminals take for themselves, line ends, Chinese, zeros and all bits set. */
const DELICATE = Buffer.from([0x1b, 0x40, 0x1c, 0x26, 0x03, 0x04, 0x11, 0x13, 0x1a, 0x7f, 0x00, 0xff, 0x0d, 0x0a, 0x0d])
const RECEIPT = Buffer.concat([DELICATE, Buffer.from([0xba, 0xcf, 0xbc, 0xc6]), Buffer.from(' 38.00\n\r\n')])
const MORE_THAN_ANY_BUFFER = Buffer.alloc(16_000_000, 0x41)

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const startPrinter = async (fault: PrinterFault = { kind: 'none' }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-transport-'))
  const printer = await startVirtualPrinter({ port: 0, folder, fault })
  closers.push(printer.stop)
  const paper = () =>
    readPaper(folder, 100)
      .toReversed()
      .map(({ bytes }) => Buffer.from(bytes))
  return { printer, paper }
}

const layClosingCable = async (port: number): Promise<PrinterCable> => {
  const cable = await layCable(port)
  closers.push(cable.unplug)
  return cable
}

type Abilities = NonNullable<LinkParts['abilities']>
type Knowing = { readonly abilities?: Abilities; readonly patience?: Patience }
type Way = (port: number, knowing: Knowing) => Promise<ReturnType<typeof linkTransport>>

const partsOf = ({ abilities, patience = PATIENT }: Knowing) => ({ abilities: abilities ?? null, patience })
const serialTo = (address: string, knowing: Knowing = {}) => {
  const open = () => openSerialLink({ path: address, baud: 115_200 })
  return linkTransport({ open, ...partsOf(knowing), bytesPerSecond: 100_000_000 })
}
const deviceTo = (file: string, knowing: Knowing = {}) =>
  linkTransport({ open: () => openDeviceLink(file), ...partsOf(knowing) })

/** Each way leads to the same printer; `nowhere` leads to none. */
const WAYS: readonly [string, Way, () => ReturnType<typeof linkTransport>][] = [
  [
    'TCP 9100',
    async (port, knowing) => tcpTransport('127.0.0.1', port, partsOf(knowing)),
    () => tcpTransport('127.0.0.1', 1, partsOf({})),
  ],
  [
    'serial',
    async (port, knowing) => serialTo((await layClosingCable(port)).path, knowing),
    () => serialTo('/dev/counterfoil-none'),
  ],
  [
    'USB device file',
    async (port, knowing) => deviceTo((await layClosingCable(port)).path, knowing),
    () => deviceTo('/dev/counterfoil-none'),
  ],
]

describe.each(WAYS)('%s', (_name, wayTo, nowhere) => {
  const start = async (fault?: PrinterFault, knowing: Knowing = {}) => {
    const started = await startPrinter(fault)
    const begun: string[] = []
    const way = await wayTo(started.printer.port, knowing)
    const send = (bytes: Uint8Array, id = ID) => way.send(bytes, id, () => begun.push(id))
    return { ...started, way, send, begun }
  }

  test('asks how the printer is, and prints nothing by it', async () => {
    const { way, printer, paper } = await start()
    expect(await way.probe()).toBe('ready')
    for (const kind of ['paper_end', 'cover_open', 'offline'] as const) {
      printer.setFault({ kind })
      expect(await way.probe()).toBe(kind)
    }
    expect(paper()).toEqual([])
  })

  test.each(['no_answer', 'garbage'] as const)('knows nothing of a printer that gives %s', async (kind) => {
    const { way } = await start({ kind }, { patience: FOR_THE_MUTE })
    expect(await way.probe()).toBe('unknown')
  })

  test('brings a job over byte by byte and has it confirmed, one after the other', async () => {
    const { send, paper, begun } = await start()
    expect(await send(RECEIPT)).toEqual({ sent: 'all', evidence: 'confirmed' })
    expect(await send(Buffer.from('second\n'), 'job2')).toEqual({ sent: 'all', evidence: 'confirmed' })
    expect(begun).toEqual([ID, 'job2'])
    // The printer answers as it prints, and keeps its file a moment later.
    await eventually(() => expect(paper()).toEqual([RECEIPT, Buffer.from('second\n')]))
  })

  test.each<[PrinterFault, string]>([
    [{ kind: 'no_process_id' }, 'processed'],
    [{ kind: 'no_answer' }, 'none'],
    [{ kind: 'garbage' }, 'none'],
    [{ kind: 'paper_near_end' }, 'confirmed'],
    [{ kind: 'slow', amount: 500 }, 'confirmed'],
    [{ kind: 'late', amount: 100 }, 'confirmed'],
  ])('with %j a job has just the evidence that was given: %s', async (fault, evidence) => {
    const { send, paper } = await start(fault, evidence === 'none' ? { patience: FOR_THE_MUTE } : {})
    expect(await send(RECEIPT)).toEqual({ sent: 'all', evidence })
    await eventually(() => expect(paper()).toEqual([RECEIPT]))
  })

  test.each<PrinterFault['kind']>(['paper_end', 'cover_open', 'offline'])(
    'sends not a byte to a printer that says %s',
    async (kind) => {
      const { send, paper, begun } = await start({ kind } as PrinterFault)
      expect(await send(RECEIPT)).toEqual({ sent: 'nothing', why: kind })
      expect([paper(), begun]).toEqual([[], []])
    },
  )

  test('says that paper which ended in the middle left a part, however much of it comes out later', async () => {
    const { send, paper, printer } = await start({ kind: 'paper_end_after', amount: 10 }, { patience: UNPROVEN })
    expect(await send(RECEIPT)).toEqual({ sent: 'part', why: 'paper_end' })
    expect(paper()).toEqual([])
    printer.setFault({ kind: 'none' })
    await eventually(() => expect(paper()).toEqual([RECEIPT]))
  })

  test('says that a line which broke after some bytes left a part', async () => {
    const { send, paper, begun } = await start({ kind: 'close_after', amount: 10 }, { patience: UNPROVEN })
    expect(await send(RECEIPT)).toEqual({ sent: 'part', why: 'connection_lost' })
    expect(begun).toEqual([ID])
    await eventually(() => expect(paper()).toEqual([RECEIPT.subarray(0, 10)]))
  })

  test('waits no longer than it should for a printer that reads nothing, and never calls it printed', async () => {
    const { send, printer } = await start({ kind: 'none' }, { patience: { ...FOR_THE_MUTE, write: A_MOMENT_MS } })
    printer.setFault({ kind: 'never_reads' })
    expect(await send(MORE_THAN_ANY_BUFFER)).toMatchObject({ sent: 'part' })
  })

  test('says that nothing was sent where there is no printer', async () => {
    const begun: string[] = []
    expect(await nowhere().send(RECEIPT, ID, () => begun.push(ID))).toEqual({ sent: 'nothing', why: 'unreachable' })
    expect(await nowhere().probe()).toBe('unreachable')
    const examined = await nowhere().examine()
    expect(examined).toMatchObject({ state: 'unreachable', abilities: null })
    expect(examined.detail).not.toBe('')
    expect(begun).toEqual([])
  })

  test.each<[PrinterFault['kind'], Abilities | null]>([
    ['none', { status: true, processed: true, processId: true }],
    ['no_process_id', { status: true, processed: true, processId: false }],
    ['no_answer', { status: false, processed: false, processId: false }],
    ['paper_end', null],
  ])('finds out what a printer can do: %s', async (kind, abilities) => {
    const patience = kind === 'no_answer' ? FOR_THE_MUTE : kind === 'no_process_id' ? FOR_TWO_OF_THREE : PATIENT
    const { way, paper } = await start({ kind } as PrinterFault, { patience })
    expect((await way.examine()).abilities).toEqual(abilities)
    expect(paper()).toEqual([])
  })

  test('asks a printer that is known only what it answers', async () => {
    const clone = await start(
      { kind: 'no_process_id' },
      { abilities: { status: true, processed: true, processId: false } },
    )
    expect(await clone.send(RECEIPT)).toEqual({ sent: 'all', evidence: 'processed' })
    const mute = await start(
      { kind: 'no_answer' },
      { abilities: { status: false, processed: false, processId: false } },
    )
    // Over a cable that stays plugged in, a question in its turn (GS r) is what ends a job on paper.
    const ending = Buffer.concat([RECEIPT, Buffer.from([0x1d, 0x72, 1])])
    expect(await mute.send(ending)).toEqual({ sent: 'all', evidence: 'none' })
    await eventually(() => expect([...clone.paper(), ...mute.paper()]).toEqual([RECEIPT, RECEIPT]))
  })

  const KNOWN: Abilities = { status: true, processed: true, processId: true }

  test('sends not a byte to a printer that is known to answer and does not', async () => {
    const { send, way, begun, paper } = await start({ kind: 'no_answer' }, { abilities: KNOWN, patience: FOR_THE_MUTE })
    expect(await way.probe()).toBe('unreachable')
    expect(await send(RECEIPT)).toEqual({ sent: 'nothing', why: 'unreachable' })
    expect([begun, paper()]).toEqual([[], []])
  })

  test.each<Abilities>([KNOWN, { status: true, processed: false, processId: false }])(
    'doubts a job after which a printer that answers (%j) has fallen silent',
    async (abilities) => {
      const patience = { ...PATIENT }
      const { way, printer } = await start({ kind: 'none' }, { abilities, patience })
      const hang = () => {
        printer.setFault({ kind: 'never_reads' })
        Object.assign(patience, FOR_THE_MUTE)
      }
      expect(await way.send(RECEIPT, ID, hang)).toEqual({ sent: 'part', why: 'no_answer' })
    },
  )

  test('lets two jobs that come at once not print into each other', async () => {
    const { way, paper } = await start({ kind: 'slow', amount: 2_000 })
    const turn = makeTurns()
    const jobs = ['first\n', 'second\n', 'third\n'].map((text) => Buffer.from(text))
    const sent = jobs.map((job, index) => oneAtATime(way, turn).send(job, `job${index}`, () => undefined))
    for (const result of await Promise.all(sent)) expect(result).toEqual({ sent: 'all', evidence: 'confirmed' })
    await eventually(() => expect(paper()).toEqual(jobs))
  })
})

test('a status that comes unasked hides no answer', async () => {
  const { printer, paper } = await startPrinter({ kind: 'no_process_id' })
  const way = tcpTransport('127.0.0.1', printer.port, { patience: PATIENT })
  const job = Buffer.concat([Buffer.from([0x1d, 0x61, 0xff]), Buffer.from('text\n')])
  expect(await way.send(job, ID, () => undefined)).toEqual({ sent: 'all', evidence: 'processed' })
  await eventually(() => expect(paper()).toEqual([Buffer.from('text\n')]))
})

test('a machine without the driver for serial ports says so', async () => {
  const missing = () => Promise.reject(new Error("Cannot find package 'serialport'"))
  const open = () => openSerialLink({ path: '/dev/ttyUSB0', baud: 9_600 }, missing)
  const way = linkTransport({ open, patience: PATIENT })
  expect(await way.send(RECEIPT, ID, () => undefined)).toEqual({ sent: 'nothing', why: 'unreachable' })
  expect((await way.examine()).detail).toContain("Cannot find package 'serialport'")
})

describe('a raw queue of CUPS', () => {
  let server: PrintServer
  beforeAll(async () => {
    server = await startPrintServer()
  })
  afterAll(() => server.stop())

  test('brings a job over byte by byte, and claims nothing of the paper', async () => {
    const { printer, paper } = await startPrinter()
    server.addQueue('counter', printer.port)
    const way = queueTransport('counter')
    expect(await way.probe()).toBe('unknown')
    expect(await way.send(RECEIPT, ID, () => undefined)).toEqual({ sent: 'all', evidence: 'none' })
    await eventually(() => expect(paper()).toEqual([RECEIPT]))
    expect(await way.examine()).toMatchObject({ abilities: { status: false, processed: false, processId: false } })
  })

  test('that was stopped, or is none, gets not a byte', async () => {
    server.addQueue('stopped', 1)
    server.disable('stopped')
    const begun: string[] = []
    for (const [queue, why] of [
      ['stopped', 'offline'],
      ['nobody', 'unreachable'],
    ] as const) {
      const sent = await queueTransport(queue).send(RECEIPT, ID, () => begun.push(queue))
      expect(sent).toEqual({ sent: 'nothing', why })
      expect((await queueTransport(queue).examine()).detail).toContain(queue)
    }
    expect(begun).toEqual([])
  })
})

test('what lp refuses once it has begun is in doubt', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-lp-'))
  // Stand-ins for the two programs of CUPS: a queue that takes jobs, and an lp that ends in the middle of one.
  const standIn = (name: string, script: string) => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(path.join(folder, name), 0o755)
  }
  standIn('lpstat', 'echo "printer counter is idle."')
  standIn('lp', `head -c 5 > ${folder}/taken; exit 1`)
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
  const sent = await queueTransport('counter').send(RECEIPT, ID, () => undefined)
  vi.unstubAllEnvs()
  expect(sent).toEqual({ sent: 'part', why: 'queue_refused' })
  expect(readFileSync(path.join(folder, 'taken'))).toEqual(RECEIPT.subarray(0, 5))
})

test('Windows’ spooler is out of reach on any other system, and nothing is sent', async () => {
  const way = windowsTransport('POS-80')
  const expected = process.platform === 'win32' ? 'unknown' : 'unreachable'
  expect(await way.probe()).toBe(expected)
  expect((await way.examine()).state).toBe(expected)
})

describe('a Windows spooler, stood in for', () => {
  const spoolerThat = (refuses: string | null) => {
    const calls: string[] = []
    const step = (name: string) => async () => {
      calls.push(name)
      return name !== refuses
    }
    const spooler = {
      open: async () => (refuses === 'open' ? null : 7),
      startDocument: step('start'),
      write: step('write'),
      endDocument: step('end'),
      close: step('close'),
      names: async () => (refuses === 'names' ? null : ['POS-80', '\\\\till-2\\收银']),
    }
    return { load: async () => spooler, way: windowsTransport('POS-80', async () => spooler), calls }
  }

  test.each<[string | null, string, string[]]>([
    [null, 'all', ['start', 'write', 'end', 'close']],
    ['open', 'nothing', []],
    ['start', 'part', ['start', 'close']],
    ['write', 'part', ['start', 'write', 'close']],
    ['end', 'part', ['start', 'write', 'end', 'close']],
  ])('that refuses %s has sent %s, and no printer stays open', async (refuses, sent, steps) => {
    const { way, calls } = spoolerThat(refuses)
    expect((await way.send(RECEIPT, ID, () => undefined)).sent).toBe(sent)
    expect(calls).toEqual(steps)
  })

  test('names its printers, and none where it will not tell', async () => {
    expect(await windowsPrinters(spoolerThat(null).load)).toEqual(['POS-80', '\\\\till-2\\收银'])
    expect(await windowsPrinters(spoolerThat('names').load)).toEqual([])
  })
})

test('Windows’ printers are looked for on Windows only', async () => {
  const names = windowsPrinters()
  if (process.platform === 'win32') expect(await names).toBeInstanceOf(Array)
  else await expect(names).rejects.toThrow()
})
