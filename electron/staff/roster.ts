import * as v from 'valibot'
import { recoverySchema, staffSchema } from '../../shared/bridge/staff-methods.ts'
import { lockoutSchema } from './lockout.ts'
import { verifierSchema } from './verifier.ts'

const personSchema = v.strictObject({ ...staffSchema.entries, verifier: verifierSchema, lockout: lockoutSchema })
export type Person = v.InferOutput<typeof personSchema>

const rosterSchema = v.strictObject({
  format: v.literal(1),
  /** A list without a manager is none: nobody could add to it. */
  people: v.pipe(
    v.array(personSchema),
    v.check((people) => people.some(({ role }) => role === 'manager'), 'a manager'),
  ),
  recovery: v.nullable(v.strictObject({ verifier: verifierSchema, lockout: lockoutSchema })),
  /** The PINs of the sample restaurant, by id, for its sign-in screen to show; null in a real one. */
  samplePins: v.nullable(v.record(v.string(), v.string())),
  /** Recoveries that the journal does not tell of yet. */
  untold: v.optional(v.array(recoverySchema), []),
})
/** All that main keeps of the staff. */
export type Roster = v.InferOutput<typeof rosterSchema>

/** Reads a roster's text; null where it is none. */
export const parseRoster = (text: string): Roster | null => {
  try {
    const parsed = v.safeParse(rosterSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
