import { toAppUrl } from './app-origin.ts'
import type { DevtoolsEvents, DevtoolsPipe } from './devtools-pipe.ts'
import { appResponse } from './protocol.ts'

type Paused = DevtoolsEvents['Fetch.requestPaused']
type Verdict =
  | { kind: 'serve'; response: Response }
  | { kind: 'pass' }
  | { kind: 'refuse'; reason: 'Aborted' | 'BlockedByClient' | 'Failed' }

/** Says whether a frame may go to an address; asked for documents only. */
export type NavigationGate = (frameId: string, url: string) => boolean

// These are made in the page itself and reach no network; what they may be used for is the content policy's to say.
const isLocal = (url: string): boolean => url.startsWith('data:') || url.startsWith('blob:')

const judge = async ({ request, resourceType, frameId }: Paused, mayGo: NavigationGate): Promise<Verdict> => {
  const url = toAppUrl(request.url)
  if (resourceType === 'Document' && !mayGo(frameId, url)) return { kind: 'refuse', reason: 'Aborted' }
  if (isLocal(url)) return { kind: 'pass' }
  try {
    const body = request.postData === undefined ? {} : { body: request.postData }
    const response = await appResponse(url, { method: request.method, headers: request.headers, ...body })
    return response === undefined ? { kind: 'refuse', reason: 'BlockedByClient' } : { kind: 'serve', response }
  } catch (error) {
    console.error(`shell: the app could not serve ${url}:`, error)
    return { kind: 'refuse', reason: 'Failed' }
  }
}

const answer = async (pipe: DevtoolsPipe, session: string, requestId: string, verdict: Verdict): Promise<void> => {
  if (verdict.kind === 'pass') await pipe.send('Fetch.continueRequest', { requestId }, session)
  else if (verdict.kind === 'refuse') {
    await pipe.send('Fetch.failRequest', { requestId, errorReason: verdict.reason }, session)
  } else {
    const { status: responseCode, headers } = verdict.response
    const responseHeaders = Array.from(headers, ([name, value]) => ({ name, value }))
    const body = Buffer.from(await verdict.response.arrayBuffer()).toString('base64')
    await pipe.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body }, session)
  }
}

/** Serves all requests of a session from the app's own `protocol.handle`; whatever the app does not serve fails. */
export const serveRequests = async (pipe: DevtoolsPipe, session: string, mayGo: NavigationGate): Promise<void> => {
  pipe.on(
    'Fetch.requestPaused',
    (paused) => {
      judge(paused, mayGo)
        .then((verdict) => answer(pipe, session, paused.requestId, verdict))
        // The page gave the request up, or is gone itself: there is nobody left to answer.
        .catch(() => undefined)
    },
    session,
  )
  await pipe.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, session)
}
