import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** The two ways in which Chromium keeps IndexedDB: LevelDB, its default, and the newer SQLite. */
export const BACKENDS = ['leveldb', 'sqlite'] as const
export type Backend = (typeof BACKENDS)[number]

/** The till's arguments that choose a backend; the Chromium shell hands them to the browser. */
export const backendArguments = (backend: Backend): string[] =>
  backend === 'sqlite' ? ['--shell-switch=enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout'] : []

/** Where the Chromium shell's browser keeps IndexedDB in a till's folder. */
export const indexedDbFolder = (tillFolder: string): string => path.join(tillFolder, 'chromium', 'Default', 'IndexedDB')

/** Which backend a till's folder really has, by the files that lie there; null before there is a database. */
export const backendOf = (tillFolder: string): Backend | null => {
  const folder = indexedDbFolder(tillFolder)
  if (!existsSync(folder)) return null
  const names = readdirSync(folder, { recursive: true }).map(String)
  if (names.some((name) => path.basename(name).startsWith('MANIFEST-'))) return 'leveldb'
  return names.length > 1 ? 'sqlite' : null
}
