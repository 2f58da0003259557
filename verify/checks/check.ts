import type { Entry } from '../../shared/journal/entry.ts'

/** An entry with its hash, as the checks see one after the other. */
export type Sealed = { readonly entry: Entry; readonly hash: string }

/** One check over a till's entries, in order, over all epochs. */
export type Check = {
  readonly see: (sealed: Sealed) => void
  /** A number whose entry cannot be read. */
  readonly blank?: (place: { readonly epoch: number; readonly seq: number }) => void
  readonly end?: () => void
}
