import { readdirSync } from 'node:fs'
import path from 'node:path'
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

type Frozen = { readonly till: string; readonly sha256: Sha256 }

/** Reads the files of epochs that the till has left; they are opened for reading alone. */
export const frozenEpochs = (mirrorFile: () => string, { till, sha256 }: Frozen) => {
  const readers = new Map<number, (after: number, limit: number) => string[]>()
  const readerOf = (epoch: number) => {
    const known = readers.get(epoch)
    if (known) return known
    const file = path.join(path.dirname(mirrorFile()), mirrorFileName(till, epoch))
    if (!nodeFiles.exists(file)) return null
    const handle = nodeFiles.open(file, 'r')
    const reader = salvageFrom({ files: nodeFiles, handle, till, epoch, sha256 })
    readers.set(epoch, reader)
    return reader
  }
  /** At most `limit` lines of an epoch after a number, in order; none of an epoch that is not there. */
  return (epoch: number, after: number, limit: number): string[] => readerOf(epoch)?.(after, limit) ?? []
}
