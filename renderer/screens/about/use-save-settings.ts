import { useState } from 'react'
import type { Settings } from '../../../shared/bridge/settings-methods.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { changeSettings, type SaveSettingsOutcome } from '../../till/save-settings.ts'
import { applySettings } from '../../till/session.ts'
import { withSettingsPermit } from './settings-permit.tsx'

/** Changes settings, with a manager's PIN where it takes one, and keeps what became of it, for the place where the hand is. */
export const useSaveSettings = () => {
  const bridge = useBridge()
  const journal = useJournal()
  const [outcome, setOutcome] = useState<SaveSettingsOutcome | null>(null)
  const save = async (change: (now: Settings) => Settings) =>
    setOutcome(
      await withSettingsPermit(
        (permit) => changeSettings({ bridge, journal, permit }, change, applySettings),
        (became) => became === 'not_allowed',
      ),
    )
  return { save, outcome }
}
