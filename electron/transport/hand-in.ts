import * as v from 'valibot'
import { type LeftAck, leftAckSchema, leftAckText, leftText, refusalSchema } from '../../shared/sync/wire.ts'
import type { Enrolment } from './head-office-files.ts'
import type { post } from './post.ts'
import type { SignatureCheck } from './signature.ts'

type HandInParts = {
  readonly till: string
  readonly sign: (text: string) => string | null
  readonly nonce: () => string
  readonly deadlineMs: number
  readonly post: typeof post
  readonly isSigned: SignatureCheck
}

/** Lines of an epoch that the till has left, in order; `hash` is the one of the last. */
export type LeftLines = {
  readonly epoch: number
  readonly lines: readonly string[]
  readonly hash: string
}

/** `gap`: head office does not hold what is before the first line. `not_taken`: a later attempt may go through. */
export type HandedIn =
  | { readonly ok: true; readonly ack: LeftAck }
  | { readonly ok: false; readonly reason: 'standalone' | 'gap' | 'not_taken'; readonly detail: string | null }

const notTaken = (detail: string): HandedIn => ({ ok: false, reason: 'not_taken', detail: detail.slice(0, 500) })

/** Whether head office signed this, whatever file or line it came by. */
export const isGenuineLeftAck = (
  headOfficeKey: string,
  till: string,
  ack: LeftAck,
  isSigned: SignatureCheck,
): boolean => ack.till === till && isSigned(headOfficeKey, leftAckText(ack), ack.signature)

/** Hands in lines once. The ack counts only signed, for this request, and over the very last line. */
export const handInTo = async (
  known: Enrolment,
  parts: HandInParts,
  { epoch, lines, hash }: LeftLines,
): Promise<HandedIn> => {
  const unsigned = { till: parts.till, epoch, nonce: parts.nonce(), lines: [...lines] }
  const signature = parts.sign(leftText(unsigned))
  if (signature === null) return notTaken('the key is missing')
  const reply = await parts.post(`${known.url}/v1/left`, { ...unsigned, signature }, parts.deadlineMs)
  if (reply.kind === 'unreachable') return notTaken(reply.detail)
  const refusal = v.safeParse(refusalSchema, reply.body, { abortEarly: true })
  if (refusal.success) {
    const { reason, detail } = refusal.output
    // Unsigned: whoever forges it makes the till send again what it has sent, and no more.
    return reason === 'gap' ? { ok: false, reason, detail: null } : notTaken(`${reason} ${detail ?? ''}`)
  }
  const parsed = v.safeParse(leftAckSchema, reply.body, { abortEarly: true })
  if (!parsed.success) return notTaken(`HTTP ${reply.status}: no acknowledgement`)
  const ack = parsed.output
  const isAnswer = ack.epoch === epoch && ack.nonce === unsigned.nonce && ack.hash === hash && ack.keyId === known.keyId
  const isGenuine = isAnswer && isGenuineLeftAck(known.headOfficeKey, parts.till, ack, parts.isSigned)
  return isGenuine ? { ok: true, ack } : notTaken('the acknowledgement is not signed by head office for this request')
}
