import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Output } from '../../shared/bridge/bridge.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import type { Mirror } from '../mirror/mirror.ts'
import { type Carried, carryFile, type Open, openFile } from './carry-file.ts'
import { type Chosen, chosenSchema, isSameDisk, markMedium, readMark, tillFolderOn } from './medium.ts'

type Status = Output<'mirror.outside'>
type Choice = Output<'mirror.chooseOutside'>

/** Looks for a medium that came back, and for entries that nobody told of, this often. */
const LOOK_EVERY_MS = 5_000
/** A share that hangs never answers: after so long it counts as away. */
const PATIENCE_MS = 20_000

/**
 * A further copy of the journal's files on a stick or a share. It follows the mirror's files by itself and is never waited
 * for: a medium that is slow, full or gone holds up nothing.
 */
export type OutsideCopy = {
  readonly status: () => Status
  /** Chooses a folder, or none; the medium is marked as this till's. */
  readonly choose: (folder: string | null) => Promise<Choice>
  /** The mirror has more; returns at once. */
  readonly poke: () => void
  /** Resolves once nothing is written any more. */
  readonly close: () => Promise<void>
}

/** What the outside copy is opened with. */
export type OutsideCopyParts = {
  /** Where the choice is kept. */
  readonly folder: string
  readonly till: string
  readonly mirror: Pick<Mirror, 'file' | 'bytes' | 'tail'>
  readonly sha256: Sha256
  /** Calls back later; the returned function takes it back. */
  readonly later: (ms: number, callback: () => void) => () => void
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
  readonly open?: Open
}

type State = Pick<Status, 'state' | 'held' | 'detail'>

const parseChosen = (text: string | null): Chosen | null => {
  if (text === null) return null
  try {
    const parsed = v.safeParse(chosenSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** The journal files that lie beside the mirror, each with how much of it counts. */
const journalsOf = async (mirror: OutsideCopyParts['mirror']) => {
  const folder = path.dirname(mirror.file)
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{32}-\d+\.journal$/.test(name))
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      return { name, file, bytes: file === mirror.file ? mirror.bytes() : (await stat(file)).size }
    }),
  )
}

const failureOf = (error: unknown): Pick<State, 'state' | 'detail'> => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  return { state: isFull ? 'disk_full' : 'write_failed', detail: String(error).slice(0, 500) }
}

/** Opens the outside copy; it begins to follow at once where a folder was chosen. Throws where the choice cannot be read. */
export const openOutsideCopy = (parts: OutsideCopyParts): OutsideCopy => {
  const { folder, till, mirror, sha256, later, now, onTrouble, open = openFile } = parts
  const file = path.join(folder, 'outside-copy.json')
  let chosen = parseChosen(readIfThere(file))
  let current: State = { state: chosen === null ? 'none' : 'starting', held: null, detail: null }
  let keptAs: string | null = null
  let sameDisk = false
  let busySince: number | null = null
  let closed = false
  let wake: (() => void) | null = null
  let isPoked = false
  /** Up to where each copy is flushed, and whether the whole of it was compared since its medium came. */
  const carried = new Map<string, { flushed: number; isWhole: boolean }>()

  const say = (next: State) => {
    if (next.state !== current.state && next.state !== 'good' && next.state !== 'none') {
      onTrouble(`${next.state}${next.detail === null ? '' : `: ${next.detail}`}`)
    }
    current = next
  }

  const carryOne = async (to: string, one: { file: string; bytes: number; name: string }): Promise<Carried> => {
    const known = carried.get(one.name)
    const isWhole = known?.isWhole ?? false
    // Should this fail, nothing beyond what is told to be flushed may be taken for written.
    const onFlushed = (flushed: number) => void carried.set(one.name, { flushed, isWhole })
    onFlushed(known?.flushed ?? 0)
    const pair = { from: one.file, bytes: one.bytes, to: path.join(to, one.name) }
    const compared = { flushed: known?.flushed ?? null, whole: known?.isWhole === false }
    const copied = await carryFile({ ...pair, ...compared }, { open, sha256, onFlushed })
    if (copied.state !== 'good') return copied
    carried.set(one.name, { flushed: one.bytes, isWhole: known !== undefined })
    if (copied.keptAs !== null) {
      keptAs = copied.keptAs
      onTrouble(`what did not belong is kept as ${copied.keptAs}; the copy was made good from the mirror`)
    }
    return copied
  }

  const pass = async (to: Chosen): Promise<State> => {
    const { held } = current
    const { seq } = mirror.tail()
    const own = tillFolderOn(to.folder, till)
    for (const one of await journalsOf(mirror)) {
      // Asked before each file: a long one leaves time to pull a stick and plug in another.
      const medium = await readMark(to.folder, till)
      if (medium !== to.medium) {
        carried.clear()
        return { state: medium === null ? 'away' : 'other_medium', held, detail: null }
      }
      const copied = await carryOne(own, one)
      if (copied.state === 'ahead') return { state: 'ahead', held, detail: one.name }
      if (copied.state === 'fork') return { state: 'fork', held, detail: `${one.name}, byte ${copied.at}` }
    }
    sameDisk = await isSameDisk(to.folder, folder)
    return { state: 'good', held: seq, detail: null }
  }

  const lookOnce = async (): Promise<void> => {
    const to = chosen
    if (to === null) return
    busySince = now()
    try {
      const next = await pass(to)
      if (to === chosen) say(next)
    } catch (error) {
      if (to === chosen) say({ ...failureOf(error), held: current.held })
    } finally {
      busySince = null
    }
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      const cancel = later(LOOK_EVERY_MS, () => wake?.())
      wake = () => {
        cancel()
        wake = null
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    while (!closed) {
      isPoked = false
      await lookOnce()
      const isUncompared = current.state === 'good' && [...carried.values()].some(({ isWhole }) => !isWhole)
      if (!closed && !isPoked && !isUncompared) await pause()
    }
  }

  const poke = () => {
    isPoked = true
    wake?.()
  }

  const choose = async (wanted: string | null): Promise<Choice> => {
    // It would lie wherever the app happened to be started.
    if (wanted !== null && !path.isAbsolute(wanted)) return { ok: false, reason: 'not_absolute', detail: wanted }
    try {
      const medium = wanted === null ? null : await markMedium(wanted, till)
      const next = wanted === null || medium === null ? null : { folder: wanted, medium }
      sameDisk = wanted !== null && (await isSameDisk(wanted, folder))
      writeDurably(file, JSON.stringify(next))
      chosen = next
    } catch (error) {
      return { ok: false, reason: 'not_writable', detail: String(error).slice(0, 500) }
    }
    carried.clear()
    keptAs = null
    current = { state: chosen === null ? 'none' : 'starting', held: null, detail: null }
    poke()
    return { ok: true, sameDisk }
  }

  const running = run()
  return {
    status: () => {
      const isHanging = busySince !== null && now() - busySince > PATIENCE_MS
      const state = isHanging ? 'away' : current.state
      return { ...current, state, folder: chosen?.folder ?? null, keptAs, sameDisk }
    },
    choose,
    poke: () => void setImmediate(poke),
    close: async () => {
      closed = true
      wake?.()
      await running
    },
  }
}
