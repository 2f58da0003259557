import { useEffect, useState } from 'react'
import { useDurable } from '../../till/parts.ts'
import { useStanding } from '../../till/standing.ts'

/** How long the second copy may take before the screen says that it is behind. */
const PATIENCE_MS = 3_000

/** keeping: in the journal, the second copy is being written. done: in both copies, proven. one_copy: the second is behind. */
export type Kept = 'keeping' | 'done' | 'one_copy'

/** How safely an entry is kept; a copy that comes late still turns it to done. */
export const useKept = (seq: number): Kept => {
  const durable = useDurable()
  const reached = useStanding((standing) => standing.mirror.durable >= seq)
  const [kept, setKept] = useState<Kept>('keeping')
  useEffect(() => {
    let watching = true
    void durable(seq, PATIENCE_MS).then((outcome) => {
      if (watching) setKept(outcome)
    })
    return () => {
      watching = false
    }
  }, [durable, seq])
  return reached ? 'done' : kept
}
