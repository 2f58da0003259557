import * as v from 'valibot'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { type Pulled, pulledSchema, pulledText, pullText, refusalSchema, type Through } from '../../shared/sync/wire.ts'
import type { Enrolment } from './head-office-files.ts'
import type { post, Reply } from './post.ts'
import { isSignedBy, type SignatureCheck } from './signature.ts'

type PullParts = {
  readonly till: string
  readonly sign: (text: string) => string | null
  readonly nonce: () => string
  readonly deadlineMs: number
  readonly post: typeof post
  readonly isSigned?: SignatureCheck
}

type PullResult = Output<'sync.pull'>

const refusalOf = (reply: Extract<Reply, { kind: 'answered' }>): PullResult => {
  const parsed = v.safeParse(refusalSchema, reply.body, { abortEarly: true })
  if (!parsed.success) return { ok: false, reason: 'not_head_office', detail: `HTTP ${reply.status}` }
  const { reason } = parsed.output
  if (reason === 'full' || reason === 'internal') return { ok: false, reason: 'unreachable', detail: reason }
  return { ok: false, reason: 'refused', detail: reason }
}

/** The reply counts only if head office signed it, over every line, as the answer to this very request. */
const accept = (
  known: Enrolment,
  body: unknown,
  asked: Pick<Pulled, 'till' | 'epoch' | 'after' | 'nonce'>,
  isSigned: SignatureCheck,
) => {
  const parsed = v.safeParse(pulledSchema, body, { abortEarly: true })
  if (!parsed.success) return null
  const { output } = parsed
  const isAnswer =
    output.till === asked.till &&
    output.epoch === asked.epoch &&
    output.after === asked.after &&
    output.nonce === asked.nonce &&
    output.keyId === known.keyId
  return isAnswer && isSigned(known.headOfficeKey, pulledText(output), output.signature) ? output : null
}

/** Which entries are asked for: of this till, or of one that it replaces; with `through` of the branch that has this entry. */
export type Asked = Input<'sync.pull'> & { readonly of?: string; readonly through?: Through }

/** Asks head office once for what it holds of a till after a number. Whether the lines are a chain is for the reader to prove. */
export const pullFrom = async (
  known: Enrolment,
  parts: PullParts,
  { epoch, after, of = parts.till, through }: Asked,
): Promise<PullResult> => {
  const branch = through === undefined ? {} : { through }
  const unsigned = { till: parts.till, of, epoch, after, ...branch, nonce: parts.nonce() }
  const signature = parts.sign(pullText(unsigned))
  if (signature === null) return { ok: false, reason: 'key_missing' }
  const reply = await parts.post(`${known.url}/v1/pull`, { ...unsigned, signature }, parts.deadlineMs)
  if (reply.kind === 'unreachable') return { ok: false, reason: 'unreachable', detail: reply.detail }
  if (reply.status !== 200) return refusalOf(reply)
  const asked = { till: of, epoch, after, nonce: unsigned.nonce }
  const pulled = accept(known, reply.body, asked, parts.isSigned ?? isSignedBy)
  if (pulled === null)
    return { ok: false, reason: 'not_head_office', detail: 'not signed by head office for this request' }
  const { lines, mark, latestEpoch } = pulled
  return { ok: true, lines, mark: { till: of, epoch, ...mark }, latestEpoch }
}
