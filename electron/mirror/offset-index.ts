const EVERY = 256

type Anchor = { readonly seq: number; readonly offset: number }

/** Where some of the entries begin in the mirror's file: every 256th, so that a reader starts close to what it wants. */
export type OffsetIndex = {
  /** Offers where the entry `seq` begins; every 256th is remembered. */
  readonly note: (seq: number, offset: number) => void
  /** Remembers where the entry `seq` begins, whatever its number. */
  readonly anchor: (seq: number, offset: number) => void
  /** The nearest known entry at or before `seq`. */
  readonly nearest: (seq: number) => Anchor
}

/** An index that knows where the first entry begins, and learns the rest from whoever reads. */
export const makeOffsetIndex = (): OffsetIndex => {
  const offsets = new Map<number, number>()
  let anchored: Anchor = { seq: 1, offset: 0 }
  return {
    note: (seq, offset) => {
      if (seq % EVERY === 0) offsets.set(seq / EVERY, offset)
    },
    anchor: (seq, offset) => {
      anchored = { seq, offset }
    },
    nearest: (seq) => {
      for (let slot = Math.floor(seq / EVERY); slot > 0; slot -= 1) {
        if (slot * EVERY < anchored.seq && anchored.seq <= seq) return anchored
        const offset = offsets.get(slot)
        if (offset !== undefined) return { seq: slot * EVERY, offset }
      }
      return anchored.seq <= seq ? anchored : { seq: 1, offset: 0 }
    },
  }
}
