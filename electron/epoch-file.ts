import path from 'node:path'
import * as v from 'valibot'
import { type EpochBegun, epochBegunSchema } from '../shared/bridge/app-methods.ts'
import { readIfThere, writeDurably } from './durable-file.ts'

const FILE = 'epoch.json'

/** Why and from where a till's newest epoch began; null where it never left one, or where that cannot be read. */
export const readEpochBegun = (folder: string): EpochBegun | null => {
  const text = readIfThere(path.join(folder, FILE))
  if (text === null) return null
  try {
    const parsed = v.safeParse(epochBegunSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Durable on return; throws on I/O errors. */
export const writeEpochBegun = (folder: string, begun: EpochBegun): void =>
  writeDurably(path.join(folder, FILE), JSON.stringify(begun))
