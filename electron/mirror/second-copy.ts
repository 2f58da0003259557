import path from 'node:path'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { type Files, nodeFiles } from '../files.ts'
import { type Mirror, type MirrorParts, mirrorFileName, openMirror } from './mirror.ts'
import { putInPlace } from './put-in-place.ts'

type Rebuilt = Output<'mirror.rebuild'>

/** A mirror that is made again where it was damaged, and that goes over to the next epoch's file. */
export type SecondCopy = Mirror & {
  /** Makes the file of a later epoch, empty and durable, and turns to it; the one before is never appended to again. */
  readonly beginEpoch: (epoch: number) => void
  /**
   * Takes the journal's lines from the first on for a new file beside the damaged one. With `complete` the new file is
   * verified as a whole and put in the damaged one's place, which is kept under another name.
   */
  readonly rebuild: (input: Input<'mirror.rebuild'>, pause: () => Promise<void>) => Promise<Rebuilt>
}

/** Behind the name of a file that is being made again. */
const UNFINISHED = '.rebuilt'

/** Opens an epoch's file; a new one that a stop kept from being put in its place is put there now. */
const openEpoch = (parts: Omit<MirrorParts, 'suffix'>) => {
  const files: Files = parts.files ?? nodeFiles
  const file = path.join(parts.folder, mirrorFileName(parts.till, parts.epoch))
  const unfinished = `${file}${UNFINISHED}`
  files.makeFolder(parts.folder)
  // Only a finished one can lack the file that it is to replace.
  const isFinished = !files.exists(file) && files.exists(unfinished)
  const repaired = isFinished ? putInPlace(files, unfinished, file) : null
  return { parts, files, file, unfinished, repaired, mirror: openMirror(parts) }
}

/**
 * Opens the mirror as openMirror() does. A new file that a stop kept from being put in its place is put there now; one
 * that was not finished yet is gone on with.
 */
export const openSecondCopy = (first: Omit<MirrorParts, 'suffix'>): SecondCopy => {
  let at = openEpoch(first)
  let current = at.mirror
  let next: Mirror | null = null

  const openNext = (): Mirror => {
    const opened = openMirror({ ...at.parts, suffix: UNFINISHED })
    return opened.state().state === 'damaged' ? startAgain(opened) : opened
  }
  const startAgain = (opened: Mirror): Mirror => {
    opened.close()
    putInPlace(at.files, null, at.unfinished)
    return openMirror({ ...at.parts, suffix: UNFINISHED })
  }

  const finish = async (fresh: Mirror, pause: () => Promise<void>): Promise<Rebuilt> => {
    const { state, detail } = await fresh.verifyAll(pause)
    if (state === 'damaged') {
      next = startAgain(fresh)
      return { ok: false, reason: 'write_failed', detail: detail ?? 'the new file does not read back' }
    }
    fresh.close()
    current.close()
    next = null
    try {
      at = { ...at, repaired: putInPlace(at.files, at.unfinished, at.file) }
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    } finally {
      current = openMirror(at.parts)
    }
    return { ok: true, tail: current.tail() }
  }

  const rebuild: SecondCopy['rebuild'] = async ({ lines, complete, forked = false }, pause) => {
    if (current.state().state !== 'damaged' && !forked) return { ok: true, tail: current.tail() }
    next ??= openNext()
    const appended = next.append(lines)
    if (appended.ok) return complete ? finish(next, pause) : { ok: true, tail: appended.durable }
    if (appended.reason === 'gap') return { ok: true, tail: appended.tail }
    const { reason, detail = '' } = appended
    if (reason !== 'fork') return { ok: false, reason, detail }
    // What an earlier attempt left is of a journal that has been brought back otherwise since.
    next = startAgain(next)
    return { ok: true, tail: next.tail() }
  }

  const beginEpoch = (epoch: number): void => {
    const opened = openEpoch({ ...at.parts, epoch })
    next?.close()
    current.close()
    next = null
    at = opened
    current = opened.mirror
  }

  return {
    get file() {
      return at.file
    },
    state: () => {
      const state = current.state()
      return state.state === 'good' && at.repaired !== null ? { state: 'repaired', detail: at.repaired } : state
    },
    tail: () => current.tail(),
    held: () => current.held(),
    unconnected: () => current.unconnected(),
    bytes: () => current.bytes(),
    append: (lines) => current.append(lines),
    read: (after, limit) => current.read(after, limit),
    salvage: (after, limit) => current.salvage(after, limit),
    // What is known to be damaged is not read again, and may be replaced meanwhile.
    verifyAll: async (pause) => (current.state().state === 'damaged' ? current.state() : current.verifyAll(pause)),
    close: () => {
      next?.close()
      current.close()
    },
    rebuild,
    beginEpoch,
  }
}
