import { headText } from '../../shared/journal/signed-head.ts'
import { type Loose, lineOf } from './tampering.ts'

const NO_HASH = '0'.repeat(64)
type Ref = { readonly epoch: number; readonly seq: number; readonly hash: string }

/** The genesis of a next epoch, from a first one: it goes on from wherever the epoch before it ends. */
export const genesisAfter = (first: Loose): Loose => ({ ...first, body: { ...first.body, parent: 'last' } })

/**
 * Seals entries of one epoch as those of several, as a till would have: numbers, links, what refers to an entry and what
 * the till's key signed are made to fit. A genesis with the parent `last` goes on from the end of the epoch before it.
 */
export const inEpochs = (epochs: readonly (readonly Loose[])[], sign: (text: string) => string | null): string[][] => {
  const moved = new Map<number, Ref>()
  let last: Ref = { epoch: 0, seq: 0, hash: NO_HASH }

  const bodyAt = (entry: Loose, seq: number): Loose => {
    const { body, till } = entry
    const of = moved.get(body.of?.seq)
    const from = moved.get(body.fromSeq)
    return {
      ...body,
      ...(of && entry.kind === 'SIGNED' ? { of, signature: sign(headText({ till, ...of })) } : {}),
      ...(of && entry.kind !== 'SIGNED' ? { of: { till, ...of } } : {}),
      ...(from ? { fromSeq: from.seq } : {}),
      ...(body.toSeq ? { toSeq: seq - 1 } : {}),
      ...(body.parent === 'last' ? { parent: { till, ...last } } : {}),
    }
  }

  return epochs.map((entries, index) => {
    const epoch = index + 1
    let prev = NO_HASH
    return entries.map((entry, position) => {
      const seq = position + 1
      const line = lineOf({ ...entry, epoch, seq, prev, body: bodyAt(entry, seq) })
      prev = line.slice(0, 64)
      last = { epoch, seq, hash: prev }
      if (!moved.has(entry.seq)) moved.set(entry.seq, last)
      return line
    })
  })
}
