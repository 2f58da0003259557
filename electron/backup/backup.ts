import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, stat, statfs, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { ShiftTotals } from '../../shared/journal/entry.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { FLOOR_BYTES } from '../disk.ts'
import type { Keychain } from '../identity.ts'
import { flushFolder } from '../outside-copy/flush-folder.ts'
import { type BackupPlan, backupFile, type KeptBackup } from './backup-file.ts'
import { deriveKey, newDerivation } from './backup-key.ts'
import { backupName } from './backup-name.ts'
import { checkContents } from './check-contents.ts'
import { collect, journalBytes, type Sources } from './collect.ts'
import { makePassphrase, PASSPHRASE_BYTES } from './passphrase.ts'
import { unseal, writeSealed } from './sealed-file.ts'
import { whatMayGo } from './what-to-keep.ts'

type Status = Output<'backup.status'>
type Made = Output<'backup.make'>
type Refusal = Extract<Made, { ok: false }>

/** Behind the name of one that is not verified yet. */
const UNFINISHED = '.unfinished'
/** Work of an attempt that a stop cut short is cleared by the next. */
const SCRATCH_FOLDER = 'backup-scratch'

/** Makes encrypted backups of this till, each verified by opening it again before it counts. */
export type Backup = {
  readonly status: () => Status
  /** Chooses the folder; makes a passphrase at the first time and where a new one is asked for. It is told only here. */
  readonly setUp: (choice: Omit<Input<'backup.setUp'>, 'permit'>) => Promise<Output<'backup.setUp'>>
  readonly make: (input: Input<'backup.make'>) => Promise<Made>
}

export type BackupParts = Sources & {
  readonly keychain: Keychain | null
  readonly sha256: Sha256
  readonly now: () => number
  readonly pause: () => Promise<void>
  readonly onTrouble: (detail: string) => void
}

const refuse = (reason: Refusal['reason'], detail = ''): Refusal => ({
  ok: false,
  reason,
  detail: detail.slice(0, 500),
})

const refusalOf = (error: unknown): Refusal => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk_full', String(error))
  return refuse('write_failed', String(error))
}

