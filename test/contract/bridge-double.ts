import { sha256Text as sha256 } from '../../renderer/journal/sha256.ts'
import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { Bridge, EventName, Input, Output } from '../../shared/bridge/bridge.ts'
import type { PrinterStatus, PrintJob, PrintOutcome } from '../../shared/bridge/print-methods.ts'
import type { Settings } from '../../shared/bridge/settings-methods.ts'
import type { Recovery, Staff } from '../../shared/bridge/staff-methods.ts'
import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'
import { follows, readLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis } from '../../shared/journal/seal.ts'
import { type BackupDouble, backupCalls, makeBackupDouble } from './backup-double.ts'

type Rebuilt = Output<'mirror.rebuild'>
type Refused<M extends 'mirror.append' | 'mirror.chooseOutside' | 'print.submit' | 'sync.push'> = Extract<
  Output<M>,
  { ok: false }
>

/** Main's durable side, in memory: what a test looks at and what it breaks. It outlives a window, as main's files do. */
export type BridgeDouble = {
  readonly bridge: Bridge
  readonly mirror: {
    lines: string[]
    /** The new file beside a damaged one. */
    rebuilt: string[]
    fault: Refused<'mirror.append'> | null
    appends: number
  }
  readonly backup: BackupDouble
  readonly outside: { folder: string | null; fault: Refused<'mirror.chooseOutside'> | null }
  readonly print: {
    position: number
    jobs: PrintJob[]
    outcomes: PrintOutcome[]
    status: PrinterStatus
    fault: Refused<'print.submit'> | null
  }
  readonly sync: {
    status: SyncStatus
    lines: string[]
    fault: Refused<'sync.push'> | null
    pushes: number
    /** Whether head office gives entries back when it is asked. */
    reachable: boolean
  }
  readonly app: Output<'app.info'>
  /** The files of epochs that were left, and why the one in use began. */
  /** Those of tills whose place this one took. */
  readonly former: { readonly till: string; readonly epoch: number; readonly lines: readonly string[] }[]
  readonly earlier: { readonly epoch: number; readonly lines: readonly string[] }[]
  begun: EpochBegun | null
  settings: Settings
  staff: Staff[]
  readonly untold: Recovery[]
  readonly log: string[]
  /** Sends an event as main would. */
  readonly emit: (event: EventName) => void
}

/** The till of the double: a fingerprint of no key. */
export const DOUBLE_TILL = 'a'.repeat(32)

const appInfo = (till: string): Output<'app.info'> => ({
  version: '0.0.0-test',
  till,
  epoch: 1,
  publicKey: 'key',
  keyState: 'present',
  keyStorage: 'file',
  boot: 'boot',
  shell: { name: 'chromium', version: '0' },
  dataFolder: '/nowhere',
  sample: true,
  mirror: { state: 'good', detail: null },
})

const defaultSettings: Settings = {
  language: 'zh',
  theme: 'light',
  cashierDiscountBp: 1_000,
  printers: [
    { id: 'front', name: '前台', address: { kind: 'virtual' }, profile: '80mm', columns: 48, abilities: null },
  ],
  receiptPrinter: 'front',
}

const standalone: SyncStatus = {
  state: 'standalone',
  proven: null,
  url: null,
  store: null,
  storeName: null,
  tillCode: null,
  headOfficeKey: null,
  detail: null,
}

const headAt = (till: string, lines: readonly string[], none = 1): Head => {
  const last = lines.at(-1)
  const read = last === undefined ? null : readLine(last, sha256)
  if (!read?.ok) return headBeforeGenesis(till, none)
  const { epoch, seq } = read.value.header
  return { till, epoch, seq, hash: read.value.hash }
}

/** Appends what follows; what is there already is skipped if equal. The same rule holds for mirror and head office. */
const take = (
  till: string,
  kept: string[],
  lines: readonly string[],
  epoch = 1,
): 'ok' | 'gap' | 'fork' | 'broken_chain' => {
  for (const line of lines) {
    const read = readLine(line, sha256)
    if (!read.ok) return 'broken_chain'
    const { header } = read.value
    const known = kept[header.seq - 1]
    if (known !== undefined && known !== line) return 'fork'
    if (known !== undefined) continue
    if (header.seq > kept.length + 1) return 'gap'
    if (!follows(headAt(till, kept, epoch), header)) return 'fork'
    kept.push(line)
  }
  return 'ok'
}

