import * as v from 'valibot'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import {
  ackText,
  type PushReply,
  type PushRequest,
  pushReplySchema,
  type Refusal,
  refusalSchema,
  refusalText,
  replacedText,
} from '../../shared/sync/wire.ts'
import type { Enrolment, Proven } from './head-office-files.ts'
import type { Answer } from './post.ts'
import { hashesBySeq } from './sent-hashes.ts'
import type { SignatureCheck } from './signature.ts'

/** What head office's reply to one upload comes to. */
export type Verdict =
  /** Signed: head office holds all that was sent, and ends with it. */
  | { readonly is: 'proven'; readonly ack: Proven }
  /** Signed: head office holds more. That what was sent agrees is proven; what is beyond it is not our journal yet. */
  | { readonly is: 'ahead'; readonly sent: Head }
  /** Signed, and below what was sent: head office was rolled back. Its word is the new mark. */
  | { readonly is: 'rolled_back'; readonly ack: Proven }
  /** Signed: an upload has to begin after `mark`. */
  | { readonly is: 'gap'; readonly mark: number }
  /** Signed: only a person, or another epoch, lifts it. */
  | { readonly is: 'fork' | 'frozen' }
  | { readonly is: 'refused' | 'unreachable' | 'not_an_ack'; readonly detail: string }

/** A verdict, and the till that has taken this one's place where head office signed that too. */
export type Judgement = { readonly verdict: Verdict; readonly replacedBy: string | null }

/** The upload that was answered, and whose word counts. */
export type AskedToPush = {
  readonly request: Omit<PushRequest, 'signature'>
  readonly known: Pick<Enrolment, 'headOfficeKey' | 'keyId'>
  readonly sha256: Sha256
  readonly isSigned: SignatureCheck
}

const alone = (verdict: Verdict): Judgement => ({ verdict, replacedBy: null })
const notAnAck = (detail: string): Judgement => alone({ is: 'not_an_ack', detail })

/** Judges an answer to an upload. What proves entries, stops uploads or sends them back counts only signed, and only for this request. */
export const judgePush = (reply: Answer, asked: AskedToPush): Judgement =>
  reply.status === 200 ? judgeAck(reply.body, asked) : alone(judgeRefusal(reply, asked))

const judgeAck = (body: unknown, asked: AskedToPush): Judgement => {
  const { request, known, isSigned } = asked
  const parsed = v.safeParse(pushReplySchema, body, { abortEarly: true })
  if (!parsed.success) return notAnAck('the reply is no acknowledgement')
  const { replaced, ...ack } = parsed.output
  const isMine = ack.till === request.till && ack.epoch === request.epoch
  const isOfThisRequest = isMine && ack.nonce === request.nonce && ack.keyId === known.keyId
  if (!isOfThisRequest || !isSigned(known.headOfficeKey, ackText(ack), ack.signature)) {
    return notAnAck('the acknowledgement is not for this request or not signed by head office')
  }
  if (replaced !== undefined && !isSignedReplacement(replaced, asked)) {
    return notAnAck('that this till was replaced is not signed by head office')
  }
  return { verdict: compare(ack, asked), replacedBy: replaced?.by ?? null }
}

/** An ack that is genuine against the lines that were sent: it must name an entry as we know it. */
const compare = (ack: Proven, { request, sha256 }: AskedToPush): Verdict => {
  const hashOf = hashesBySeq(request.lines, sha256)
  const lastSent = Math.max(0, ...hashOf.keys())
  if (ack.seq < lastSent) return { is: 'rolled_back', ack }
  const hash = hashOf.get(lastSent)
  if (hash === undefined) return { is: 'not_an_ack', detail: 'nothing was sent' }
  if (ack.seq > lastSent) return { is: 'ahead', sent: { till: ack.till, epoch: ack.epoch, seq: lastSent, hash } }
  return hash === ack.hash ? { is: 'proven', ack } : { is: 'fork' }
}

const judgeRefusal = (reply: Answer, asked: AskedToPush): Verdict => {
  const parsed = v.safeParse(refusalSchema, reply.body, { abortEarly: true })
  if (!parsed.success) return { is: 'not_an_ack', detail: `HTTP ${reply.status}` }
  const { reason, mark, detail } = parsed.output
  if (isOfTheJournal(reason) && !isSignedRefusal(parsed.output, asked)) {
    return { is: 'not_an_ack', detail: `${reason}: not signed by head office for this request` }
  }
  if (reason === 'gap' && mark && mark.seq < firstSent(asked) - 1) return { is: 'gap', mark: mark.seq }
  if (reason === 'fork' || reason === 'frozen') return { is: reason }
  if (reason === 'full' || reason === 'internal') return { is: 'unreachable', detail: reason }
  return { is: 'refused', detail: detail ? `${reason}: ${detail}`.slice(0, 500) : reason }
}

const firstSent = ({ request, sha256 }: AskedToPush): number => {
  const [first = 0] = hashesBySeq(request.lines.slice(0, 1), sha256).keys()
  return first
}

const isOfTheJournal = (reason: Refusal['reason']): boolean =>
  reason === 'gap' || reason === 'fork' || reason === 'frozen'

const isSignedRefusal = (refusal: Refusal, { request, known, isSigned }: AskedToPush): boolean =>
  refusal.signed?.keyId === known.keyId &&
  isSigned(known.headOfficeKey, refusalText(refusal, { ...request, keyId: known.keyId }), refusal.signed.signature)

const isSignedReplacement = (
  { by, signature }: NonNullable<PushReply['replaced']>,
  { request: { till, nonce }, known, isSigned }: AskedToPush,
): boolean => isSigned(known.headOfficeKey, replacedText({ till, by, nonce }), signature)
