import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { onePrinter, openSpool, type Spool } from '../../electron/printing/spool.ts'
import type { Patience } from '../../electron/printing/transport/ask-printer.ts'
import type { PrinterTransport } from '../../electron/printing/transport/printer-transport.ts'
import { tcpTransport } from '../../electron/printing/transport/tcp-transport.ts'
import { type PrinterFault, parseFault } from '../../electron/printing/virtual/printer-fault.ts'
import { startVirtualPrinter } from '../../electron/printing/virtual/virtual-printer.ts'
import { textIn } from '../../renderer/i18n/use-text.ts'
import { printerStatement, type Statement } from '../../renderer/screens/frame/strip-statements.ts'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import type { Abilities } from '../../shared/bridge/settings-methods.ts'
import { encodeDrawer } from '../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { PATIENCE_MS } from '../patience.ts'
import { layMomentRelay } from './moment-relay.ts'
import { A_MOMENT_MS, FOR_THE_MUTE, PATIENT } from './printer-patience.ts'

const golden = (name: string) =>
  new Uint8Array(readFileSync(path.resolve(import.meta.dirname, `../fixtures/golden/${name}-80mm-zh.bin`)))

/** What is printed: the golden documents' own bytes. */
export const DOCUMENTS = {
  receipt: golden('sale'),
  'kitchen ticket': golden('kitchen-make'),
  report: golden('z'),
  drawer: encodeDrawer(GENERIC_80),
} as const
export type DocumentName = keyof typeof DOCUMENTS

/** When a fault begins, and how many of a job's bytes are taken in by then. */
export const MOMENTS = {
  'before the job': null,
  'at the first byte': () => 0,
  'in the middle': (length: number) => Math.floor(length / 2),
  'after the last byte': (length: number) => length,
} as const
export type Moment = keyof typeof MOMENTS

const NONE: PrinterFault = { kind: 'none' }

/** What a printer answers to, as it was found when it was set up; null: it was never asked. */
export type Known = Abilities | null
const ALL: Abilities = { status: true, processed: true, processId: true }

/** A printer that was set up while nothing was wrong with it; a clone cannot echo an id even then. */
export const knownFor = (fault: string): Abilities => ({ ...ALL, processId: fault !== 'no_process_id' })

const SILENT = ['no_answer', 'never_reads', 'garbage', 'late']

/** An answer that will come is waited for as long as a busy machine takes; one that never comes only a moment. */
const patienceWith = (fault: string, moment: Moment, length: number): Patience => {
  const [kind = ''] = fault.split(':')
  const isSlow = kind === 'slow' && moment !== 'after the last byte' && length > 100
  const isProven = kind === 'paper_near_end' || kind === 'no_process_id' || (kind === 'slow' && !isSlow)
  if (SILENT.includes(kind)) return FOR_THE_MUTE
  return isProven ? PATIENT : { ...PATIENT, proof: A_MOMENT_MS }
}

/** What became of one job. */
export type Cell = {
  readonly state: string
  readonly evidence: string
  /** What the Paper screen says beside the job at the time, or the strip of the printer where no job is open. */
  readonly shown: string
  /** What the job had become at the end, the printer mended and the till started anew. */
  readonly end: string
  /** Pieces of paper at the end: whole ones, and all. */
  readonly whole: number
  readonly pieces: number
}

const AFTER: PrintJob = { id: 'after', kind: 'document', title: 'after', bytes: new TextEncoder().encode('after\n') }
const until = <T>(check: () => T | undefined | false) => vi.waitUntil(check, { timeout: PATIENCE_MS, interval: 10 })

const outcomeOf = (spool: Spool, id: string) =>
  spool.outcomes({ after: 0, limit: 100 }).outcomes.find((outcome) => outcome.job === id)

/** A till's spool, a line that can be held at any byte, and a virtual printer. */
const setUp = async (abilities: Known = null) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-matrix-'))
  const paperFolder = path.join(folder, 'paper')
  const relay = await layMomentRelay(() => printer.port)
  const printer = await startVirtualPrinter({ port: 0, folder: paperFolder, onTaken: relay.onTaken })
  const patience = { ...PATIENT }
  const tcp = tcpTransport('127.0.0.1', relay.port, { patience, abilities })
  const spools: Spool[] = []
  /** A spool that is never closed, as that of a killed till, where it is left alone. */
  const openAndLeave = (logFolder: string, transport: PrinterTransport) => {
    const quiet = { onChange: () => undefined, onTrouble: console.error }
    const printers = [onePrinter(transport)]
    const spool = openSpool({ folder: logFolder, mirrorTailSeq: 0, printers, random: () => 0, ...quiet })
    spool.position({ journal: { head: 0, outcomes: 0 } })
    return spool
  }
  const open = (logFolder: string, transport: PrinterTransport = tcp) => {
    const spool = openAndLeave(logFolder, transport)
    spools.push(spool)
    return spool
  }
  const stop = async () => {
    for (const spool of spools) await spool.close()
    await relay.stop()
    await printer.stop()
    rmSync(folder, { recursive: true })
  }
  const paper = () => readPaper(paperFolder, 100).map(({ bytes }) => Buffer.from(bytes))
  const setPatience = (next: Patience) => Object.assign(patience, next)
  return { folder, relay, printer, tcp, setPatience, open, openAndLeave, paper, stop }
}
type Bench = Awaited<ReturnType<typeof setUp>>

