import { readdirSync } from 'node:fs'
import path from 'node:path'

/** A file that was taken out of a mirror's place, damaged or of another branch, and the name by which archives carry it. */
export type SetAside = { readonly epoch: number; readonly file: string; readonly name: string }

/** By this name an archive carries it, and a till that was restored keeps it. */
const asideName = (till: string, epoch: number, number: number): string => `${till}-${epoch}-aside-${number}.journal`

/** Whether a name is one of those of what was set aside of an epoch. */
export const isAsideName = (name: string, till: string, epoch: number): boolean =>
  isJournalName(name) && name.startsWith(`${till}-${epoch}-aside-`)

/** Whether a name is that of a journal of some till: of an epoch, or set aside. */
export const isJournalName = (name: string): boolean =>
  /^[0-9a-f]{32}-[1-9]\d{0,9}(-aside-[1-9]\d{0,4})?\.journal$/.test(name)

/**
 * What putInPlace() set aside of a till, in the mirror's folder: in the order of epochs, then of names. An attempt to make a
 * copy again that was given up is among it: it may be all that there is of another branch.
 */
export const setAsideIn = (folder: string, till: string): SetAside[] => {
  const counts = new Map<number, number>()
  return readdirSync(folder)
    .flatMap((name) => {
      const match = /^([0-9a-f]{32})-(\d+)\.journal(?:\.rebuilt)?\.damaged-(\d+)$/.exec(name)
      return match?.[1] === till ? [{ epoch: Number(match[2]), place: Number(match[3]), name }] : []
    })
    .toSorted((one, other) => one.epoch - other.epoch || one.name.length - other.name.length || one.place - other.place)
    .map(({ epoch, name }) => {
      const number = (counts.get(epoch) ?? 0) + 1
      counts.set(epoch, number)
      return { epoch, file: path.join(folder, name), name: asideName(till, epoch, number) }
    })
}
