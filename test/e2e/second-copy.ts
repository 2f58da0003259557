import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { House } from '../demo/house.ts'

/** The file that main fsyncs, of a till with one epoch. */
export const mirrorFile = ({ tillFolder }: House): string => {
  const folder = path.join(tillFolder, 'data', 'mirror')
  const name = readdirSync(folder).find((one) => one.endsWith('.journal'))
  if (name === undefined) throw new Error(`no mirror in ${folder}`)
  return path.join(folder, name)
}

/** Its whole lines. */
export const mirrorLines = (house: House): string[] => readFileSync(mirrorFile(house), 'utf8').split('\n').slice(0, -1)

/** The entries of one kind in it, in order, as they were written. */
export const entriesOf = (house: House, kind: string) =>
  mirrorLines(house)
    .map((line) => JSON.parse(line.slice(65)))
    .filter((entry) => entry.kind === kind)