const jobOf = (name: DocumentName): PrintJob => ({
  ...{ id: 'it', kind: name === 'drawer' ? 'drawer' : 'document', title: name },
  bytes: new Uint8Array(DOCUMENTS[name]),
})

/** The printer mended and the till started anew, another job printed: all that was going to happen has happened. */
const countAtTheEnd = async ({ paper }: Bench, spool: Spool, name: DocumentName) => {
  spool.submit({ through: 2, jobs: [AFTER] })
  await until(() => outcomeOf(spool, 'after'))
  await until(() => paper().some((bytes) => bytes.equals(Buffer.from(AFTER.bytes))))
  const pieces = paper().filter((bytes) => !bytes.equals(Buffer.from(AFTER.bytes)))
  const whole = pieces.filter((bytes) => bytes.equals(Buffer.from(DOCUMENTS[name]))).length
  return { end: outcomeOf(spool, 'it')?.state ?? 'lost', whole, pieces: pieces.length }
}

const MEASURED_BY_BYTES = ['paper_end_after', 'close_after']

/** Where a fault counts bytes it is set before the job, with the moment as its number. */
const faultAt = (fault: string, bytes: number): PrinterFault => {
  const parsed = parseFault(MEASURED_BY_BYTES.includes(fault) ? `${fault}:${bytes}` : fault)
  if (parsed === null) throw new Error(`no fault ${fault}`)
  return parsed
}

/** Has the printer's fault begin at a moment of the job; from the first byte on, the log has `sending`. */
const arrange = (bench: Bench, fault: string, moment: Moment, length: number): PrinterTransport => {
  const { printer, relay, tcp } = bench
  const at = MOMENTS[moment]?.(length) ?? null
  const patience = patienceWith(fault, moment, length)
  if (at === null || MEASURED_BY_BYTES.includes(fault)) {
    bench.setPatience(patience)
    printer.setFault(faultAt(fault, at === 0 ? 1 : (at ?? 0)))
    return tcp
  }
  const begin = () => {
    printer.setFault(faultAt(fault, at))
    return 'go_on' as const
  }
  return {
    // Its bytes would be counted as the job's.
    probe: async () => 'unknown',
    send: (bytes, id, beforeFirstByte) =>
      tcp.send(bytes, id, () => {
        beforeFirstByte()
        bench.setPatience(patience)
        if (at === 0) begin()
        else relay.holdAt(at, begin)
      }),
  }
}

/** One fault at one moment of one document. `known`: what the printer answered when it was set up. */
export type Case = {
  readonly fault: string
  readonly moment: Moment
  readonly document: DocumentName
  readonly known: Known
}

/** Runs a case until its job has come to something, over the real spool and real sockets. */
const comeToGrief = async (bench: Bench, { fault, moment, document }: Case) => {
  const spool = bench.open(path.join(bench.folder, 'log'), arrange(bench, fault, moment, DOCUMENTS[document].length))
  spool.submit({ through: 1, jobs: [jobOf(document)] })
  const standing = () => spool.open().jobs.find(({ id }) => id === 'it')
  await until(() => outcomeOf(spool, 'it') ?? standing()?.why)
  const { state, evidence } = outcomeOf(spool, 'it') ?? { state: standing()?.state ?? 'lost', evidence: 'none' }
  return { spool, state, evidence, shown: standing()?.why ?? `printer: ${spool.status().state}` }
}

/** A fault, and a printer that is mended after it. */
export const runFault = async (tried: Case): Promise<Cell> => {
  const bench = await setUp(tried.known)
  try {
    const { spool, ...cell } = await comeToGrief(bench, tried)
    bench.setPatience(PATIENT)
    bench.printer.setFault(NONE)
    await until(() => outcomeOf(spool, 'it'))
    await spool.close()
    return { ...cell, ...(await countAtTheEnd(bench, bench.open(path.join(bench.folder, 'log')), tried.document)) }
  } finally {
    await bench.stop()
  }
}

