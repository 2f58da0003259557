import type { Later } from './waker.ts'

/** Whether an entry lies in both copies, or for now in the journal alone. Either way the sale stands. */
export type Durable = 'done' | 'one_copy'

/** Lets a screen wait for the second copy, with a deadline: no endless spinner. */
export type DurableGate = {
  readonly reached: (seq: number) => void
  /** The second copy cannot be written now: nobody need wait for the deadline until it moves again. */
  readonly failed: () => void
  readonly wait: (seq: number, deadlineMs: number) => Promise<Durable>
  readonly seq: () => number
  /** Whether the second copy failed when it was last tried. */
  readonly isDown: () => boolean
}

/** Makes the gate, closed until the mirror has said how far it is. */
export const makeDurableGate = (later: Later): DurableGate => {
  let durable = 0
  let down = false
  const waiting = new Set<{ seq: number; end: (outcome: Durable) => void }>()
  return {
    seq: () => durable,
    isDown: () => down,
    reached: (seq) => {
      durable = seq
      down = false
      for (const one of waiting) if (one.seq <= durable) one.end('done')
    },
    failed: () => {
      down = true
      for (const one of waiting) one.end('one_copy')
    },
    wait: async (seq, deadlineMs) => {
      if (seq <= durable) return 'done'
      if (down) return 'one_copy'
      return new Promise<Durable>((resolve) => {
        const one = {
          seq,
          end: (outcome: Durable) => {
            waiting.delete(one)
            cancel()
            resolve(outcome)
          },
        }
        const cancel = later(deadlineMs, () => one.end('one_copy'))
        waiting.add(one)
      })
    },
  }
}
