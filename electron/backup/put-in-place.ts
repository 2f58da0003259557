import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import { syncFolder, writeDurably } from '../durable-file.ts'
import { ARCHIVE_FOLDER, FORMER_FOLDER, SETTINGS_FILE, STAFF_FILE } from './check-contents.ts'
import { readRestored, writeRestored } from './restored.ts'

/** A backup that was proven as a whole waits here for the next start, before any of the till's own files is touched. */
export const READY_FOLDER = 'restore-ready'

const KEPT_PREFIX = 'restored-from-'
const IDENTITY_FILE = 'identity.json'
const identitySchema = v.looseObject({ till: v.string(), epoch: v.number() })

const readIdentity = (file: string) => v.parse(identitySchema, JSON.parse(readFileSync(file, 'utf8')))

/** null where the identity is gone, too: what is beside the mirror then says who the till is. */
const epochNow = (dataFolder: string): number | null => {
  try {
    return readIdentity(path.join(dataFolder, IDENTITY_FILE)).epoch
  } catch {
    return null
  }
}

/** The key of this first start was never used, so it is the new epoch's; its epoch comes after the one that was restored. */
const raiseEpoch = (dataFolder: string, { parent }: Restored): void => {
  const file = path.join(dataFolder, IDENTITY_FILE)
  const identity = readIdentity(file)
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

/** Where what was restored from stays afterwards, under a name that is free: the same backup may come a second time. */
const keptName = (dataFolder: string, { parent }: Restored): string => {
  const name = path.join(dataFolder, `${KEPT_PREFIX}${parent.till.slice(0, 8)}-${parent.seq}`)
  let number = 1
  while (existsSync(number === 1 ? name : `${name}-${number}`)) number += 1
  return number === 1 ? name : `${name}-${number}`
}

/** What an earlier start restored. Without it numbers would be given twice, so a file that was lost comes back from beside. */
const restoredBefore = (dataFolder: string): Restored | null => {
  const known = readRestored(dataFolder)
  if (known !== null) return known
  const kept = readdirSync(dataFolder)
    .filter((name) => name.startsWith(KEPT_PREFIX))
    .flatMap((name) => readRestored(path.join(dataFolder, name)) ?? [])
    .toSorted((one, other) => other.parent.epoch - one.parent.epoch)[0]
  // A till that was begun anew beside them is none of an epoch after theirs.
  if (kept === undefined || (epochNow(dataFolder) ?? Number.POSITIVE_INFINITY) <= kept.parent.epoch) return null
  writeRestored(dataFolder, kept)
  return kept
}

/** Makes a folder that was proven ready for the next start; durable on return. Throws on I/O errors. */
export const makeReady = (dataFolder: string, proven: string, restored: Restored): void => {
  writeRestored(proven, restored)
  renameSync(proven, path.join(dataFolder, READY_FOLDER))
  syncFolder(dataFolder)
}

/** Replaces a file and its copy, where the restore has one: head office has neither settings nor staff. */
const replaceWithCopy = (dataFolder: string, ready: string, name: string, copy: string): void => {
  const file = path.join(ready, name)
  if (!existsSync(file)) return
  const content = readFileSync(file)
  writeDurably(path.join(dataFolder, copy), content)
  writeDurably(path.join(dataFolder, name), content)
}

/**
 * Puts a restore that is ready in place, before any part of the till is opened; each step may be stopped by a power cut and is
 * done again at the next start. What is not needed any more stays under another name. Throws on I/O errors. Gives what the till
 * was restored from, at this start or an earlier one; null where it never was.
 */
export const putRestoreInPlace = (dataFolder: string): Restored | null => {
  const ready = path.join(dataFolder, READY_FOLDER)
  const restored = readRestored(ready)
  if (restored === null) return restoredBefore(dataFolder)
  raiseEpoch(dataFolder, restored)
  replaceWithCopy(dataFolder, ready, SETTINGS_FILE, 'settings.copy.json')
  replaceWithCopy(dataFolder, ready, STAFF_FILE, 'staff.copy.json')
  moveJournals(ready, path.join(dataFolder, 'mirror'))
  writeRestored(dataFolder, restored)
  renameSync(ready, keptName(dataFolder, restored))
  syncFolder(dataFolder)
  return restored
}
