import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import type { Permit } from './permit.ts'
import { useTill } from './till.ts'

const MOST_CHARACTERS = 200

/** `passphrase`: only where a new one was made; it cannot be asked for again. `recorded`: whether the journal tells of it. */
export type BackupSetUp =
  | { readonly ok: true; readonly passphrase: string | null; readonly recorded: boolean }
  | { readonly ok: false; readonly reason: 'failed' | 'not_absolute' | 'not_allowed' }

/** Chooses where backups go, with a new passphrase where there is none or one is asked for, and records who allowed it. */
export const setUpBackup = async (
  { bridge, journal }: { readonly bridge: Bridge; readonly journal: Pick<Journal, 'commit'> },
  folder: string,
  { newPassphrase, permit }: { readonly newPassphrase: boolean; readonly permit: Permit },
): Promise<BackupSetUp> => {
  const { folder: before } = await bridge.call['backup.status']({})
  const made = await bridge.call['backup.setUp']({ folder, newPassphrase, permit: permit.secret })
  if (!made.ok) {
    const { reason } = made
    return { ok: false, reason: reason === 'not_absolute' || reason === 'not_allowed' ? reason : 'failed' }
  }
  const after = made.passphrase === null ? folder : `${folder} (new passphrase)`
  const told = await journal.commit(
    {
      kind: 'SETTINGS_CHANGED',
      body: {
        setting: 'backup',
        before: cleanText(before ?? '', MOST_CHARACTERS),
        after: cleanText(after, MOST_CHARACTERS),
      },
    },
    { by: permit.by, shift: useTill.getState().shift?.shiftId ?? null },
  )
  return { ok: true, passphrase: made.passphrase, recorded: told.ok }
}
