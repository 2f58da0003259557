import { ACKNOWLEDGEMENTS } from './words/acknowledgements.ts'
import { ARCHIVE } from './words/archive.ts'
import { CHAIN } from './words/chain.ts'
import { EPOCHS } from './words/epochs.ts'
import { NOTES } from './words/notes.ts'
import { SALES } from './words/sales.ts'
import { SHIFTS } from './words/shifts.ts'
import type { Text } from './words/text.ts'

/** Everything that can be wrong with an archive, and what it means for whoever reads the report. */
const FINDINGS = {
  ...ARCHIVE,
  ...CHAIN,
  ...EPOCHS,
  ...SALES,
  ...SHIFTS,
  ...ACKNOWLEDGEMENTS,
} as const satisfies Record<string, Text>

/** The name of what can be wrong. */
export type FindingCode = keyof typeof FINDINGS
/** The name of what cannot be told, which makes nothing wrong. */
export type NoteCode = keyof typeof NOTES

/** Where in the journal something was found; null where it is about the archive as a whole. */
export type Place = { readonly epoch: number; readonly seq: number } | null
/** What stands in the slots of a text. */
export type Values = Readonly<Record<string, string | number>>

/** One thing that was found, and where; `epoch` and `seq` are null where it is of the whole archive. */
export type Finding<C = FindingCode> = {
  readonly code: C
  readonly epoch: number | null
  readonly seq: number | null
  readonly zh: string
  readonly en: string
}

/** Takes down what the checks find. */
export type Notebook = {
  readonly find: (code: FindingCode, place: Place, values?: Values) => void
  readonly note: (code: NoteCode, place: Place, values?: Values) => void
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding<NoteCode>[]
  /** How many findings of each code were counted but not kept. */
  readonly unlisted: ReadonlyMap<FindingCode, number>
}

/** A file of rubbish must not fill the memory: of each code this many are listed, the rest are counted. */
const LISTED = 200

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))

const entryOf = <C>(code: C, [zh, en]: Text, place: Place, given: Values): Finding<C> => {
  const values = { ...(place ?? {}), ...given }
  return {
    code,
    epoch: place?.epoch ?? null,
    seq: place?.seq ?? null,
    zh: fill(zh, values),
    en: fill(en, values),
  }
}

/** Makes an empty notebook. */
export const makeNotebook = (): Notebook => {
  const findings: Finding[] = []
  const notes: Finding<NoteCode>[] = []
  const counts = new Map<FindingCode, number>()
  const unlisted = new Map<FindingCode, number>()
  return {
    find: (code, place, values = {}) => {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= LISTED) findings.push(entryOf(code, FINDINGS[code], place, values))
      else unlisted.set(code, count - LISTED)
    },
    note: (code, place, values = {}) => notes.push(entryOf(code, NOTES[code], place, values)),
    findings,
    notes,
    unlisted,
  }
}
