import { readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Output } from '../shared/bridge/bridge.ts'

/** A share that hangs must not keep the list from being shown. */
const PATIENCE_MS = 2_000
const MOST = 20

const foldersIn = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name))
  } catch {
    return []
  }
}

/** Where an operating system puts sticks and shares that are plugged in or mounted. */
const mountFolders = async (platform: NodeJS.Platform, user: string): Promise<string[]> => {
  switch (platform) {
    case 'win32':
      return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)
    case 'darwin':
      return foldersIn('/Volumes')
    default:
      return (await Promise.all([`/media/${user}`, `/run/media/${user}`, '/media', '/mnt'].map(foldersIn))).flat()
  }
}

type Place = Output<'app.places'>['places'][number]

const freeOn = async (folder: string, home: string): Promise<Place[]> => {
  try {
    // The empty folder of a stick that is away lies on the machine's own disk.
    if ((await stat(folder)).dev === (await stat(home)).dev) return []
    const { bavail, bsize } = await statfs(folder)
    return [{ folder, freeBytes: bavail * bsize }]
  } catch {
    return []
  }
}

/** Folders of sticks and shares that answer now, none on the disk of `home`, with the room on each; a person may always type another. */
export const findPlaces = async (
  user: string,
  home: string,
  platform = process.platform,
): Promise<Output<'app.places'>> => {
  const found = await mountFolders(platform, user)
  const patience = () =>
    new Promise<Place[]>((resolve) => {
      setTimeout(() => resolve([]), PATIENCE_MS).unref()
    })
  const places = await Promise.all(
    [...new Set(found)].slice(0, MOST).map((one) => Promise.race([freeOn(one, home), patience()])),
  )
  return { places: places.flat() }
}
