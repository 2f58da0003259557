import type { Followers } from '../followers/start-followers.ts'
import { useTill } from './till.ts'

const KEY = 'opened-anew-for-a-fork-of'

type ForkParts = {
  readonly followers: Pick<Followers, 'states' | 'subscribe'>
  /** The epoch that the journal goes on in. */
  readonly epoch: number
  /** What outlives this page, and not the app. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'>
  readonly openAnew: () => void
}

/**
 * Opens the till anew once head office has found another branch of its epoch, so that it goes on in the next one: only while
 * nobody is signed in, since a shift that is open ends with its epoch. Until then selling goes on, and every entry is kept.
 * An epoch that could not be left that way stays until the next start: the till is not opened anew for it again and again.
 */
export const followFork = ({ followers, epoch, session, openAnew }: ForkParts): void => {
  const look = () => {
    const { state, reason } = followers.states().sync
    const isForked = state === 'stopped' && (reason === 'fork' || reason === 'frozen')
    const wasTried = session.getItem(KEY) === String(epoch)
    if (wasTried || !isForked || useTill.getState().route !== 'sign-in') return
    session.setItem(KEY, String(epoch))
    openAnew()
  }
  followers.subscribe(look)
  useTill.subscribe(look)
}
