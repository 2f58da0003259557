import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'
import type { FollowerState } from '../followers/follow.ts'

/**
 * How the till stands with head office, with what only the journal can tell: where main's acknowledgement is not of
 * this journal, it is a fork, and nothing of it proves anything here.
 */
export const officeStanding = (told: SyncStatus, sync: FollowerState, epoch: number): SyncStatus => {
  // What was signed of an epoch that was left proves nothing of this one.
  if (told.proven !== null && told.proven.epoch !== epoch) return officeStanding({ ...told, proven: null }, sync, epoch)
  const isFork = sync.state === 'stopped' && sync.reason === 'fork' && told.state !== 'fork'
  return isFork ? { ...told, state: 'fork', proven: null } : told
}
