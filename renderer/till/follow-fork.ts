import type { Followers } from '../followers/start-followers.ts'
import { useTill } from './till.ts'

/**
 * Opens the till anew once head office has found another branch of its epoch, so that it goes on in the next one: only while
 * nobody is signed in, since a shift that is open ends with its epoch. Until then selling goes on, and every entry is kept.
 */
export const followFork = (followers: Pick<Followers, 'states' | 'subscribe'>, openAnew: () => void): void => {
  let opening = false
  const look = () => {
    const { state, reason } = followers.states().sync
    const isForked = state === 'stopped' && (reason === 'fork' || reason === 'frozen')
    if (opening || !isForked || useTill.getState().route !== 'sign-in') return
    opening = true
    openAnew()
  }
  followers.subscribe(look)
  useTill.subscribe(look)
}
