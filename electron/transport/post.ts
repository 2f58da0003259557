/** A batch that is given back, with its quotes escaped, and room to spare. */
const MAX_REPLY_BYTES = 4_000_000

/** Whoever was reached has answered; `body` is undefined where it was not JSON. */
export type Answer = {
  readonly kind: 'answered'
  readonly status: number
  readonly body: unknown
  readonly retryAfterMs: number | null
}
/** What came back for one request, as far as it can be told. */
export type Reply = Answer | { readonly kind: 'unreachable'; readonly detail: string }

const readBounded = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_REPLY_BYTES) throw new Error('the reply is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const retryAfter = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds * 1000), 3_600_000) : null
}

const exchange = async (url: string, request: RequestInit, deadlineMs: number): Promise<Reply> => {
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) })
    const text = await readBounded(response)
    return { kind: 'answered', status: response.status, body: parseJson(text), retryAfterMs: retryAfter(response) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return {
      kind: 'unreachable',
      detail: `${error instanceof Error ? error.message : String(error)}${cause}`.slice(0, 300),
    }
  }
}

/** Posts JSON with one deadline over the whole exchange, the reply's body included. Redirects are refused. */
export const post = (url: string, body: unknown, deadlineMs: number): Promise<Reply> => {
  const headers = { 'content-type': 'application/json' }
  return exchange(url, { method: 'POST', headers, body: JSON.stringify(body) }, deadlineMs)
}

/** Gets JSON, as post() does. */
export const get = (url: string, deadlineMs: number): Promise<Reply> => exchange(url, { method: 'GET' }, deadlineMs)
