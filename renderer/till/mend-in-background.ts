import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { useStanding } from './standing.ts'

const PAUSE_MS = 20

/** Checks the whole chain without holding up anybody, fills its holes, and shows the first one that nobody can fill. */
export const mendInBackground = async (bridge: Bridge, journal: Journal): Promise<void> => {
  const log = (level: 'warn' | 'error', event: string, detail: string) =>
    bridge.call['app.log']({ level, event, detail })
  try {
    const { mended, missing } = await journal.mend(() => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)))
    if (mended.length > 0) await log('warn', 'journal.mended', mended.join(', ').slice(0, 500))
    if (missing !== null) await log('error', 'journal.hole', String(missing))
    useStanding.setState({ hole: missing })
  } catch (error) {
    await log('error', 'journal.not_checked', String(error).slice(0, 500))
  }
}
