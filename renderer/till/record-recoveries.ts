import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'

/**
 * Writes down each way back in that was taken with the recovery code, for an auditor to see: main remembers them until
 * then, so that ending the app in between hides none. Stopped in the middle, one may stand there twice.
 */
export const recordRecoveries = async ({
  journal,
  bridge,
}: {
  readonly journal: Journal
  readonly bridge: Bridge
}): Promise<void> => {
  if (journal.isNew()) return
  const { untold } = await bridge.call['staff.list']({})
  for (const { staff, change } of untold) {
    const { id, name, role } = staff
    const told = await journal.commit(
      { kind: 'STAFF_CHANGED', body: { staff: id, name, role, change } },
      { by: id, shift: journal.openShift()?.shiftId ?? null },
    )
    if (!told.ok) {
      await bridge.call['app.log']({ level: 'error', event: 'recovery.not_journalled', detail: told.reason })
      return
    }
    await bridge.call['staff.told']({ count: 1 })
  }
}
