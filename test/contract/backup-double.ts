import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { Input, Output } from '../../shared/bridge/bridge.ts'

/** Main's backups, in memory: how they stand, and what the journal was said to be at each that was made. */
export type BackupDouble = {
  status: Output<'backup.status'>
  made: Input<'backup.make'>['journal'][]
  restored: Restored | null
}

export const makeBackupDouble = (): BackupDouble => ({
  status: { folder: null, keyStorage: null, running: false, last: null, verified: null, kept: 0 },
  made: [],
  restored: null,
})

/** The bridge's methods over it. */
export const backupCalls = (double: BackupDouble) => ({
  'backup.status': async () => double.status,
  'backup.setUp': async ({ folder }: Input<'backup.setUp'>): Promise<Output<'backup.setUp'>> => {
    const passphrase = double.status.folder === null ? '0123-4567-89AB-CDEF-GHJK-MNPQ' : null
    double.status = { ...double.status, folder, keyStorage: 'file' }
    return { ok: true, passphrase, keyStorage: 'file' }
  },
  'backup.find': async () => ({ backups: [] }),
  'backup.look': async (): Promise<Output<'backup.look'>> => ({ ok: false, reason: 'not_found' }),
  'backup.restore': async (): Promise<Output<'backup.restore'>> => ({ ok: false, reason: 'not_looked' }),
  'backup.restored': async () => ({ restored: double.restored }),
  'backup.make': async ({ journal }: Input<'backup.make'>): Promise<Output<'backup.make'>> => {
    double.made.push(journal)
    return { ok: true, name: 'one', seq: journal.seq, entries: journal.seq, bytes: 1 }
  },
})
