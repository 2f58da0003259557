import type { Bridge } from '../../shared/bridge/bridge.ts'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { carryOn } from '../followers/carry-on.ts'
import { startFollowers } from '../followers/start-followers.ts'
import { browserPorts } from '../journal/browser-ports.ts'
import { isDamage } from '../journal/damaged-database.ts'
import { isWorthTelling } from '../journal/findings.ts'
import type { Journal, OpenRefusal } from '../journal/journal.ts'
import { NO_NUMBERS } from '../journal/numbers-before.ts'
import { openJournal } from '../journal/open-journal.ts'
import { beginEpoch } from './begin-epoch.ts'
import { feedCarried, feedStanding } from './feed-standing.ts'
import { followFork } from './follow-fork.ts'
import { mendInBackground } from './mend-in-background.ts'
import { menuOf } from './menu.ts'
import type { Parts } from './parts.ts'
import { resume } from './resume.ts'
import { scheduleBackups } from './schedule-backups.ts'
import { applySettings } from './session.ts'
import { useStanding } from './standing.ts'
import { go, type StopReason, stopSelling, useTill } from './till.ts'

const later = (ms: number, action: () => void): (() => void) => {
  const timer = setTimeout(action, ms)
  return () => clearTimeout(timer)
}

const every = (ms: number, action: () => void): (() => void) => {
  const timer = setInterval(action, ms)
  return () => clearInterval(timer)
}

/** What no browser opens is made again at the next start, unless it is the only copy. */
const reasonToShow = async (bridge: Bridge, reason: OpenRefusal): Promise<StopReason> => {
  if (reason !== 'unreadable') return reason
  // On a full disk a sound database does not open either: once there is room, it will.
  if ((await bridge.call['app.disk']({})).full) return reason
  const noted = await bridge.call['app.storageBroken']({})
  return noted.ok ? 'unreadable' : 'database_gone'
}

/** The browser may give a damaged database up at any read, and open it again for the next one; false where it does not. */
const resumeUnlessDamaged = async (journal: Journal): Promise<boolean> => {
  for (const isLast of [false, true]) {
    try {
      await resume(journal)
      return true
    } catch (error) {
      if (!(await isDamage(error, window))) throw error
      if (isLast) return false
    }
  }
  return false
}

/**
 * Opens the journal, starts its followers and shows the first screen: setting up, signing in, or why nothing can be
 * sold. Answers null in the last case. `onProgress` hears how far a journal that has to be made again has come.
 */
export const openTill = async (
  bridge: Bridge,
  onProgress: (seq: number, last: number) => void,
): Promise<Parts | null> => {
  const openAnew = () => void bridge.call['app.openAnew']({})
  applySettings(await bridge.call['settings.read']({}))
  const app = await bridge.call['app.info']({})
  useStanding.setState({ shell: app.shell, keyMissing: app.keyState === 'missing' })
  const { restored } = await bridge.call['backup.restored']({})
  const numbersBefore = restored?.numbers ?? NO_NUMBERS
  const before = restored && { epoch: restored.parent.epoch, signed: restored.origin === 'head_office' }
  useStanding.setState({ before })
  const opened = await openJournal({ ...browserPorts(bridge, app), onProgress, numbersBefore })
  if (!opened.ok) {
    await bridge.call['app.log']({ level: 'error', event: `journal.${opened.reason}`, detail: opened.detail })
    const { reason, detail, kept, findings, goOn } = opened
    if (kept !== null) carryOn({ kept, bridge, later, random: Math.random, onState: feedCarried(bridge, kept) })
    useStanding.setState({ office: await bridge.call['sync.status']({}) })
    stopSelling(await reasonToShow(bridge, reason), detail, {
      carriedOn: kept !== null,
      findings,
      goOn: goOn && (() => void goOn().then(openAnew)),
    })
    return null
  }
  const { journal, begun } = opened
  const isNewEpoch = journal.isNew() && begun !== null
  if (isNewEpoch) {
    const first = await beginEpoch({ journal, bridge }, begun)
    if (!first.ok) {
      stopSelling('database_gone', `${first.reason} ${first.detail}`, { findings: opened.findings })
      return null
    }
  }
  const followers = startFollowers({ journal, bridge, later, random: Math.random })
  feedStanding(bridge, journal, followers)
  scheduleBackups({ bridge, journal, durable: followers.durable, now: Date.now, every })
  void mendInBackground(bridge, journal)
  if (!(await resumeUnlessDamaged(journal))) {
    journal.close()
    const reason = await reasonToShow(bridge, 'unreadable')
    stopSelling(reason, '', { carriedOn: false, findings: opened.findings })
    return null
  }
  const { epoch } = journal.head()
  if (!opened.isStuck) followFork({ followers, epoch, session: window.sessionStorage, openAnew })
  if (isNewEpoch) {
    useTill.setState({ newEpoch: begun, recovered: opened.findings, route: 'new-epoch' })
  } else if (isWorthTelling(opened.findings)) {
    await bridge.call['app.log']({ level: 'warn', event: 'journal.recovered', detail: JSON.stringify(opened.findings) })
    useTill.setState({ recovered: opened.findings, route: 'recovered' })
  } else go(journal.isNew() ? 'setup' : 'sign-in')
  return { journal, menu: menuOf(SAMPLE_MENU), durable: followers.durable, trySync: followers.trySync }
}
