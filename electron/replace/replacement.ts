import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { FORMER_FOLDER } from '../backup/check-contents.ts'
import { makeReady } from '../backup/put-in-place.ts'
import type { Transport } from '../transport/transport.ts'
import { bringHistory } from './bring-history.ts'
import { sumHistory } from './sum-history.ts'

/** Brings the history of a lost till onto an empty machine that head office knows as its replacement. */
export type Replacement = {
  readonly standing: () => Output<'replace.standing'>
  readonly enrol: (input: Input<'replace.enrol'>) => Promise<Output<'replace.enrol'>>
  readonly pull: () => Promise<Output<'replace.pull'>>
  readonly ready: () => Output<'replace.ready'>
}

type ReplacementParts = {
  readonly dataFolder: string
  /** Whether this till has not begun: no entry in its second copy, no ack of head office. */
  readonly isNew: () => boolean
  readonly transport: Pick<Transport, 'enrol' | 'pull' | 'replaces' | 'status'>
  readonly sha256: Sha256
  readonly pause: () => Promise<void>
}

const SCRATCH_FOLDER = 'replace-scratch'

const failed = (error: unknown): Extract<Output<'replace.pull'>, { ok: false }> => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : 'write_failed'
  return { ok: false, reason, detail: String(error).slice(0, 500) }
}

/** Opens the way back from head office. What was brought before a stop is still there, and is gone on from. */
export const openReplacement = ({ dataFolder, isNew, transport, sha256, pause }: ReplacementParts): Replacement => {
  const scratch = path.join(dataFolder, SCRATCH_FOLDER)
  const folder = path.join(scratch, FORMER_FOLDER)
  type Standing = NonNullable<Output<'replace.standing'>['standing']>
  let reached: Standing['reached'] = null
  let brought: Restored | null = null
  let busy = false

  const standing: Replacement['standing'] = () => {
    const [till] = transport.replaces()
    const { storeName, tillCode } = transport.status()
    if (till === undefined || !isNew()) return { standing: null }
    return { standing: { till, storeName: storeName ?? '', tillCode: tillCode ?? '', reached } }
  }

  const enrol: Replacement['enrol'] = async (input) => {
    if (!isNew()) return { ok: false, reason: 'not_new' }
    const enrolled = await transport.enrol(input, 'the_lost_till')
    return enrolled.ok ? { ok: true } : enrolled
  }

  const bring = async (): Promise<Output<'replace.pull'>> => {
    const onReached = (now: NonNullable<Standing['reached']>) => {
      reached = now
    }
    const found = await bringHistory({ folder, transport, sha256, onReached })
    if (!found.ok) {
      // What is here is nobody's only copy: another attempt begins anew.
      if (found.reason === 'broken') await rm(scratch, { recursive: true, force: true })
      return { ...found, detail: found.detail.slice(0, 500) }
    }
    const summed = await sumHistory(found.epochs, { sha256, pause })
    if (!summed.ok) {
      await rm(scratch, { recursive: true, force: true })
      return { ok: false, reason: 'broken', detail: summed.detail }
    }
    brought = summed.restored
    return { ok: true, history: { ...summed.history, begins: found.begins } }
  }

  const pull: Replacement['pull'] = async () => {
    if (!isNew()) return { ok: false, reason: 'not_new' }
    if (busy) return { ok: false, reason: 'busy' }
    busy = true
    brought = null
    try {
      return await bring()
    } catch (error) {
      return failed(error)
    } finally {
      busy = false
    }
  }

  const ready: Replacement['ready'] = () => {
    if (brought === null || busy) return { ok: false, reason: 'not_pulled' }
    if (!isNew()) return { ok: false, reason: 'not_new' }
    try {
      makeReady(dataFolder, scratch, brought)
      brought = null
      return { ok: true }
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error).slice(0, 500) }
    }
  }

  return { standing, enrol, pull, ready }
}
