import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Output } from '../shared/bridge/bridge.ts'
import { syncFolder, writeDurably } from './durable-file.ts'
import { nodeFiles } from './files.ts'

/** Where Chromium keeps the databases of the app's origin, under a session's storage folder. */
const DATABASES = 'IndexedDB'

type BrokenStorageParts = {
  readonly dataFolder: string
  /** Of the browser's session; null where it keeps nothing on the disk. */
  readonly storageFolder: string | null
  /** Whether the journal can be made again from elsewhere. */
  readonly hasCopy: () => boolean
  readonly now: () => number
}

const noteFile = (dataFolder: string): string => path.join(dataFolder, 'storage-broken')

/**
 * Notes that the browser cannot open its databases any more, so that the next start sets them aside before it opens a window:
 * a browser that runs holds its files. Refused where nothing else knows the journal.
 */
export const noteBrokenStorage = ({
  dataFolder,
  storageFolder,
  hasCopy,
  now,
}: BrokenStorageParts): Output<'app.storageBroken'> => {
  if (storageFolder === null || !hasCopy()) return { ok: false, reason: 'no_copy' }
  try {
    writeDurably(noteFile(dataFolder), new Date(now()).toISOString())
    return { ok: true }
  } catch (error) {
    return { ok: false, reason: 'write_failed', detail: String(error) }
  }
}

/** Renames the databases that were noted as broken, once. Gives the new name, or null where there was nothing to do. */
export const setBrokenStorageAside = ({
  dataFolder,
  storageFolder,
  hasCopy,
  now,
}: BrokenStorageParts): string | null => {
  const note = noteFile(dataFolder)
  if (storageFolder === null || !nodeFiles.exists(note)) return null
  const databases = path.join(storageFolder, DATABASES)
  const aside = `${databases}.unreadable-${now()}`
  const isThere = hasCopy() && nodeFiles.exists(databases)
  if (isThere) {
    renameSync(databases, aside)
    syncFolder(storageFolder)
  }
  rmSync(note)
  return isThere ? aside : null
}