const mirrorCalls = (till: string, double: Pick<BridgeDouble, 'mirror' | 'app' | 'earlier' | 'former'>) => ({
  'mirror.append': async ({ lines }: { lines: string[] }): Promise<Output<'mirror.append'>> => {
    double.mirror.appends += 1
    if (double.mirror.fault) return double.mirror.fault
    const outcome = take(till, double.mirror.lines, lines, double.app.epoch)
    const tail = headAt(till, double.mirror.lines, double.app.epoch)
    if (outcome === 'ok') return { ok: true, durable: tail }
    return outcome === 'gap' ? { ok: false, reason: 'gap', tail } : { ok: false, reason: outcome }
  },
  'mirror.tail': async () => ({ tail: headAt(till, double.mirror.lines, double.app.epoch) }),
  'mirror.read': async ({ epoch = double.app.epoch, after, limit }: Input<'mirror.read'>) => {
    const lines =
      epoch === double.app.epoch
        ? double.mirror.lines
        : ([...double.earlier, ...double.former].find((one) => one.epoch === epoch)?.lines ?? [])
    return { lines: lines.slice(after, after + limit) }
  },
  'mirror.salvage': async ({ after, limit }: { after: number; limit: number }) => ({
    lines: double.mirror.lines.slice(after, after + limit),
  }),
  'mirror.rebuild': async ({ lines, complete, forked }: Input<'mirror.rebuild'>): Promise<Rebuilt> => {
    if (double.app.mirror.state !== 'damaged' && forked !== true)
      return { ok: true, tail: headAt(till, double.mirror.lines, double.app.epoch) }
    take(till, double.mirror.rebuilt, lines, double.app.epoch)
    if (complete) {
      double.mirror.lines = [...double.mirror.rebuilt]
      Object.assign(double.app.mirror, { state: 'repaired', detail: 'kept.damaged-1' })
    }
    return { ok: true, tail: headAt(till, double.mirror.rebuilt, double.app.epoch) }
  },
})

const outsideCalls = ({ outside }: Pick<BridgeDouble, 'outside'>) => ({
  'mirror.outside': async (): Promise<Output<'mirror.outside'>> => ({
    state: outside.folder === null ? 'none' : 'good',
    folder: outside.folder,
    ...{ held: 0, detail: null, keptAs: null, sameDisk: false },
  }),
  'mirror.chooseOutside': async ({ folder }: { folder: string | null }): Promise<Output<'mirror.chooseOutside'>> => {
    if (outside.fault !== null) return outside.fault
    outside.folder = folder
    return { ok: true, sameDisk: false }
  },
})

const printCalls = ({ print }: Pick<BridgeDouble, 'print'>) => ({
  'print.position': async () => ({ seq: print.position }),
  'print.submit': async ({ through, jobs }: { through: number; jobs: PrintJob[] }): Promise<Output<'print.submit'>> => {
    if (print.fault) return print.fault
    for (const job of jobs) if (!print.jobs.some((known) => known.id === job.id)) print.jobs.push(job)
    print.position = Math.max(print.position, through)
    return { ok: true }
  },
  'print.outcomes': async ({ after, limit }: { after: number; limit: number }) => ({
    outcomes: print.outcomes.filter((outcome) => outcome.offset > after).slice(0, limit),
    end: print.outcomes.at(-1)?.offset ?? 0,
  }),
  'print.status': async () => ({ ...print.status, others: [] }),
  'print.open': async () => ({ jobs: [] }),
  'print.resolve': async () => ({ ok: true as const }),
  'print.move': async () => ({ ok: true as const }),
  'print.find': async () => ({ addresses: [], complete: true }),
  'print.stopFinding': async () => ({ ok: true as const }),
  'print.examine': async () => ({ state: 'ready' as const, abilities: null, detail: null }),
  'print.test': async () => ({ sent: 'all' as const }),
  'print.paper': async () => ({
    virtual: true,
    jobs: print.jobs.map(({ bytes }, index) => ({ number: index + 1, receivedAt: index, bytes })).reverse(),
  }),
})

const paperCalls = () => ({
  'paper.font': async (): Promise<Output<'paper.font'>> => ({ ok: false, reason: 'not_readable' }),
  'paper.save': async (): Promise<Output<'paper.save'>> => ({ ok: false, reason: 'font_not_readable' }),
})

const syncCalls = (till: string, { sync }: Pick<BridgeDouble, 'sync'>) => ({
  'sync.status': async () => sync.status,
  'sync.enrol': async (): Promise<Output<'sync.enrol'>> => ({ ok: false, reason: 'unreachable' }),
  'sync.push': async ({ lines }: { lines: string[] }): Promise<Output<'sync.push'>> => {
    sync.pushes += 1
    const { fault } = sync
    if (fault && (fault.reason === 'fork' || fault.reason === 'frozen')) {
      sync.status = { ...sync.status, state: fault.reason }
    }
    if (fault) return fault
    const outcome = take(till, sync.lines, lines)
    const proven = headAt(till, sync.lines)
    if (outcome === 'gap') return { ok: false, reason: 'gap', mark: proven.seq }
    if (outcome !== 'ok') return { ok: false, reason: 'fork', retryAfterMs: null, detail: outcome }
    sync.status = { ...sync.status, state: 'idle', proven }
    return { ok: true, proven }
  },
  'sync.pull': async ({ after }: { after: number }): Promise<Output<'sync.pull'>> =>
    sync.reachable
      ? { ok: true, lines: sync.lines.slice(after, after + 500), mark: headAt(till, sync.lines), latestEpoch: 1 }
      : { ok: false, reason: 'unreachable' },
})

const replaceCalls = () => ({
  'replace.standing': async () => ({ standing: null }),
  'replace.enrol': async (): Promise<Output<'replace.enrol'>> => ({ ok: false, reason: 'unreachable' }),
  'replace.pull': async (): Promise<Output<'replace.pull'>> => ({ ok: false, reason: 'not_enrolled' }),
  'replace.ready': async (): Promise<Output<'replace.ready'>> => ({ ok: false, reason: 'not_pulled' }),
})

