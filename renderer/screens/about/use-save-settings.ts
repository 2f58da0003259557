import { useState } from 'react'
import type { Settings } from '../../../shared/bridge/bridge.ts'
import { useBridge } from '../../till/parts.ts'
import { applySettings } from '../../till/session.ts'

/** Writes settings and shows them once they are on the disk; 'failed' leaves the old ones in force. */
export const useSaveSettings = () => {
  const bridge = useBridge()
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null)
  const save = async (settings: Settings) => {
    const written = await bridge.call['settings.write'](settings)
    if (written.ok) applySettings(settings)
    setOutcome(written.ok ? 'saved' : 'failed')
  }
  return { save, outcome }
}
