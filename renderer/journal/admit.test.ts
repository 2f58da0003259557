import { expect, test } from 'vitest'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { admit } from './admit.ts'
import { stateBeforeGenesis } from './till-state.ts'

const nobody = { by: null, shift: null }

test('a kind that has no rule here is not let through', () => {
  const state = stateBeforeGenesis('a'.repeat(32), 1)
  const begun = { ...state, head: { ...state.head, seq: 1 } }
  const known: EntryBody = { kind: 'X_REPORT', body: { shiftId: 's', fromSeq: 1, toSeq: 1 } }
  expect(admit(known, nobody, begun)).toBe(null)
  expect(admit({ ...known, kind: 'LOTTERY' } as never, nobody, begun)).toBe('invalid_entry')
})
