import * as v from 'valibot'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { enrolReplySchema, enrolText } from '../../shared/sync/wire.ts'
import type { Enrolment } from './head-office-files.ts'
import { cleanUrl } from './head-office-url.ts'
import type { post } from './post.ts'

type EnrolParts = {
  readonly publicKey: string
  readonly sign: (text: string) => string | null
  readonly deadlineMs: number
  readonly post: typeof post
}

type Refused = Extract<Output<'sync.enrol'>, { ok: false }>

/** Asks a head office once to enrol this till with a one-time code. Nothing is kept here: a reply that is lost may be asked for again. */
export const askToEnrol = async (
  parts: EnrolParts,
  { url: typed, code }: Input<'sync.enrol'>,
): Promise<{ ok: true; value: Enrolment } | Refused> => {
  const url = cleanUrl(typed)
  if (url === null) return { ok: false, reason: 'bad_url' }
  const unsigned = { code: code.trim(), publicKey: parts.publicKey }
  const signature = parts.sign(enrolText(unsigned))
  if (signature === null) return { ok: false, reason: 'key_missing' }
  const reply = await parts.post(`${url}/v1/enrol`, { ...unsigned, signature }, parts.deadlineMs)
  if (reply.kind === 'unreachable') return { ok: false, reason: 'unreachable', detail: reply.detail }
  if (reply.status === 403) return { ok: false, reason: 'bad_code' }
  const parsed = v.safeParse(enrolReplySchema, reply.body, { abortEarly: true })
  if (reply.status !== 200 || !parsed.success) return { ok: false, reason: 'not_head_office' }
  return { ok: true, value: { url, ...parsed.output, stopped: null } }
}