/** What became of a job at a printer that never comes back, and what the strip says of that printer then. */
export type StayingCell = Cell & { readonly strip: Statement }

/** A line that tells when the printer was asked how it is, and has answered or not. */
const watchProbe = (line: PrinterTransport) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const probe = () => line.probe().finally(() => setImmediate(resolve))
  return { line: { ...line, probe }, probed: promise }
}

/** The till started anew on a printer that is as it was: what still waits has been tried again. */
const lookAgain = async (bench: Bench) => {
  const { line, probed } = watchProbe(bench.tcp)
  const spool = bench.open(path.join(bench.folder, 'log'), line)
  await probed
  const standing = () => spool.open().jobs.find(({ id }) => id === 'it')
  await until(() => outcomeOf(spool, 'it') ?? standing()?.why)
  const strip = printerStatement({ printer: spool.status() }, 'front', textIn('en'))
  const end = outcomeOf(spool, 'it')?.state ?? standing()?.state ?? 'lost'
  await spool.close()
  return { end, strip }
}

/** What the printer has put on paper when somebody switches it off, as it is. */
const paperAtTheEnd = async ({ printer, relay, paper }: Bench, fault: string) => {
  // What comes slowly comes: it need not be waited for.
  if (fault.startsWith('slow')) printer.setFault({ kind: 'slow', amount: 100_000 })
  if (fault.startsWith('slow')) await until(() => paper().length > 0)
  if (fault !== 'never_reads') await until(relay.isIdle)
  await printer.stop()
  return paper()
}

/** A fault, and a printer that stays as it is for ever. */
export const runStaying = async (tried: Case): Promise<StayingCell> => {
  const bench = await setUp(tried.known)
  try {
    const { spool, ...cell } = await comeToGrief(bench, tried)
    await spool.close()
    const seen = await lookAgain(bench)
    const pieces = await paperAtTheEnd(bench, tried.fault)
    const whole = pieces.filter((bytes) => bytes.equals(Buffer.from(DOCUMENTS[tried.document]))).length
    return { ...cell, ...seen, whole, pieces: pieces.length }
  } finally {
    await bench.stop()
  }
}

/** Where the till may be killed. */
export const STEPS = [
  'before `queued`',
  'after `queued`',
  'after `sending`, before a byte',
  'in the middle of the bytes',
  'after the last byte',
  'after the confirmation, before it is written down',
  'after the outcome',
] as const
export type Step = (typeof STEPS)[number]

const never = () => new Promise<never>(() => undefined)

/** A line that stops for ever at a step, where `kill` is called: what the log held then is what the next start finds. */
const dyingAt = ({ tcp, relay }: Bench, step: Step, length: number, kill: () => void): PrinterTransport => ({
  probe: async () => 'unknown',
  send: async (bytes, id, beforeFirstByte) => {
    const die = () => {
      kill()
      return never()
    }
    const cut = () => {
      kill()
      return 'cut' as const
    }
    if (step === 'after `queued`') return die()
    if (step === 'after `sending`, before a byte') {
      beforeFirstByte()
      return die()
    }
    const result = await tcp.send(bytes, id, () => {
      beforeFirstByte()
      if (step === 'in the middle of the bytes') relay.holdAt(Math.floor(length / 2), cut)
      if (step === 'after the last byte') relay.holdAt(length, cut)
    })
    if (step === 'after the confirmation, before it is written down') return die()
    return step === 'after the outcome' ? result : never()
  },
})

/** The till killed at one step of one document: its log as it lay on the disk then, and a new spool over it. */
export const runKill = async (step: Step, name: DocumentName): Promise<Cell> => {
  const bench = await setUp()
  try {
    const [log, found] = [path.join(bench.folder, 'log'), path.join(bench.folder, 'found')]
    let killed = false
    const kill = () => {
      cpSync(log, found, { recursive: true })
      killed = true
    }
    const spool = bench.openAndLeave(log, dyingAt(bench, step, DOCUMENTS[name].length, kill))
    if (step === 'before `queued`') kill()
    else spool.submit({ through: 1, jobs: [jobOf(name)] })
    if (step === 'after the outcome') {
      await until(() => outcomeOf(spool, 'it'))
      kill()
    }
    await until(() => killed)
    const next = bench.open(found)
    next.submit({ through: 1, jobs: [jobOf(name)] })
    await until(() => outcomeOf(next, 'it'))
    const { state = 'lost', evidence = 'none' } = outcomeOf(next, 'it') ?? {}
    const shown = next.open().jobs.find(({ id }) => id === 'it')?.why ?? `printer: ${next.status().state}`
    return { state, evidence, shown, ...(await countAtTheEnd(bench, next, name)) }
  } finally {
    await bench.stop()
  }
}
