import type { Output } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { type BackupPorts, makeBackup } from './make-backup.ts'

const LOOK_EVERY_MS = 10 * 60_000
const DAY_MS = 24 * 60 * 60_000
const TRY_AGAIN_MS = 60 * 60_000

/**
 * Whether a backup is due by the clock: a day after the last verified one, an hour after a try that failed; or where the clock
 * was as far ahead then.
 */
export const isDue = ({ folder, running, verified, last }: Output<'backup.status'>, now: number): boolean => {
  if (folder === null || running) return false
  if (last !== null && !last.made.ok && Math.abs(now - last.at) < TRY_AGAIN_MS) return false
  return verified === null || Math.abs(now - verified.at) >= DAY_MS
}

type SchedulePorts = BackupPorts & {
  readonly journal: Pick<Journal, 'sums' | 'subscribe' | 'isNew'>
  /** UTC milliseconds. */
  readonly now: () => number
  readonly every: (ms: number, action: () => void) => () => void
}

/** Makes a backup after each closing, and daily where a till is not closed. Returns the way to stop. */
export const scheduleBackups = (ports: SchedulePorts): (() => void) => {
  const { bridge, journal, now, every } = ports
  const make = async (isWanted: (status: Output<'backup.status'>) => boolean) => {
    try {
      if (!journal.isNew() && isWanted(await bridge.call['backup.status']({}))) await makeBackup(ports)
    } catch (error) {
      await bridge.call['app.log']({ level: 'error', event: 'backup.failed', detail: String(error).slice(0, 500) })
    }
  }
  const look = () => void make((status) => isDue(status, now()))
  const stopListening = journal.subscribe(({ kind }) => {
    if (kind === 'SHIFT_CLOSED') void make(({ folder }) => folder !== null)
  })
  const stopLooking = every(LOOK_EVERY_MS, look)
  look()
  return () => {
    stopListening()
    stopLooking()
  }
}
