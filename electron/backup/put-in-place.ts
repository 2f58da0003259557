import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import { syncFolder, writeDurably } from '../durable-file.ts'
import { ARCHIVE_FOLDER, FORMER_FOLDER, SETTINGS_FILE, STAFF_FILE } from './check-contents.ts'
import { readRestored, writeRestored } from './restored.ts'

/** A backup that was proven as a whole waits here for the next start, before any of the till's own files is touched. */
export const READY_FOLDER = 'restore-ready'

const IDENTITY_FILE = 'identity.json'
const identitySchema = v.looseObject({ till: v.string(), epoch: v.number() })

/** The key of this first start was never used, so it is the new epoch's; its epoch comes after the one that was restored. */
const raiseEpoch = (dataFolder: string, { parent }: Restored): void => {
  const file = path.join(dataFolder, IDENTITY_FILE)
  const identity = v.parse(identitySchema, JSON.parse(readFileSync(file, 'utf8')))
  if (identity.epoch > parent.epoch) return
  writeDurably(file, JSON.stringify({ ...identity, epoch: parent.epoch + 1 }))
  // The file of the epoch that never began would be an empty journal in every archive.
  const unused = path.join(dataFolder, 'mirror', `${identity.till}-${identity.epoch}.journal`)
  if (existsSync(unused) && statSync(unused).size === 0) unlinkSync(unused)
}

/** Those that were moved before a stop are not in the ready folder any more. */
const moveJournals = (ready: string, mirror: string): void => {
  mkdirSync(mirror, { recursive: true })
  for (const folder of [ARCHIVE_FOLDER, FORMER_FOLDER].map((name) => path.join(ready, name))) {
    const names = existsSync(folder) ? readdirSync(folder) : []
    for (const name of names)
      if (name.endsWith('.journal')) renameSync(path.join(folder, name), path.join(mirror, name))
  }
  syncFolder(mirror)
}

/**
 * Puts a restore that is ready in place, before any part of the till is opened; each step may be stopped by a power cut and is
 * done again at the next start. What is not needed any more stays under another name. Throws on I/O errors. Gives what the till
 * was restored from, at this start or an earlier one; null where it never was.
 */
export const putRestoreInPlace = (dataFolder: string): Restored | null => {
  const ready = path.join(dataFolder, READY_FOLDER)
  const restored = readRestored(ready)
  if (restored === null) return readRestored(dataFolder)
  raiseEpoch(dataFolder, restored)
  const settings = readFileSync(path.join(ready, SETTINGS_FILE))
  writeDurably(path.join(dataFolder, 'settings.copy.json'), settings)
  writeDurably(path.join(dataFolder, SETTINGS_FILE), settings)
  const staff = readFileSync(path.join(ready, STAFF_FILE))
  writeDurably(path.join(dataFolder, 'staff.copy.json'), staff)
  writeDurably(path.join(dataFolder, STAFF_FILE), staff)
  moveJournals(ready, path.join(dataFolder, 'mirror'))
  writeRestored(dataFolder, restored)
  const { till, seq } = restored.parent
  renameSync(ready, path.join(dataFolder, `restored-from-${till.slice(0, 8)}-${seq}`))
  syncFolder(dataFolder)
  return restored
}