const staffCalls = (double: Pick<BridgeDouble, 'staff' | 'untold'>) => ({
  'staff.setUp': async (): Promise<Output<'staff.setUp'>> => ({ ok: false, reason: 'already_set_up' }),
  'staff.list': async () => ({ staff: double.staff, samplePins: null, lost: null, untold: double.untold }),
  'staff.told': async ({ count }: { count: number }) => {
    double.untold.splice(0, count)
    return { ok: true as const }
  },
  'staff.add': async () => ({ ok: true as const }),
  'staff.verify': async ({ id }: { id: string; pin: string }): Promise<Output<'staff.verify'>> => {
    const staff = double.staff.find((person) => person.id === id)
    return staff ? { ok: true, staff } : { ok: false, reason: 'unknown_person', left: 0, lockedForMs: 0 }
  },
  'staff.permit': async ({ id }: { id: string }): Promise<Output<'staff.permit'>> => {
    const staff = double.staff.find((person) => person.id === id)
    return staff?.role === 'manager'
      ? { ok: true, staff, permit: 'permit' }
      : { ok: false, reason: 'not_a_manager', left: 0, lockedForMs: 0 }
  },
  'staff.endPermits': async () => ({ ok: true as const }),
  'staff.recover': async (): Promise<Output<'staff.recover'>> => ({ ok: false, reason: 'wrong_code' }),
  'staff.renewRecovery': async (): Promise<Output<'staff.renewRecovery'>> => ({ ok: false, reason: 'wrong_pin' }),
})

/** A bridge to a main process that keeps everything in memory and can be told to refuse. Starts standalone and empty. */
export const makeBridgeDouble = (till = DOUBLE_TILL): BridgeDouble => {
  const listeners = new Map<EventName, Set<() => void>>()
  const on = (event: EventName) => (listener: () => void) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listener))
    return () => {
      set.delete(listener)
    }
  }
  const double: Omit<BridgeDouble, 'bridge'> = {
    mirror: { lines: [], rebuilt: [], fault: null, appends: 0 },
    outside: { folder: null, fault: null },
    backup: makeBackupDouble(),
    print: {
      position: 0,
      jobs: [],
      outcomes: [],
      status: { state: 'ready', waiting: 0, inDoubt: 0, virtual: true },
      fault: null,
    },
    sync: { status: standalone, lines: [], fault: null, pushes: 0, reachable: false },
    app: appInfo(till),
    earlier: [],
    former: [],
    begun: null,
    settings: defaultSettings,
    staff: [{ id: 'wang-fang', name: '王芳', role: 'manager' }],
    untold: [],
    log: [],
    emit: (event) => {
      for (const listener of listeners.get(event) ?? []) listener()
    },
  }
  const call: Bridge['call'] = {
    'app.info': async () => double.app,
    'identity.signHead': async ({ seq, hash }) =>
      headAt(till, double.mirror.lines.slice(0, seq)).hash === hash
        ? { ok: true, signature: 'c2lnbmF0dXJl' }
        : { ok: false, reason: 'not_mirrored' },
    'identity.signSale': async () => ({ ok: false, reason: 'key_missing' }),
    'identity.beginEpoch': async (begun) => {
      double.earlier.push({ epoch: double.app.epoch, lines: double.mirror.lines })
      double.mirror.lines = []
      double.print.position = 0
      double.begun = begun
      Object.assign(double.app, { epoch: begun.epoch, mirror: { state: 'good', detail: null } })
      return { ok: true }
    },
    'identity.epochBegun': async () => ({
      begun: double.begun,
      earlier: double.earlier.map(({ epoch }) => epoch),
      former: double.former.map((one) => ({ till: one.till, epoch: one.epoch })),
    }),
    'app.log': async ({ event }) => {
      double.log.push(event)
      return { ok: true }
    },
    'app.readLog': async () => ({ lines: double.log }),
    'app.storageBroken': async () => ({ ok: true }),
    'app.close': async () => ({ ok: true }),
    'app.openAnew': async () => ({ ok: true }),
    'app.exportArchive': async () => ({ ok: false, reason: 'write_failed' }),
    'app.places': async () => ({ places: [] }),
    'app.disk': async () => ({ freeBytes: 1e12, low: false, full: false }),
    'settings.read': async () => double.settings,
    'settings.write': async ({ settings }) => {
      double.settings = settings
      return { ok: true }
    },
    ...staffCalls(double),
    ...mirrorCalls(till, double),
    ...outsideCalls(double),
    ...backupCalls(double.backup),
    ...printCalls(double),
    ...paperCalls(),
    ...syncCalls(till, double),
    ...replaceCalls(),
  }
  const bridge: Bridge = {
    call,
    on: {
      'close.asked': on('close.asked'),
      'print.changed': on('print.changed'),
      'sync.changed': on('sync.changed'),
      'sync.ready': on('sync.ready'),
    },
  }
  return Object.assign(double, { bridge })
}
