import type { Past } from '../past.ts'
import type { Roster } from './roster.ts'
import { makeSampleRoster } from './sample-staff.ts'
import { makeStaffRegister, type StaffRegister } from './staff.ts'
import { openStaffFile } from './staff-file.ts'

type OpenStaff = {
  readonly folder: string
  /** Whether the app was started for the sample restaurant. */
  readonly sample: boolean
  readonly past: Past
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
}

const isReal = (past: Past, known: Roster | null): boolean =>
  past.kind === 'real' || (past.kind === null && known !== null && known.samplePins === null)

/** Public PINs are written for a sample that has none any more, and for a till without any past that is to be one. */
const wantsSampleStaff = ({ sample, past }: OpenStaff, known: Roster | null): boolean => {
  if (known !== null && known.samplePins === null) return false
  return past.kind === 'sample' || (sample && past.kind === null && !past.hasEntries())
}

/**
 * Opens the staff. `not_a_sample`: the app was started for the sample restaurant on the data of a real one; nothing was
 * written. Throws where the files cannot be read or written.
 */
export const openStaff = async (
  input: OpenStaff,
): Promise<{ ok: true; staff: StaffRegister } | { ok: false; reason: 'not_a_sample' }> => {
  const { folder, sample, past, now, onTrouble } = input
  const file = openStaffFile({ folder, past, now, onTrouble })
  const known = file.read() ?? file.lost()?.copy ?? null
  if (sample && isReal(past, known)) return { ok: false, reason: 'not_a_sample' }
  if (file.read() === null && wantsSampleStaff(input, known)) {
    file.write(await makeSampleRoster(past.hasEntries() ? 'sample_staff_made_again' : null))
  }
  return { ok: true, staff: makeStaffRegister(file, now) }
}
