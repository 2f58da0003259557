import { hash } from 'node:crypto'
import type { Files } from '../../electron/files.ts'
import { openSecondCopy, type SecondCopy } from '../../electron/mirror/second-copy.ts'
import { onePrinter, openSpool, type Spool } from '../../electron/printing/spool.ts'
import type { PrinterTransport } from '../../electron/printing/transport/printer-transport.ts'
import { signHead } from '../../electron/sign-head.ts'
import { signSale } from '../../electron/sign-sale.ts'
import { headOfficeFiles } from '../../electron/transport/head-office-files.ts'
import type { post } from '../../electron/transport/post.ts'
import { openTransport, type Transport } from '../../electron/transport/transport.ts'
import {
  type Bridge,
  EVENTS,
  type EventName,
  type Input,
  type MethodName,
  methods,
  type Output,
} from '../../shared/bridge/bridge.ts'
import { makeBridgeDouble } from '../contract/bridge-double.ts'
import type { Key, Keys } from './keys.ts'
import { type Life, never, type SimulatedTime, Stopped } from './simulated-time.ts'

/** SHA-256 of a text, as main computes it. */
export const sha256 = (text: string): string => hash('sha256', text)

/** Where a till's second copy lies on its model disk. */
export const mirrorFileOf = ({ name }: Pick<Key, 'name'>): string => `/till/mirror/${name}-1.journal`
const DEADLINE_MS = 15_000

/** The main process: the real mirror, spool and transport over a model disk, printer and network. */
export type Till = { readonly mirror: SecondCopy; readonly spool: Spool; readonly transport: Transport }

/** What main is started with. */
export type TillPorts = {
  readonly key: Key
  readonly isSigned: Keys['isSigned']
  readonly life: Life
  readonly files: Files
  readonly printer: PrinterTransport
  readonly post: typeof post
  readonly time: SimulatedTime
  readonly random: () => number
  readonly tell: (event: EventName) => void
}

/** Enrols a till before the world begins. */
export const enrolBeforehand = (files: Files, office: Keys['office']): void =>
  headOfficeFiles('/till/transport', files).writeEnrolment({
    url: 'https://office.example',
    store: 'BJ01',
    storeName: '样例',
    tillCode: '01',
    headOfficeKey: office.publicKey,
    keyId: office.keyId,
    stopped: null,
  })

/** Timers that end with the process that set them. */
export const laterIn = (life: Life, time: SimulatedTime) => (ms: number, callback: () => void) =>
  time.after(ms, () => {
    if (life.isAlive) callback()
  })

/** Starts the main process; throws where its files cannot be opened. */
export const startTill = ({ key, isSigned, life, files, printer, post, time, random, tell }: TillPorts): Till => {
  const ignore = () => undefined
  const till = { till: key.name, epoch: 1, sha256 }
  const mirror = openSecondCopy({ ...till, folder: '/till/mirror', onTrouble: ignore, files })
  let nonces = 0
  const transport = openTransport({
    folder: '/till/transport',
    till: key.name,
    publicKey: key.publicKey,
    sign: key.sign,
    isSigned,
    sha256,
    nonce: () => {
      nonces += 1
      return `${time.now()}.${nonces}`.padStart(16, '0')
    },
    deadlineMs: DEADLINE_MS,
    onChange: () => tell('sync.changed'),
    files,
    post,
  })
  const provenSeq = transport.status().proven?.seq ?? 0
  const spool = openSpool({
    folder: '/till/spool',
    mirrorTailSeq: mirror.tail().seq,
    provenSeq,
    printers: [onePrinter(printer)],
    random,
    onChange: () => tell('print.changed'),
    onTrouble: ignore,
    files,
    later: laterIn(life, time),
  })
  return { mirror, spool, transport }
}

type Handlers = { readonly [M in MethodName]?: (input: Input<M>) => Output<M> | Promise<Output<M>> }

const double = makeBridgeDouble()

const handlersOf = (
  { mirror, spool, transport }: Till,
  key: Key,
  onSubmit: (input: Input<'print.submit'>) => () => void,
): Handlers => {
  const { app, settings, staff } = double
  const identity = { till: key.name, epoch: 1, sign: key.sign }
  return {
    'app.info': () => ({
      ...app,
      till: key.name,
      mirror: { ...mirror.state(), held: mirror.held(), unconnected: mirror.unconnected() },
    }),
    'identity.signHead': (head) => signHead({ identity, mirror }, head),
    'identity.signSale': (sale) => signSale({ identity, mirror }, sale, sha256),
    'app.log': () => ({ ok: true }),
    'settings.read': () => settings,
    'staff.list': () => ({ staff, samplePins: null, lost: null, untold: [] }),
    'mirror.append': ({ lines }) => mirror.append(lines),
    'mirror.tail': () => ({ tail: mirror.tail() }),
    'mirror.read': ({ after, limit }) => ({ lines: mirror.read(after, limit) }),
    'mirror.salvage': ({ after, limit }) => ({ lines: mirror.salvage(after, limit) }),
    // The simulated till keeps to its first epoch: where it would leave it, the run ends.
    'identity.beginEpoch': () => ({ ok: false, reason: 'not_begun' }),
    'mirror.rebuild': (input) =>
      input.forked ? { ok: false, reason: 'write_failed' } : mirror.rebuild(input, async () => undefined),
    'print.position': (input) => ({ seq: spool.position(input) }),
    'print.submit': (input) => {
      const withdraw = onSubmit(input)
      const reply = spool.submit(input)
      if (!reply.ok) withdraw()
      return reply
    },
    'print.outcomes': spool.outcomes,
    'sync.status': transport.status,
    'sync.push': transport.push,
    'sync.pull': transport.pull,
  }
}

/** The two ends of a bridge and what lies between. */
export type BridgePorts = {
  readonly till: Till
  readonly key: Key
  readonly app: Life
  readonly window: Life
  readonly time: SimulatedTime
  readonly random: () => number
  /** Told of jobs before the spool has them; gives the way to take that back where it refuses them. */
  readonly onSubmit: (input: Input<'print.submit'>) => () => void
  readonly listeners: Set<{ readonly event: EventName; readonly listener: () => void }>
}

/** The bridge between one window and main. A call that main took is carried out even if nobody is left to hear the reply. */
export const modelBridge = ({ till, key, app, window, time, random, onSubmit, listeners }: BridgePorts): Bridge => {
  const handlers = handlersOf(till, key, onSubmit)
  const crossing = () =>
    new Promise<void>((resolve) => {
      time.after(random() * 2, resolve)
    })
  const call = async (name: MethodName, input: never): Promise<unknown> => {
    if (!window.isAlive) return never()
    await crossing()
    if (!app.isAlive) return never()
    const handler = handlers[name] as ((input: never) => unknown) | undefined
    if (handler === undefined) throw new Error(`${name} is not simulated`)
    try {
      const output = await handler(input)
      await crossing()
      return window.isAlive ? output : never()
    } catch (error) {
      if (error instanceof Stopped) return never()
      throw error
    }
  }
  const calls = Object.keys(methods).map((name) => [name, (input: never) => call(name as MethodName, input)])
  const on = (event: EventName) => (listener: () => void) => {
    const entry = { event, listener }
    listeners.add(entry)
    return (): void => {
      listeners.delete(entry)
    }
  }
  return {
    call: Object.fromEntries(calls) as Bridge['call'],
    on: Object.fromEntries(EVENTS.map((event) => [event, on(event)])) as Bridge['on'],
  }
}
