import { renameSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { type Output, type Settings, settingsSchema } from '../shared/bridge/bridge.ts'
import { readIfThere, writeDurably } from './durable-file.ts'

/** The till's settings: one file, replaced whole. */
export type SettingsFile = {
  readonly read: () => Settings
  readonly write: (settings: Settings) => Output<'settings.write'>
}

type SettingsParts = {
  readonly folder: string
  /** What a first start writes, and what stands in for a file that cannot be read. */
  readonly defaults: Settings
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
}

/** Opens the settings. A file that cannot be read is kept aside under another name, said, and the defaults are used. */
export const openSettings = ({ folder, defaults, now, onTrouble }: SettingsParts): SettingsFile => {
  const file = path.join(folder, 'settings.json')
  const text = readIfThere(file)
  let current = text === null ? null : parse(text)
  if (text !== null && current === null) {
    const aside = `${file}.unreadable-${now()}`
    renameSync(file, aside)
    onTrouble(`settings.json could not be read; kept as ${path.basename(aside)}, defaults are used`)
  }
  if (current === null) {
    current = defaults
    writeDurably(file, JSON.stringify(defaults, null, 2))
  }
  let settings: Settings = current

  const write = (next: Settings): Output<'settings.write'> => {
    try {
      writeDurably(file, JSON.stringify(next, null, 2))
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    }
    settings = next
    return { ok: true }
  }

  return { read: () => settings, write }
}

const parse = (text: string): Settings | null => {
  try {
    const parsed = v.safeParse(settingsSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
