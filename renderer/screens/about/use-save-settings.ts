import { useState } from 'react'
import type { Settings } from '../../../shared/bridge/settings-methods.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { type SaveSettingsOutcome, saveSettings } from '../../till/save-settings.ts'
import { applySettings } from '../../till/session.ts'

/** Saves settings and keeps what became of it, for the place where the hand is. */
export const useSaveSettings = () => {
  const bridge = useBridge()
  const journal = useJournal()
  const [outcome, setOutcome] = useState<SaveSettingsOutcome | null>(null)
  const save = async (settings: Settings) => {
    const became = await saveSettings({ bridge, journal }, settings)
    if (became !== 'failed') applySettings(settings)
    setOutcome(became)
  }
  return { save, outcome }
}
