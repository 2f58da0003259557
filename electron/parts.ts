import { createHash, randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Restored } from '../shared/bridge/backup-methods.ts'
import type { StartArguments } from './arguments.ts'
import { type Backup, openBackup } from './backup/backup.ts'
import { putRestoreInPlace } from './backup/put-in-place.ts'
import { openRestore, type Restore } from './backup/restore.ts'
import { defaultSettings } from './default-settings.ts'
import { type Identity, type Keychain, openIdentity } from './identity.ts'
import { type Log, openLog } from './log.ts'
import { earlierEpochs, type FormerEpoch, formerEpochs, frozenEpochs } from './mirror/frozen-epochs.ts'
import { openSecondCopy, type SecondCopy } from './mirror/second-copy.ts'
import { openPrinting, type Printing } from './open-printing.ts'
import { type OutsideCopy, openOutsideCopy } from './outside-copy/outside-copy.ts'
import { readPast } from './past.ts'
import type { Spool } from './printing/spool.ts'
import { openReplacement, type Replacement } from './replace/replacement.ts'
import { openSettings, type SettingsFile } from './settings.ts'
import { openStaff } from './staff/open-staff.ts'
import { makePermits, type Permits } from './staff/permits.ts'
import type { StaffRegister } from './staff/staff.ts'
import { openTransport, type Transport } from './transport/transport.ts'

/** Everything that main keeps for a till, opened on its data folder. */
export type Parts = {
  readonly dataFolder: string
  readonly log: Log
  readonly identity: Identity
  readonly mirror: SecondCopy
  readonly outsideCopy: OutsideCopy
  readonly backup: Backup
  readonly restore: Restore
  readonly replacement: Replacement
  /** What the till was restored from; null where it never was. */
  readonly restored: Restored | null
  /** Epochs of the tills whose place it took, oldest first. */
  readonly former: readonly FormerEpoch[]
  readonly settings: SettingsFile
  readonly staff: StaffRegister
  readonly permits: Permits
  readonly spool: Spool
  readonly transport: Transport
  readonly printer: Printing['printer']
}

type PartsInput = {
  readonly dataFolder: string
  readonly started: StartArguments
  readonly keychain: Keychain | null
  /** The app's version. */
  readonly version: string
  readonly now: () => number
  readonly onPrintChange: () => void
  readonly onSyncChange: () => void
  readonly onSyncReady: () => void
}

const REQUEST_DEADLINE_MS = 15_000

/** Does not keep the app from ending. */
const later = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms).unref()
  return () => clearTimeout(timer)
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Opens all parts, each in its own file or folder under the data folder. `not_a_sample`: started for the sample restaurant
 * on the data of a real one. Throws where a part cannot be read or written.
 */
export const openParts = async (
  input: PartsInput,
): Promise<{ ok: true; parts: Parts } | { ok: false; reason: 'not_a_sample' }> => {
  const { dataFolder, started, now } = input
  const log = openLog({ folder: path.join(dataFolder, 'log'), now })
  const onTrouble = (event: string) => (detail: string) => log.write('warn', event, detail)
  const restored = putRestoreInPlace(dataFolder)
  const mirrorFolder = path.join(dataFolder, 'mirror')
  const identity = openIdentity({ folder: dataFolder, mirrorFolder, keychain: input.keychain })
  const { till, epoch } = identity
  const mirror = openSecondCopy({ folder: mirrorFolder, till, epoch, sha256, onTrouble: onTrouble('mirror.trouble') })
  const outsideCopy = openOutsideCopy({
    folder: dataFolder,
    till,
    mirror,
    sha256,
    later,
    now,
    onTrouble: onTrouble('outside_copy.trouble'),
  })
  const settings = openSettings({
    folder: dataFolder,
    defaults: defaultSettings(started),
    now,
    onTrouble: onTrouble('settings.unreadable'),
  })
  const transport = openTransport({
    folder: path.join(dataFolder, 'transport'),
    till,
    epoch: () => identity.epoch,
    publicKey: identity.publicKey,
    sign: identity.sign,
    sha256,
    nonce: () => randomUUID(),
    deadlineMs: REQUEST_DEADLINE_MS,
    onChange: input.onSyncChange,
    onReady: input.onSyncReady,
    onQuarantined: (seqs) => log.write('warn', 'sync.quarantined', seqs.join(', ')),
    onReplaced: (detail) => log.write('warn', 'sync.replaced', detail),
    watch: { later, random: Math.random },
    ...(restored === null ? {} : { restoredFrom: restored.parent.till }),
  })
  const backup = openBackup({
    dataFolder,
    identity,
    mirror,
    transport,
    sha256,
    now,
    keychain: input.keychain,
    version: input.version,
    pause: nextTurn,
    onTrouble: onTrouble('backup.trouble'),
  })
  const [oldest] = earlierEpochs(mirror.file, till, epoch)
  const readFrozen = frozenEpochs(() => mirror.file, { till, sha256 })
  const firstEver = oldest === undefined ? undefined : readFrozen(oldest, 0, 1)[0]
  const past = readPast({ mirror, transport, firstEver, sha256 })
  const beginning = { dataFolder, isNew: () => !past.hasEntries(), sha256, pause: nextTurn }
  const restore = openRestore(beginning)
  const replacement = openReplacement({ ...beginning, transport })
  const opened = await openStaff({
    folder: dataFolder,
    sample: started.sample,
    past,
    now,
    onTrouble: onTrouble('staff.trouble'),
  })
  if (!opened.ok) {
    await outsideCopy.close()
    mirror.close()
    return opened
  }
  const proven = transport.status().proven
  const provenSeq = proven?.epoch === epoch ? proven.seq : 0
  const { spool, printer } = await openPrinting({
    dataFolder,
    started,
    settings,
    epoch,
    onChange: input.onPrintChange,
    mirrorTailSeq: mirror.tail().seq,
    provenSeq,
    onTrouble: onTrouble('spool.trouble'),
  })
  const { staff } = opened
  return {
    ok: true,
    parts: {
      dataFolder,
      log,
      identity,
      mirror,
      outsideCopy,
      backup,
      restore,
      replacement,
      restored,
      former: formerEpochs(mirror.file, restored?.parent ?? null, sha256),
      settings,
      staff,
      permits: makePermits({ now, secret: () => randomBytes(24).toString('base64url') }),
      spool,
      transport,
      printer,
    },
  }
}
