import { renameSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { staffSchema } from '../../shared/bridge/bridge.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import { lockoutSchema } from './lockout.ts'
import { verifierSchema } from './verifier.ts'

const personSchema = v.strictObject({ ...staffSchema.entries, verifier: verifierSchema, lockout: lockoutSchema })
export type Person = v.InferOutput<typeof personSchema>

const rosterSchema = v.strictObject({
  format: v.literal(1),
  people: v.array(personSchema),
  recovery: v.nullable(v.strictObject({ verifier: verifierSchema, lockout: lockoutSchema })),
  /** The PINs of the sample restaurant, by id, for its sign-in screen to show; null in a real one. */
  samplePins: v.nullable(v.record(v.string(), v.string())),
})
/** All that main keeps of the staff. */
export type Roster = v.InferOutput<typeof rosterSchema>

/** The staff's file; read() gives null before the first set-up. */
export type StaffFile = {
  readonly read: () => Roster | null
  readonly write: (roster: Roster) => void
  /** Counts until the next start, even where nothing can be written. */
  readonly remember: (roster: Roster) => void
}

type StaffFileParts = {
  readonly folder: string
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
}

/** Opens staff.json. One that cannot be read is kept aside and said; the till then asks to be set up again. */
export const openStaffFile = ({ folder, now, onTrouble }: StaffFileParts): StaffFile => {
  const file = path.join(folder, 'staff.json')
  const text = readIfThere(file)
  let roster = text === null ? null : parse(text)
  if (text !== null && roster === null) {
    const aside = `${file}.unreadable-${now()}`
    renameSync(file, aside)
    onTrouble(`staff.json could not be read; kept as ${path.basename(aside)}`)
  }
  return {
    read: () => roster,
    write: (next) => {
      writeDurably(file, JSON.stringify(next, null, 2))
      roster = next
    },
    remember: (next) => {
      roster = next
    },
  }
}

const parse = (text: string): Roster | null => {
  try {
    const parsed = v.safeParse(rosterSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