const isThere = async (folder: string): Promise<boolean> => {
  try {
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

/** Room for so many bytes beside the floor that the till keeps for its sales. */
const hasRoom = async (folder: string, bytes: number, floor: number): Promise<boolean> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize - bytes >= floor
}

const SUMMED = ['sales', 'salesTotal', 'refunds', 'refundTotal'] as const
const isSame = (one: { readonly [N in (typeof SUMMED)[number]]: number }, other: ShiftTotals): boolean =>
  SUMMED.every((name) => one[name] === other[name])

const newSecret = async () => {
  const passphrase = makePassphrase(randomBytes(PASSPHRASE_BYTES))
  const derivation = newDerivation()
  return { passphrase, derivation, key: await deriveKey(passphrase, derivation) }
}

/** Opens the till's backups. Throws where backup.json cannot be read. */
export const openBackup = (parts: BackupParts): Backup => {
  const { dataFolder, identity, keychain, sha256, now, pause, onTrouble } = parts
  const file = backupFile(dataFolder, keychain)
  const scratch = path.join(dataFolder, SCRATCH_FOLDER)
  let plan = file.read()
  let running = false
  let last: Status['last'] = null

  const setUp: Backup['setUp'] = async ({ folder, newPassphrase }) => {
    if (running) return { ok: false, reason: 'busy' }
    // It would lie wherever the app happened to be started.
    if (!path.isAbsolute(folder)) return { ok: false, reason: 'not_absolute', detail: folder }
    try {
      await mkdir(folder, { recursive: true })
      const fresh = plan === null || newPassphrase ? await newSecret() : null
      const { derivation, key } = fresh ?? (plan as BackupPlan)
      plan = file.write({ folder, derivation, key, kept: plan?.folder === folder ? plan.kept : [] })
      const passphrase = fresh?.passphrase ?? null
      return { ok: true, passphrase, keyStorage: plan.keyStorage }
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error).slice(0, 500) }
    }
  }

  /** Lets old ones go; what cannot be deleted is told and tried again next time. */
  const letGo = async (folder: string, kept: readonly KeptBackup[]): Promise<KeptBackup[]> => {
    const going = new Set(whatMayGo(kept))
    const gone = new Set<KeptBackup>()
    for (const one of going) {
      try {
        await unlink(path.join(folder, one.name))
        gone.add(one)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') gone.add(one)
        else onTrouble(`${one.name} could not be let go: ${String(error)}`)
      }
    }
    return kept.filter((one) => !gone.has(one))
  }

  /** Opens the file that was just written as a restore would, and holds it against the living journal. */
  const verify = async (
    sealed: string,
    to: BackupPlan,
    head: KeptBackup['head'],
    journal: Input<'backup.make'>['journal'],
  ) => {
    const folder = path.join(scratch, 'opened')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const opened = await unseal(sealed, async () => to.key, folder)
    if (!opened.ok) return refuse('verify_failed', `${opened.reason} ${opened.detail}`)
    const checked = await checkContents(folder, { sha256, pause, asOf: journal })
    if (!checked.ok) return refuse('verify_failed', checked.detail)
    const { newest, asOf } = checked.contents
    const isThisHead =
      newest.head.epoch === head.epoch && newest.head.seq === head.seq && newest.head.hash === head.hash
    if (!isThisHead) return refuse('verify_failed', `holds ${newest.head.seq}, not ${head.seq}`)
    if (journal.seq > head.seq) return refuse('behind', `#${head.seq} of #${journal.seq}`)
    // Under the journal's number and hash its totals must be what the backup's own bytes add up to.
    if (asOf === null || !isSame(journal.totals, asOf)) return refuse('totals_differ', `as of #${journal.seq}`)
    return { ok: true as const, entries: checked.contents.entries }
  }

  const makeIn = async (to: BackupPlan, journal: Input<'backup.make'>['journal']): Promise<Made> => {
    if (!(await isThere(to.folder))) return refuse('folder_missing', to.folder)
    // The archive, what is unpacked again, and the backup itself: as much each as the journal.
    const needed = await journalBytes(parts)
    if (!(await hasRoom(dataFolder, needed * 3, FLOOR_BYTES))) return refuse('disk_full', dataFolder)
    if (!(await hasRoom(to.folder, needed * 2, 0))) return refuse('disk_full', to.folder)
    const madeAt = new Date(now()).toISOString()
    const { head, members } = await collect(parts, path.join(scratch, 'collected'), now())
    const name = backupName(identity.till, madeAt, head.seq)
    const target = path.join(to.folder, name)
    const unfinished = `${target}${UNFINISHED}`
    await rm(unfinished, { force: true })
    try {
      await writeSealed(unfinished, { derivation: to.derivation, till: identity.till, madeAt, head }, members, to.key)
      const verified = await verify(unfinished, to, head, journal)
      if (!verified.ok) return verified
      const { entries } = verified
      const { size: bytes } = await stat(unfinished)
      await rename(unfinished, target)
      await flushFolder(to.folder)
      const kept = await letGo(to.folder, [
        ...to.kept.filter((one) => one.name !== name),
        { name, madeAt, bytes, head, entries },
      ])
      plan = file.write({ ...to, kept })
      return { ok: true, name, seq: head.seq, entries, bytes }
    } finally {
      await rm(unfinished, { force: true })
    }
  }

  const clearScratch = async (): Promise<void> => {
    try {
      await rm(scratch, { recursive: true, force: true })
    } catch (error) {
      onTrouble(`the scratch folder: ${String(error)}`)
    }
  }

  const make: Backup['make'] = async ({ journal }) => {
    if (plan === null) return refuse('not_set_up')
    if (running) return refuse('busy')
    running = true
    try {
      await clearScratch()
      const made = await makeIn(plan, journal)
      last = { at: now(), made }
      if (!made.ok) onTrouble(`${made.reason}: ${made.detail ?? ''}`)
      return made
    } catch (error) {
      const made = refusalOf(error)
      last = { at: now(), made }
      onTrouble(`${made.reason}: ${made.detail ?? ''}`)
      return made
    } finally {
      await clearScratch()
      running = false
    }
  }

  const verifiedOf = (kept: readonly KeptBackup[]): Status['verified'] => {
    // The last that was made: a clock that was ahead would put an older one before it for long.
    const newest = kept.at(-1)
    if (newest === undefined) return null
    const { name, madeAt, head } = newest
    return { name, at: Date.parse(madeAt), epoch: head.epoch, seq: head.seq }
  }

  return {
    status: () => ({
      folder: plan?.folder ?? null,
      keyStorage: plan?.keyStorage ?? null,
      running,
      last,
      verified: verifiedOf(plan?.kept ?? []),
      kept: plan?.kept.length ?? 0,
    }),
    setUp,
    make,
  }
}
