import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { kindAt } from './kind-at.ts'

/** Where an outside copy goes: the folder that was chosen, and which stick or share it was then. */
export const chosenSchema = v.strictObject({ folder: v.string(), medium: v.pipe(v.string(), v.uuid()) })
export type Chosen = v.InferOutput<typeof chosenSchema>

const markSchema = v.strictObject({ format: v.literal(1), till: v.string(), medium: v.pipe(v.string(), v.uuid()) })
const MARK_FILE = 'medium.json'

/** The till's own folder on a medium: two tills may share one, and neither sees the other's files. */
export const tillFolderOn = (folder: string, till: string): string => path.join(folder, `counterfoil-${till}`)

/** Which medium lies at a folder by the mark that this till left there; null where there is none to be read. */
export const readMark = async (folder: string, till: string): Promise<string | null> => {
  const own = tillFolderOn(folder, till)
  try {
    if ((await kindAt(own)) !== 'folder' || (await kindAt(path.join(own, MARK_FILE))) !== 'file') return null
    const text = await readFile(path.join(own, MARK_FILE), 'utf8')
    const parsed = v.safeParse(markSchema, JSON.parse(text))
    return parsed.success && parsed.output.till === till ? parsed.output.medium : null
  } catch {
    return null
  }
}

const writeMark = async (file: string, content: string): Promise<void> => {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const refuseForeign = async (place: string, own: 'file' | 'folder'): Promise<void> => {
  const kind = await kindAt(place)
  if (kind !== null && kind !== own) throw new Error(`${place} is no ${own}`)
}

/**
 * Marks the medium at a folder, so that later nothing is written to the empty folder that an unplugged stick leaves behind,
 * nor to another stick. A mark that is there stays. Throws where the folder is not there, cannot be
 * written, or a link lies in the place of what the till keeps there.
 */
export const markMedium = async (folder: string, till: string): Promise<string> => {
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`)
  const own = tillFolderOn(folder, till)
  const mark = path.join(own, MARK_FILE)
  const known = await readMark(folder, till)
  if (known !== null) return known
  await refuseForeign(own, 'folder')
  await mkdir(own, { recursive: true, mode: 0o700 })
  await refuseForeign(mark, 'file')
  const medium = randomUUID()
  await writeMark(mark, JSON.stringify({ format: 1, till, medium }))
  return medium
}

/** Whether two folders lie on one disk; a copy there is none against that disk's end. */
export const isSameDisk = async (one: string, other: string): Promise<boolean> =>
  (await stat(one)).dev === (await stat(other)).dev
