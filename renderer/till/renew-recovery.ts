import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { recordRecoveries } from './record-recoveries.ts'
import { useTill } from './till.ts'

/**
 * Makes the signed-in manager a new recovery code with their PIN; the old code opens nothing any more. The journal tells
 * who made it, never the code: main remembers that until it is written.
 */
export const renewRecovery = async (
  parts: { readonly bridge: Bridge; readonly journal: Journal },
  managerPin: string,
): Promise<Output<'staff.renewRecovery'>> => {
  const managerId = useTill.getState().staff?.id ?? ''
  const renewed = await parts.bridge.call['staff.renewRecovery']({ managerId, managerPin })
  if (renewed.ok) await recordRecoveries(parts)
  return renewed
}
