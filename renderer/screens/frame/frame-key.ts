import type { Route } from '../../till/till.ts'

/** The screens that one can go to from any other, in the order of their keys: Ctrl+1 to Ctrl+5. */
export const PLACES = ['sale', 'today', 'shift', 'paper', 'about'] as const satisfies readonly Route[]

export type Place = (typeof PLACES)[number]

type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** The key of a place as it stands on its button. */
export const keyOfPlace = (place: Place): string => `^${PLACES.indexOf(place) + 1}`

/** What a key means on every screen for somebody who is signed in; null: nothing of the frame. */
export const frameKey = ({ key, altKey, ctrlKey, metaKey, shiftKey }: PressedKey): Place | 'lock' | null => {
  if (altKey || metaKey || shiftKey) return null
  if (!ctrlKey) return key === 'F11' ? 'lock' : null
  return /^[1-9]$/.test(key) ? (PLACES[Number(key) - 1] ?? null) : null
}
