import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import type { Waker } from './waker.ts'

const POLL_MS = 60_000

type SigningPorts = {
  readonly bridge: Bridge
  readonly journal: Pick<Journal, 'commit' | 'unsignedClosing' | 'isNew' | 'subscribe'>
  /** Woken when the mirror moves: main signs nothing that the mirror does not hold. */
  readonly waker: Waker
  readonly signal: AbortSignal
}

/** Has main sign the newest closing and journals the signature. `later`: the mirror does not hold that closing yet. */
const signNewest = async ({ bridge, journal }: SigningPorts): Promise<'settled' | 'later'> => {
  const closing = journal.isNew() ? null : await journal.unsignedClosing()
  if (closing === null) return 'settled'
  const { hash, entry } = closing
  const of = { epoch: entry.epoch, seq: entry.seq, hash }
  const signed = await bridge.call['identity.signHead'](of)
  if (!signed.ok) return signed.reason === 'key_missing' ? 'settled' : 'later'
  const body = { of, signature: signed.signature }
  const told = await journal.commit({ kind: 'SIGNED', body }, { by: null, shift: null })
  if (!told.ok) throw new Error(`${told.reason} ${told.detail}`)
  return 'settled'
}

/**
 * Puts the till's signature after each closing. The journal says what is unsigned, so a closing whose window died is
 * signed by the next one; the closing stands in any case. Without the key nothing is signed.
 */
export const signClosings = async (ports: SigningPorts): Promise<void> => {
  const { waker, signal, bridge, journal } = ports
  // Sales go by without a look at the database: only a start and a closing leave something to sign.
  let open = true
  const stopListening = journal.subscribe((entry) => {
    if (entry.kind === 'SHIFT_CLOSED') open = true
  })
  while (!signal.aborted) {
    try {
      if (open) {
        open = false
        open = (await signNewest(ports)) === 'later' || open
      }
    } catch (error) {
      open = true
      const detail = String(error).slice(0, 500)
      const written = bridge.call['app.log']({ level: 'warn', event: 'closing.not_signed', detail })
      // The log is on the same bridge: where that is what failed, the loop's next try is all that is left.
      await written.catch(() => undefined)
    }
    await waker.wait(POLL_MS, 'all')
  }
  stopListening()
}
