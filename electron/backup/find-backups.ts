import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Output } from '../../shared/bridge/bridge.ts'
import { kindAt } from '../outside-copy/kind-at.ts'
import { BACKUP_SUFFIX, stampIn } from './backup-name.ts'
import { readSealedHeader } from './sealed-file.ts'

const MOST = 200

type Found = Output<'backup.find'>['backups'][number]

const backupsIn = async (folder: string): Promise<string[]> => {
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.endsWith(BACKUP_SUFFIX)).map((name) => path.join(folder, name))
  } catch {
    return []
  }
}

const subfolders = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name))
  } catch {
    return []
  }
}

const describe = async (file: string): Promise<Found[]> => {
  try {
    if ((await kindAt(file)) !== 'file') return []
    const read = await readSealedHeader(file)
    if (!read.ok) return []
    const { till, madeAt, head } = read.header
    return [{ file, till, at: Date.parse(madeAt), seq: head.seq }]
  } catch {
    return []
  }
}

/** Backups that lie in some folders or one folder below, newest first; what they say of themselves is not proven yet. */
export const findBackups = async (folders: readonly string[]): Promise<Output<'backup.find'>> => {
  const all = [...folders, ...(await Promise.all(folders.map(subfolders))).flat()]
  const files = (await Promise.all(all.map(backupsIn))).flat()
  const newest = files.toSorted((one, other) => stampIn(other).localeCompare(stampIn(one))).slice(0, MOST)
  const backups = (await Promise.all(newest.map(describe))).flat()
  return { backups: backups.toSorted((one, other) => other.at - one.at) }
}
