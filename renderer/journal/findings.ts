/** Where entries came back from. `salvage`: from behind the damage in a damaged second copy. */
export type Origin = 'journal' | 'mirror' | 'salvage' | 'memory' | 'office'

/** Numbers from `first` to `last`, both included. */
export type Range = { readonly first: number; readonly last: number }

/** What was found in each of the three copies when they were brought together, and what was done; in numbers of entries. */
export type Findings = {
  /** The newest number in the database, wherever it stands; 0 for none. */
  readonly journal: number
  /** How far the second copy reads without a fault, and how far it is known to have gone. */
  readonly mirror: number
  readonly mirrorHeld: number
  /** The highest number on a whole line of the second copy that connects to nothing: no proof of a number, and kept as it is. */
  readonly unconnected: number | null
  /** The last number that head office has signed, as far as this till knows. */
  readonly proven: number
  /** Whether head office was asked for entries, and if so whether it gave any. */
  readonly office: 'not_asked' | 'standalone' | 'unreachable' | 'refused' | 'gave' | 'had_none'
  /** What was taken from where, in the order in which it was taken; what the journal itself held is not named. */
  readonly restored: readonly (Range & { readonly from: Origin })[]
  /** The last number up to which nothing is missing. */
  readonly head: number
  /** The first numbers that are known to have been given and that no copy within reach holds; later ones may be whole. */
  readonly missing: Range | null
}

/** Whether a person is told before they go on: most of the journal came from elsewhere, or some of it from head office. */
export const isWorthTelling = ({ journal, restored, missing }: Findings): boolean =>
  missing !== null || restored.some(({ from, first }) => from !== 'mirror' || first <= journal || journal === 0)
