import { readdirSync } from 'node:fs'
import path from 'node:path'
import { parseEntry } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { nodeFiles } from '../files.ts'
import { mirrorFileName } from './mirror.ts'
import { salvageFrom } from './salvage.ts'

/** The epochs of a till before one, oldest first, whose files lie beside a mirror's file. */
export const earlierEpochs = (mirrorFile: string, till: string, epoch: number): number[] =>
  readdirSync(path.dirname(mirrorFile))
    .flatMap((name) => {
      const match = /^([0-9a-f]{32})-([1-9]\d{0,8})\.journal$/.exec(name)
      return match?.[1] === till ? [Number(match[2])] : []
    })
    .filter((one) => one < epoch)
    .toSorted((one, other) => one - other)

/** An epoch of a till whose place this one took; its number is no other's in this till's history. */
export type FormerEpoch = { readonly till: string; readonly epoch: number }

const readerIn = (folder: string, { till, epoch }: FormerEpoch, sha256: Sha256) => {
  const file = path.join(folder, mirrorFileName(till, epoch))
  if (!nodeFiles.exists(file)) return null
  return salvageFrom({ files: nodeFiles, handle: nodeFiles.open(file, 'r'), till, epoch, sha256 })
}

/**
 * The epochs of other tills that a till goes on from, oldest first, as far as their files lie beside the mirror's: from the one
 * that it was restored from, back along the links from each first entry.
 */
export const formerEpochs = (mirrorFile: string, parent: FormerEpoch | null, sha256: Sha256): FormerEpoch[] => {
  const found: FormerEpoch[] = []
  for (let next = parent; next !== null; ) {
    const { till, epoch }: FormerEpoch = next
    const [first] = readerIn(path.dirname(mirrorFile), { till, epoch }, sha256)?.(0, 1) ?? []
    if (first === undefined) break
    found.unshift({ till, epoch })
    const parsed = parseEntry(first.slice(65))
    const before = parsed.ok && parsed.value.kind === 'GENESIS' ? parsed.value.body.parent : null
    next = before !== null && before.epoch < epoch ? before : null
  }
  return found
}

type Frozen = { readonly till: string; readonly former?: readonly FormerEpoch[]; readonly sha256: Sha256 }

/** Reads the files of epochs that the till has left, or goes on from; they are opened for reading alone. */
export const frozenEpochs = (mirrorFile: () => string, { till, former = [], sha256 }: Frozen) => {
  const readers = new Map<number, (after: number, limit: number) => string[]>()
  const readerOf = (epoch: number) => {
    const known = readers.get(epoch)
    if (known) return known
    const of = former.find((one) => one.epoch === epoch) ?? { till, epoch }
    const reader = readerIn(path.dirname(mirrorFile()), of, sha256)
    if (reader !== null) readers.set(epoch, reader)
    return reader
  }
  /** At most `limit` lines of an epoch after a number, in order; none of an epoch that is not there. */
  return (epoch: number, after: number, limit: number): string[] => readerOf(epoch)?.(after, limit) ?? []
}
