import path from 'node:path'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { type Files, nodeFiles } from '../files.ts'
import { type Mirror, type MirrorParts, mirrorFileName, openMirror } from './mirror.ts'
import { putInPlace } from './put-in-place.ts'

type Rebuilt = Output<'mirror.rebuild'>

/** A mirror that is made again where it was damaged. */
export type SecondCopy = Mirror & {
  /**
   * Takes the journal's lines from the first on for a new file beside the damaged one. With `complete` the new file is
   * verified as a whole and put in the damaged one's place, which is kept under another name.
   */
  readonly rebuild: (input: Input<'mirror.rebuild'>, pause: () => Promise<void>) => Promise<Rebuilt>
}

/** Behind the name of a file that is being made again. */
const UNFINISHED = '.rebuilt'

/**
 * Opens the mirror as openMirror() does. A new file that a stop kept from being put in its place is put there now; one
 * that was not finished yet is gone on with.
 */
export const openSecondCopy = (parts: Omit<MirrorParts, 'suffix'>): SecondCopy => {
  const files: Files = parts.files ?? nodeFiles
  const file = path.join(parts.folder, mirrorFileName(parts.till, parts.epoch))
  const unfinished = `${file}${UNFINISHED}`
  files.makeFolder(parts.folder)
  let repaired: string | null = null
  // Only a finished one can lack the file that it is to replace.
  if (!files.exists(file) && files.exists(unfinished)) repaired = putInPlace(files, unfinished, file)
  let current = openMirror(parts)
  let next: Mirror | null = null

  const openNext = (): Mirror => {
    const opened = openMirror({ ...parts, suffix: UNFINISHED })
    return opened.state().state === 'damaged' ? startAgain(opened) : opened
  }
  const startAgain = (opened: Mirror): Mirror => {
    opened.close()
    putInPlace(files, null, unfinished)
    return openMirror({ ...parts, suffix: UNFINISHED })
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
      repaired = putInPlace(files, unfinished, file)
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    } finally {
      current = openMirror(parts)
    }
    return { ok: true, tail: current.tail() }
  }

  const rebuild: SecondCopy['rebuild'] = async ({ lines, complete }, pause) => {
    if (current.state().state !== 'damaged') return { ok: true, tail: current.tail() }
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

  return {
    file,
    state: () => {
      const state = current.state()
      return state.state === 'good' && repaired !== null ? { state: 'repaired', detail: repaired } : state
    },
    tail: () => current.tail(),
    held: () => current.held(),
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
  }
}
