import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { injure, injuriesFor } from './injuries.ts'

/** One thing that is done to a closed till's folder. */
export type Case = {
  readonly file: string
  readonly injury: string
  readonly apply: () => void
  /** Whether the journal or the mirror is left whole; else only head office has the sales. */
  readonly copyLives: boolean
}

/** Names that differ from till to till read the same in a table. */
const plainName = (file: string): string =>
  file
    .replace(/[0-9a-f]{32}-(\d+)/, 'TILL-$1')
    .replace(/^chromium\/Default\/IndexedDB\/[^/]+\//, 'IndexedDB/')
    .replace(/^chromium\/Default\//, '')
    .replace(/^chromium\//, '')

/** Each file with each injury, except for those that would be the same twice. */
export const casesForFiles = (folder: string, files: readonly string[]): Case[] =>
  files.flatMap((file) => {
    const whole = path.join(folder, file)
    return injuriesFor(statSync(whole).size).map((injury) => ({
      file: plainName(file),
      injury,
      copyLives: true,
      apply: () => {
        const injured = injure(readFileSync(whole), injury)
        if (injured === null) rmSync(whole)
        else writeFileSync(whole, injured)
      },
    }))
  })

/** Whole folders, and more than one copy at once: where little is left, the till must at least say so. */
export const casesForFolders = (folder: string): Case[] => {
  const database = 'chromium/Default/IndexedDB'
  const sets = [
    [database],
    ['chromium'],
    ['data/mirror'],
    ['data/spool'],
    ['data/transport'],
    [database, 'data/mirror'],
    ['data'],
  ]
  return sets.map((set) => ({
    file: set.map(plainName).join(' + '),
    injury: 'deleted',
    copyLives: !(set.some((one) => database.startsWith(one)) && set.some((one) => 'data/mirror'.startsWith(one))),
    apply: () => {
      for (const one of set) {
        const whole = path.join(folder, one)
        if (!existsSync(whole)) throw new Error(`${one} is not there to be deleted`)
        rmSync(whole, { recursive: true })
      }
    },
  }))
}
