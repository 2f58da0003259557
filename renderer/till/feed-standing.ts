import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { FollowerState } from '../followers/follow.ts'
import type { Followers } from '../followers/start-followers.ts'
import type { Journal } from '../journal/journal.ts'
import type { KeptEntries } from '../journal/kept-entries.ts'
import { lateTickets } from './late-tickets.ts'
import { officeStanding } from './office-standing.ts'
import { recordEnrolment } from './record-enrolment.ts'
import { readJournal } from './session.ts'
import { useStanding } from './standing.ts'

/** A printer says nothing by itself when its paper runs out, so it is asked this often. */
const LOOK_EVERY_MS = 5_000

/** A second copy that follows within a frame is shown with its entry: drawing the moment between would delay the copy. */
const ONE_FRAME_MS = 16

const showCopies = (seq: number, { state, position, reason }: FollowerState): void => {
  const failing = state === 'retrying' || state === 'stopped' ? (reason ?? state) : null
  const { seq: shownSeq, mirror } = useStanding.getState()
  if (seq === shownSeq && position === mirror.durable && failing === mirror.failing) return
  useStanding.setState({ seq, mirror: { durable: position, failing } })
}

/** Keeps the status strip as the followers of a journal say that cannot be sold from, but is carried on. */
export const feedCarried = (bridge: Bridge, kept: KeptEntries) => {
  useStanding.setState({ seq: kept.newest })
  return (name: 'mirror' | 'sync', state: FollowerState): void => {
    if (name === 'mirror') showCopies(kept.newest, state)
    else
      void bridge.call['sync.status']({}).then((told) =>
        useStanding.setState({ office: officeStanding(told, state, kept.epoch) }),
      )
  }
}

/** Keeps the status strip and the open shift as the journal, the followers and main say they are. */
export const feedStanding = (bridge: Bridge, journal: Journal, followers: Followers): void => {
  const { epoch } = journal.head()
  useStanding.setState({ epoch })
  const lookAtCopies = () => showCopies(journal.head().seq, followers.states().mirror)
  const takeEntry = () => {
    readJournal(journal)
    setTimeout(lookAtCopies, ONE_FRAME_MS)
  }
  const lookAtFollowers = () => {
    lookAtCopies()
    const { office } = useStanding.getState()
    const now = office && officeStanding(office, followers.states().sync, epoch)
    if (now !== office) useStanding.setState({ office: now })
  }
  const look = async () => {
    try {
      const [app, printer, { jobs }, told, disk, outside, backup] = await Promise.all([
        bridge.call['app.info']({}),
        bridge.call['print.status']({}),
        bridge.call['print.open']({}),
        bridge.call['sync.status']({}),
        bridge.call['app.disk']({}),
        bridge.call['mirror.outside']({}),
        bridge.call['backup.status']({}),
      ])
      const office = officeStanding(told, followers.states().sync, epoch)
      const mirrorRepaired = app.mirror.state === 'repaired'
      const room = disk.full ? 'full' : disk.low ? 'low' : 'enough'
      useStanding.setState({
        mirrorRepaired,
        printer,
        lateTickets: lateTickets(jobs).length,
        office,
        outside,
        backup,
        disk: room,
      })
      await recordEnrolment(journal, office)
    } catch (error) {
      // Nothing answered: what was known before is not proven any more.
      useStanding.setState({ printer: null, office: null, outside: null, backup: null })
      await bridge.call['app.log']({ level: 'error', event: 'status.failed', detail: String(error) })
    }
  }
  readJournal(journal)
  lookAtCopies()
  void look()
  journal.subscribe(takeEntry)
  followers.subscribe(lookAtFollowers)
  bridge.on['print.changed'](() => void look())
  bridge.on['sync.changed'](() => void look())
  setInterval(() => void look(), LOOK_EVERY_MS)
}
