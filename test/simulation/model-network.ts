import type { Reply } from '../../electron/transport/post.ts'
import { ackText, type PullRequest, type PushRequest } from '../../shared/sync/wire.ts'
import { officeKey, thiefKey } from './keys.ts'
import type { ModelHeadOffice } from './model-head-office.ts'
import { type Life, never, type SimulatedTime, Stopped } from './simulated-time.ts'

/** What the line does to requests while it lasts. */
export type LineFault = 'none' | 'down' | 'reply_lost' | 'doubled' | 'late' | 'portal' | 'forged' | 'error_503'
/** Those that a plan may draw. */
export const LINE_FAULTS: readonly LineFault[] = [
  'down',
  'reply_lost',
  'doubled',
  'late',
  'portal',
  'forged',
  'error_503',
]

/** What the line asks of the world. */
export type NetworkPorts = {
  readonly time: SimulatedTime
  readonly random: () => number
  readonly office: ModelHeadOffice
  readonly fault: () => LineFault
  readonly onFailure: (error: unknown) => void
}

const unreachable: Reply = { kind: 'unreachable', detail: 'no answer' }
const answered = (status: number, body: unknown): Reply => ({ kind: 'answered', status, body, retryAfterMs: null })

/** What someone in between would say: an ack for all that was sent, signed with a key of his own. */
const forge = ({ till, epoch, nonce, lines }: PushRequest): Reply => {
  const last = lines.at(-1) ?? ''
  const seq = Number(/"seq":(\d+)/.exec(last)?.[1] ?? 0)
  const unsigned = { till, epoch, nonce, seq, hash: last.slice(0, 64), serverTime: 0, keyId: officeKey.keyId }
  const ack = { ...unsigned, quarantined: [] }
  return answered(200, { ...ack, signature: thiefKey.sign(ackText(ack)) })
}

/** The till's way to head office: one call, as electron/transport makes it. */
export const modelNetwork = ({ time, random, office, fault, onFailure }: NetworkPorts) => {
  const serve = async (request: PushRequest | PullRequest): Promise<Reply> => {
    try {
      if (!('lines' in request)) {
        const given = await office.give(request)
        return given.ok ? answered(200, given.pulled) : answered(403, given.refusal)
      }
      const taken = await office.take(request)
      return taken.ok ? answered(200, taken.reply) : answered(409, taken.refusal)
    } catch (error) {
      // A server that died sends nothing.
      if (!(error instanceof Stopped)) onFailure(error)
      return unreachable
    }
  }
  const deliver = (request: PushRequest | PullRequest, ms: number): Promise<Reply> =>
    new Promise((resolve) => {
      time.after(ms, () => void serve(request).then(resolve))
    })

  return (life: Life) =>
    async (_url: string, body: unknown, deadlineMs: number): Promise<Reply> => {
      const request = body as PushRequest | PullRequest
      const kind = fault()
      const trip = 20 + random() * 600
      const reply = new Promise<Reply>((resolve) => {
        const arrive = (answer: Reply) => {
          time.after(random() * 300, () => resolve(answer))
        }
        if (kind === 'down') return
        if (kind === 'portal') return arrive(answered(200, undefined))
        if (kind === 'error_503') return arrive(answered(503, undefined))
        if (kind === 'forged') return arrive('lines' in request ? forge(request) : answered(200, { lines: [] }))
        const delay = kind === 'late' ? deadlineMs + random() * 60_000 : trip
        void deliver(request, delay).then((answer) => (kind === 'reply_lost' ? undefined : arrive(answer)))
        if (kind === 'doubled') void deliver(request, trip + random() * 20_000)
      })
      const deadline = new Promise<Reply>((resolve) => {
        time.after(deadlineMs, () => resolve(unreachable))
      })
      const answer = await Promise.race([reply, deadline])
      return life.isAlive ? answer : never<Reply>()
    }
}
