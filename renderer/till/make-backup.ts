import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import type { Parts } from './parts.ts'

const PATIENCE_MS = 15_000

export type BackupPorts = {
  readonly bridge: Bridge
  readonly journal: Pick<Journal, 'sums'>
  readonly durable: Parts['durable']
}

/** Has main make a backup and hold it against this journal. What was just sold is given the time to reach the second copy. */
export const makeBackup = async ({ bridge, journal, durable }: BackupPorts): Promise<Output<'backup.make'>> => {
  const now = await journal.sums()
  await durable(now.seq, PATIENCE_MS)
  return bridge.call['backup.make']({ journal: now })
}
