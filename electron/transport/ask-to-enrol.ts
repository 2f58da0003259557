import * as v from 'valibot'
import type { EnrolOutcome, OneTimeCode } from '../../shared/bridge/sync-methods.ts'
import { type EnrolRequest, enrolReplySchema, enrolText, refusalSchema } from '../../shared/sync/wire.ts'
import type { Enrolment } from './head-office-files.ts'
import { cleanUrl } from './head-office-url.ts'
import type { post, Reply } from './post.ts'

type EnrolParts = {
  readonly publicKey: string
  readonly sign: (text: string) => string | null
  readonly deadlineMs: number
  readonly post: typeof post
}

type Refused = Extract<EnrolOutcome, { ok: false }>

const refusalOf = (reply: Extract<Reply, { kind: 'answered' }>): Refused => {
  const parsed = v.safeParse(refusalSchema, reply.body, { abortEarly: true })
  const reason = parsed.success ? parsed.output.reason : null
  const isOfCode = reason === 'replacement_code' || reason === 'no_replacement_code'
  return { ok: false, reason: isOfCode ? reason : 'bad_code' }
}

/** Asks a head office once to enrol this till with a one-time code; whose successor it is, see EnrolRequest. Nothing is kept here: a reply that is lost may be asked for again. */
export const askToEnrol = async (
  parts: EnrolParts,
  { url: typed, code }: OneTimeCode,
  successorOf?: EnrolRequest['successorOf'],
): Promise<{ ok: true; value: Enrolment } | Refused> => {
  const url = cleanUrl(typed)
  if (url === null) return { ok: false, reason: 'bad_url' }
  const own = { code: code.trim(), publicKey: parts.publicKey }
  const unsigned = successorOf === undefined ? own : { ...own, successorOf }
  const signature = parts.sign(enrolText(unsigned))
  if (signature === null) return { ok: false, reason: 'key_missing' }
  const reply = await parts.post(`${url}/v1/enrol`, { ...unsigned, signature }, parts.deadlineMs)
  if (reply.kind === 'unreachable') return { ok: false, reason: 'unreachable', detail: reply.detail }
  if (reply.status === 403) return refusalOf(reply)
  const parsed = v.safeParse(enrolReplySchema, reply.body, { abortEarly: true })
  if (reply.status !== 200 || !parsed.success) return { ok: false, reason: 'not_head_office' }
  return { ok: true, value: { url, ...parsed.output, stopped: null } }
}
