import { renameSync } from 'node:fs'
import path from 'node:path'
import type { Output } from '../shared/bridge/bridge.ts'
import { readSettings } from '../shared/bridge/read-settings.ts'
import type { Settings } from '../shared/bridge/settings-methods.ts'
import { readIfThere, writeDurably } from './durable-file.ts'

/** The till's settings: one file, replaced whole, and a copy beside it. */
export type SettingsFile = {
  readonly read: () => Settings
  readonly write: (settings: Settings) => Output<'settings.write'>
}

type SettingsParts = {
  readonly folder: string
  /** What a first start writes. */
  readonly defaults: Settings
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
}

/**
 * Opens the settings. A file that cannot be read is kept aside under another name and said. What was lost comes back from the
 * copy: the defaults would print on the virtual printer, and lift a lower limit for discounts. Throws on I/O errors.
 */
export const openSettings = ({ folder, defaults, now, onTrouble }: SettingsParts): SettingsFile => {
  const [file, copyFile] = [path.join(folder, 'settings.json'), path.join(folder, 'settings.copy.json')]
  const text = readIfThere(file)
  const copyText = readIfThere(copyFile)
  const kept = parse(text)
  if (text !== null && kept === null) {
    const aside = `${file}.unreadable-${now()}`
    renameSync(file, aside)
    onTrouble(`settings.json could not be read; kept as ${path.basename(aside)}`)
  }
  let settings = kept ?? parse(copyText) ?? defaults
  if (kept === null && copyText !== null) {
    onTrouble(`settings.json was lost; ${settings === defaults ? 'defaults are used' : 'its copy is used'}`)
  }

  const keep = (next: Settings) => {
    writeDurably(file, JSON.stringify(next, null, 2))
    writeDurably(copyFile, JSON.stringify(next, null, 2))
  }
  if (kept === null || copyText !== text) keep(settings)

  const write = (next: Settings): Output<'settings.write'> => {
    try {
      keep(next)
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error) }
    }
    settings = next
    return { ok: true }
  }

  return { read: () => settings, write }
}

const parse = (text: string | null): Settings | null => {
  if (text === null) return null
  try {
    return readSettings(JSON.parse(text))
  } catch {
    return null
  }
}
