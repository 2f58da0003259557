import { userInfo } from 'node:os'
import type { Output } from '../shared/bridge/bridge.ts'
import { writeArchive } from './archive/write-archive.ts'
import { findBackups } from './backup/find-backups.ts'
import { epochHandlers } from './begin-epoch.ts'
import { readDisk } from './disk.ts'
import { type Guarded, guardedHandlers, type Permitting, permitHandlers } from './guarded-handlers.ts'
import type { BridgeHandlers } from './ipc/serve-bridge.ts'
import { frozenEpochs } from './mirror/frozen-epochs.ts'
import { type Parts, sha256 } from './parts.ts'
import { findPlaces } from './places.ts'
import type { FontFile } from './printing/font-file.ts'
import { readPaper } from './printing/read-paper.ts'
import { saveSlip } from './printing/save-slip.ts'
import { type PrinterSetUp, setUpHandlers } from './printing/set-up-handlers.ts'
import { signHead } from './sign-head.ts'
import { signSale } from './sign-sale.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

type Surroundings = {
  readonly version: string
  readonly boot: string
  /** Asked at each call: a browser tells its version only once a window is open. */
  readonly shell: () => Output<'app.info'>['shell']
  readonly documentsFolder: string
  readonly font: FontFile
  readonly now: () => number
  readonly noteBrokenStorage: () => Output<'app.storageBroken'>
  /** Closes the window for good. */
  readonly close: () => void
  readonly openAnew: () => void
}

/** What main does for each method of the bridge: the methods of its parts, under the bridge's names. */
export const makeHandlers = (parts: Parts, around: Surroundings): BridgeHandlers => {
  const setUp = setUpHandlers(parts.printer)
  return {
    ...appHandlers(parts, around),
    ...journalHandlers(parts),
    ...tillHandlers(parts),
    'identity.signHead': (head) => signHead(parts, head),
    ...outwardHandlers(parts, setUp),
    ...paperHandlers(around),
    ...permitHandlers(parts),
    ...guardedHandlers(parts, setUp),
    'backup.status': parts.backup.status,
    'backup.make': parts.backup.make,
    'backup.find': async () => {
      const { places } = await findPlaces(userInfo().username, parts.dataFolder)
      return findBackups([around.documentsFolder, ...places.map(({ folder }) => folder)])
    },
    'backup.look': parts.restore.look,
    'backup.restore': parts.restore.restore,
    'backup.restored': () => ({ restored: parts.restored }),
    'replace.standing': parts.replacement.standing,
    'replace.enrol': parts.replacement.enrol,
    'replace.pull': parts.replacement.pull,
    'replace.ready': parts.replacement.ready,
  }
}

/** What touches the journal's epochs, the one in use and those that the till has left. */
const journalHandlers = (
  parts: Parts,
): Pick<BridgeHandlers, 'identity.signSale' | 'identity.beginEpoch' | 'identity.epochBegun' | 'mirror.read'> => {
  const { mirror, identity, former } = parts
  const readFrozen = frozenEpochs(() => mirror.file, { till: identity.till, former, sha256 })
  return {
    'identity.signSale': (sale) => signSale({ identity, mirror, readFrozen }, sale, sha256),
    ...epochHandlers(parts),
    'mirror.read': ({ epoch = identity.epoch, after, limit }) => ({
      lines: epoch === identity.epoch ? mirror.read(after, limit) : readFrozen(epoch, after, limit),
    }),
  }
}

/** Those of an area that run without a permit. */
type Handlers<Prefix extends string> = Pick<
  BridgeHandlers,
  Exclude<Extract<keyof BridgeHandlers, `${Prefix}.${string}`>, keyof Guarded | keyof Permitting>
>

