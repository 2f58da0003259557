import type { Reply } from '../../electron/transport/post.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import {
  ackText,
  type PullRequest,
  type PushRequest,
  pulledText,
  type Refusal,
  refusalText,
} from '../../shared/sync/wire.ts'
import type { Keys } from './keys.ts'
import type { ModelHeadOffice } from './model-head-office.ts'
import { type Life, never, type SimulatedTime, Stopped } from './simulated-time.ts'

/** What the line does to requests while it lasts. */
export type LineFault = 'none' | (typeof LINE_FAULTS)[number]
/** Those that a plan may draw. */
export const LINE_FAULTS = [
  'down',
  'reply_lost',
  'doubled',
  'late',
  'portal',
  /** Someone in between answers what the till hopes for, or what would stop it. */
  'forged',
  'forged_refusal',
  /** What head office answered some till before comes instead of the answer. */
  'replayed',
  'error_503',
] as const

/** What the line asks of the world. */
export type NetworkPorts = {
  readonly time: SimulatedTime
  readonly random: () => number
  readonly office: ModelHeadOffice
  readonly keys: Keys
  /** What head office has answered so far, to any till. */
  readonly answers: Reply[]
  readonly fault: () => LineFault
  readonly onFailure: (error: unknown) => void
}

const unreachable: Reply = { kind: 'unreachable', detail: 'no answer' }
const answered = (status: number, body: unknown): Reply => ({ kind: 'answered', status, body, retryAfterMs: null })

/** What someone in between would say: an ack for all that was sent, signed with a key of his own. */
const forge = (request: PushRequest | PullRequest, { office, thief }: Keys): Reply => {
  const { keyId } = office
  if (!('lines' in request)) {
    const { of: till, epoch, after, nonce } = request
    const mark = { seq: 0, hash: NO_HASH }
    const pulled = { till, epoch, after, lines: [], mark, latestEpoch: 1, serverTime: 0, nonce, keyId }
    return answered(200, { ...pulled, signature: thief.sign(pulledText(pulled)) })
  }
  const { till, epoch, nonce, lines } = request
  const last = lines.at(-1) ?? ''
  const seq = Number(/"seq":(\d+)/.exec(last)?.[1] ?? 0)
  const unsigned = { till, epoch, nonce, seq, hash: last.slice(0, 64), serverTime: 0, keyId }
  const ack = { ...unsigned, quarantined: [] }
  return answered(200, { ...ack, signature: thief.sign(ackText(ack)) })
}

/** A refusal that would stop the till for good if it were believed. */
const forgeRefusal = (request: PushRequest | PullRequest, { office, thief }: Keys): Reply => {
  const refusal: Refusal = { reason: 'fork', mark: { seq: 0, hash: NO_HASH } }
  const { keyId } = office
  return answered(409, {
    ...refusal,
    signed: { keyId, signature: thief.sign(refusalText(refusal, { ...request, keyId })) },
  })
}

/** The till's way to head office: one call, as electron/transport makes it. */
export const modelNetwork = ({ time, random, office, keys, answers, fault, onFailure }: NetworkPorts) => {
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
      const answer = (reply: Reply) => {
        if (reply.kind === 'answered') answers.push(reply)
        resolve(reply)
      }
      time.after(ms, () => void serve(request).then(answer))
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
        if (kind === 'forged') return arrive(forge(request, keys))
        if (kind === 'forged_refusal') return arrive(forgeRefusal(request, keys))
        if (kind === 'replayed') return arrive(answers[Math.floor(random() * answers.length)] ?? unreachable)
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
