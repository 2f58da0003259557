import path from 'node:path'
import * as v from 'valibot'
import { type Restored, restoredSchema } from '../../shared/bridge/backup-methods.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'

const FILE = 'restored.json'

/** What a folder says that the till was restored from; null where there is nothing that can be read. */
export const readRestored = (folder: string): Restored | null => {
  const text = readIfThere(path.join(folder, FILE))
  if (text === null) return null
  try {
    const parsed = v.safeParse(restoredSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Durable on return; throws on I/O errors. */
export const writeRestored = (folder: string, restored: Restored): void =>
  writeDurably(path.join(folder, FILE), JSON.stringify(restored))