const appHandlers = (parts: Parts, around: Surroundings): Handlers<'app'> => {
  const { dataFolder, identity, log, mirror, permits, staff, transport } = parts
  const { till, publicKey, keyState, keyStorage } = identity
  const { version, boot, shell, documentsFolder, now, noteBrokenStorage, close, openAnew } = around
  /** A second tap gets the archive that is being written: an export clears what one before it left unfinished. */
  let exporting: Promise<Output<'app.exportArchive'>> | null = null
  const exportArchive = () => {
    // The ack is read before the mirror: what head office signs meanwhile would seem to be missing from the archive.
    const ack = transport.lastAck()
    exporting ??= writeArchive({ ack, identity, mirror, version, folder: documentsFolder, now: now() }).finally(() => {
      exporting = null
    })
    return exporting
  }
  return {
    'app.info': () => ({
      version,
      till,
      epoch: identity.epoch,
      publicKey,
      keyState,
      keyStorage,
      boot,
      dataFolder,
      shell: shell(),
      sample: staff.isSample(),
      mirror: { ...mirror.state(), held: mirror.held(), unconnected: mirror.unconnected() },
    }),
    'app.log': ({ level, event, detail }) => {
      log.write(level, `screen.${event}`, detail)
      return { ok: true }
    },
    'app.readLog': ({ limit }) => ({ lines: log.read(limit) }),
    'app.storageBroken': noteBrokenStorage,
    'app.close': () => {
      // The reply goes out first: a page that is torn down in the middle of its own call would log a failure.
      setImmediate(close)
      return { ok: true }
    },
    'app.openAnew': () => {
      permits.end()
      setImmediate(openAnew)
      return { ok: true }
    },
    'app.exportArchive': exportArchive,
    'app.places': () => findPlaces(userInfo().username, dataFolder),
    'app.disk': () => readDisk(dataFolder),
  }
}

const tillHandlers = ({
  mirror,
  outsideCopy,
  settings,
  staff,
  log,
}: Parts): Omit<Handlers<'settings' | 'staff' | 'mirror'>, 'mirror.read'> => ({
  'settings.read': settings.read,
  'staff.setUp': staff.setUp,
  'staff.list': staff.list,
  'staff.told': staff.told,
  'staff.add': staff.add,
  'staff.renewRecovery': staff.renewRecovery,
  'mirror.append': ({ lines }) => {
    const appended = mirror.append(lines)
    if (appended.ok) outsideCopy.poke()
    return appended
  },
  'mirror.tail': () => ({ tail: mirror.tail() }),
  'mirror.salvage': ({ after, limit }) => ({ lines: mirror.salvage(after, limit) }),
  'mirror.rebuild': async (input) => {
    const before = mirror.state().state
    const reply = await mirror.rebuild(input, nextTurn)
    const { state, detail } = mirror.state()
    if (state === 'repaired' && before !== state) log.write('warn', 'mirror.repaired', detail ?? undefined)
    return reply
  },
  'mirror.outside': outsideCopy.status,
})

const outwardHandlers = ({ spool, transport, printer }: Parts, setUp: PrinterSetUp): Handlers<'print' | 'sync'> => ({
  'print.position': (input) => ({ seq: spool.position(input) }),
  'print.submit': spool.submit,
  'print.outcomes': spool.outcomes,
  'print.status': spool.status,
  'print.open': spool.open,
  'print.resolve': spool.resolve,
  'print.move': spool.move,
  'print.find': setUp['print.find'],
  'print.stopFinding': setUp['print.stopFinding'],
  'print.paper': ({ limit }) => {
    const { paperFolder } = printer.current()
    return paperFolder === null ? { virtual: false, jobs: [] } : { virtual: true, jobs: readPaper(paperFolder, limit) }
  },
  'sync.status': transport.status,
  'sync.push': transport.push,
  'sync.pull': transport.pull,
})

const paperHandlers = ({ font, documentsFolder, now }: Surroundings): Handlers<'paper'> => ({
  'paper.font': async () => {
    try {
      return { ok: true, packed: await font.packed() }
    } catch (error) {
      return { ok: false, reason: 'not_readable', detail: String(error).slice(0, 2_000) }
    }
  },
  'paper.save': (slip) => saveSlip(slip, { font, folder: documentsFolder, now: now() }),
})
