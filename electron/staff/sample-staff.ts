import type { Recovery, Staff } from '../../shared/bridge/staff-methods.ts'
import { NO_LOCKOUT } from './lockout.ts'
import type { Person, Roster } from './roster.ts'
import { makeVerifier } from './verifier.ts'

/** The staff of the sample restaurant, with the PINs that its sign-in screen shows. */
const SAMPLE_STAFF: readonly (Staff & { readonly pin: string })[] = [
  { id: 'wang-fang', name: '王芳', role: 'manager', pin: '2580' },
  { id: 'li-lei', name: '李雷', role: 'cashier', pin: '1111' },
  { id: 'han-mei', name: '韩梅', role: 'cashier', pin: '2222' },
]

/**
 * The roster of a sample restaurant. Nothing there is secret, so there is no recovery code either. `change` is what the
 * journal has to tell of its making; null for a new one, whose set-up tells it.
 */
export const makeSampleRoster = async (change: Recovery['change'] | null): Promise<Roster> => ({
  format: 1,
  people: await Promise.all(
    SAMPLE_STAFF.map(
      async ({ pin, ...staff }): Promise<Person> => ({
        ...staff,
        verifier: await makeVerifier(pin),
        lockout: NO_LOCKOUT,
      }),
    ),
  ),
  recovery: null,
  untold: change === null ? [] : SAMPLE_STAFF.map(({ id, name, role }) => ({ staff: { id, name, role }, change })),
  samplePins: Object.fromEntries(SAMPLE_STAFF.map(({ id, pin }) => [id, pin])),
})
