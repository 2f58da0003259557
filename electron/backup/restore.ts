import { mkdir, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { deriveKey } from './backup-key.ts'
import { type Contents, checkContents } from './check-contents.ts'
import { makeReady } from './put-in-place.ts'
import { unseal } from './sealed-file.ts'

type Looked = Output<'backup.look'>
type Refusal = Extract<Looked, { ok: false }>

const SCRATCH_FOLDER = 'restore-scratch'

/** Brings a backup onto a till that has no entries yet. */
export type Restore = {
  /** Opens a backup beside the till's own files, proves it as a whole and says what it holds. Nothing of the till changes. */
  readonly look: (input: Input<'backup.look'>) => Promise<Looked>
  /** Makes ready, durably, what was looked at last: the next start puts it in place. */
  readonly restore: () => Promise<Output<'backup.restore'>>
}

type RestoreParts = {
  readonly dataFolder: string
  /** Whether this till has not begun: no entry in its second copy, no ack of head office. */
  readonly isNew: () => boolean
  readonly sha256: Sha256
  readonly pause: () => Promise<void>
}

const refuse = (reason: Refusal['reason'], detail = ''): Refusal => ({
  ok: false,
  reason,
  detail: detail.slice(0, 500),
})

const refusalOf = (error: unknown): Refusal => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return refuse('not_found', String(error))
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk_full', String(error))
  return refuse('unreadable', String(error))
}

const summaryOf = (file: string, { newest, totals, entries, signed, manifest }: Contents): Looked => {
  const { sales, salesTotal, refunds, refundTotal } = totals
  const { head, genesis, tillCode, businessDate } = newest
  if (genesis === null) return refuse('damaged', 'no first entry')
  return {
    ok: true,
    file,
    entries,
    signed,
    tillCode,
    businessDate,
    restaurant: genesis.restaurant,
    sample: genesis.sample,
    at: Date.parse(manifest.madeAt),
    till: head.till,
    epoch: head.epoch,
    seq: head.seq,
    totals: { sales, salesTotal, refunds, refundTotal },
  }
}

const restoredOf = ({ newest, numbers }: Contents): Restored | null => {
  const { head, genesis } = newest
  if (genesis === null || head.seq === 0) return null
  const { restaurant, taxpayer, sample } = genesis
  return { parent: head, restaurant, taxpayer, sample, numbers }
}

/** Opens the way back from a backup. */
export const openRestore = ({ dataFolder, isNew, sha256, pause }: RestoreParts): Restore => {
  const scratch = path.join(dataFolder, SCRATCH_FOLDER)
  let looked: Contents | null = null
  let busy = false

  const lookAt = async ({ file, passphrase }: Input<'backup.look'>): Promise<Looked> => {
    looked = null
    await rm(scratch, { recursive: true, force: true })
    const about = await stat(file)
    // A pipe would never answer.
    if (!about.isFile()) return refuse('not_a_backup', file)
    const { size } = about
    const { bavail, bsize } = await statfs(dataFolder)
    if (bavail * bsize < size * 2) return refuse('disk_full', dataFolder)
    await mkdir(scratch, { mode: 0o700 })
    const opened = await unseal(file, ({ derivation }) => deriveKey(passphrase, derivation), scratch)
    if (!opened.ok) return refuse(opened.reason, opened.detail)
    const checked = await checkContents(scratch, { sha256, pause, asOf: null })
    if (!checked.ok) return refuse('damaged', checked.detail)
    const summary = summaryOf(file, checked.contents)
    if (summary.ok) looked = checked.contents
    return summary
  }

  const look: Restore['look'] = async (input) => {
    if (!isNew()) return refuse('not_new')
    if (busy) return refuse('busy')
    busy = true
    try {
      const found = await lookAt(input)
      if (!found.ok) await rm(scratch, { recursive: true, force: true })
      return found
    } catch (error) {
      return refusalOf(error)
    } finally {
      busy = false
    }
  }

  const restore: Restore['restore'] = async () => {
    const restored = looked === null ? null : restoredOf(looked)
    if (restored === null || busy) return { ok: false, reason: 'not_looked' }
    if (!isNew()) return { ok: false, reason: 'not_new' }
    try {
      makeReady(dataFolder, scratch, restored)
      looked = null
      return { ok: true }
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error).slice(0, 500) }
    }
  }

  return { look, restore }
}
