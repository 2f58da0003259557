import type { DevtoolsPipe } from './devtools-pipe.ts'
import { type NavigationGate, serveRequests } from './page-requests.ts'

const autoAttach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/** Puts the workers and frames of a page under the same rules as the page, each before its first instruction. */
export const adoptChildren = async (pipe: DevtoolsPipe, session: string, mayGo: NavigationGate): Promise<void> => {
  pipe.on(
    'Target.attachedToTarget',
    ({ sessionId }) => {
      // A worker that does not know one of these has its requests made by the page, and no children.
      Promise.allSettled([serveRequests(pipe, sessionId, mayGo), adoptChildren(pipe, sessionId, mayGo)])
        .then(() => pipe.send('Runtime.runIfWaitingForDebugger', {}, sessionId))
        // Gone before it began.
        .catch(() => undefined)
    },
    session,
  )
  pipe.on('Target.detachedFromTarget', ({ sessionId }) => pipe.forget(sessionId), session)
  await pipe.send('Target.setAutoAttach', autoAttach, session)
}

/**
 * Waits for the browser's one page and resolves with its session. Every other page that it opens, whoever asked for
 * it, is closed before it shows anything.
 */
export const onlyPage = (pipe: DevtoolsPipe): Promise<{ session: string; frame: string }> =>
  new Promise((resolve, reject) => {
    let first: string | undefined
    pipe.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type, targetId } }) => {
      if (type === 'page' && first === undefined) {
        first = targetId
        resolve({ session: sessionId, frame: targetId })
        return
      }
      // A page that is closed while it waits to begin keeps the page that opened it waiting too, for ever: it has to
      // begin. All that it could ask for is held back until it is gone.
      const giveUp = (): void => undefined
      pipe.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId).catch(giveUp)
      pipe.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(giveUp)
      pipe.send('Target.closeTarget', { targetId }).catch(giveUp)
    })
    pipe.send('Target.setAutoAttach', autoAttach).catch(reject)
  })
