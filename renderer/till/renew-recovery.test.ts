import { expect, test } from 'vitest'
import type { Bridge, Input } from '../../shared/bridge/bridge.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import { renewRecovery } from './renew-recovery.ts'

const CODE = 'ABCD-EFGH-JKMN-PQRS'

test('a new code is told by the journal with the name of who made it, and never itself', async () => {
  const double = makeBridgeDouble()
  const journal = await newTill(MANAGER, double)
  const asked: Input<'staff.renewRecovery'>[] = []
  const renew: Bridge['call']['staff.renewRecovery'] = async (input) => {
    asked.push(input)
    double.untold.push({ staff: MANAGER, change: 'recovery_code_renewed' })
    return { ok: true, recoveryCode: CODE }
  }
  const bridge = { ...double.bridge, call: { ...double.bridge.call, 'staff.renewRecovery': renew } }
  expect(await renewRecovery({ bridge, journal }, '2580')).toEqual({ ok: true, recoveryCode: CODE })
  expect(asked).toEqual([{ managerId: MANAGER.id, managerPin: '2580' }])
  const told = await journal.entryBySeq(journal.head().seq)
  expect(told?.entry).toMatchObject({
    kind: 'STAFF_CHANGED',
    by: MANAGER.id,
    body: { staff: MANAGER.id, change: 'recovery_code_renewed' },
  })
  expect(told?.text).not.toMatch(/ABCD|2580/)
  expect(double.untold).toEqual([])
})

test('with a wrong PIN there is no new code and no entry', async () => {
  const double = makeBridgeDouble()
  const journal = await newTill(MANAGER, double)
  const before = journal.head().seq
  expect(await renewRecovery({ bridge: double.bridge, journal }, '0000')).toMatchObject({ reason: 'wrong_pin' })
  expect(journal.head().seq).toBe(before)
})
