import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { lock } from '../../till/session.ts'
import { go, type Route, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { frameKey, keyOfPlace, PLACES, type Place } from './frame-key.ts'

const LABELS = {
  sale: 'navSale',
  today: 'navToday',
  shift: 'navShift',
  paper: 'navPaper',
  about: 'navAbout',
} as const satisfies Record<Place, MessageKey>

const AWAY_FROM_PLACES: readonly Route[] = ['setup', 'sign-in', 'pay', 'done', 'stopped']

const goTo = (place: Place, shiftOpen: boolean) => go(place === 'sale' && !shiftOpen ? 'open-shift' : place)

/** The ways between the screens, for somebody who is signed in and not in the middle of a payment. */
export const Navigation = () => {
  const text = useText()
  const route = useTill((till) => till.route)
  const signedIn = useTill((till) => till.staff !== null)
  const shiftOpen = useTill((till) => till.shift !== null)
  const away = !signedIn || AWAY_FROM_PLACES.includes(route)
  useKeyDown((event) => {
    const action = away ? null : frameKey(event)
    // A question on the screen is answered or given up first; locking gives it up.
    if (action === null || (action !== 'lock' && isDialogOpen())) return
    event.preventDefault()
    event.stopPropagation()
    if (action === 'lock') lock()
    else goTo(action, shiftOpen)
  })
  if (away) return null
  return (
    <nav className="strip-navigation" aria-label={text('navigation')}>
      {PLACES.map((place) => (
        <Button
          key={place}
          kind="quiet"
          chosen={route === place}
          onPress={() => goTo(place, shiftOpen)}
          keyHint={keyOfPlace(place)}
          testId={`nav-${place}`}
        >
          {text(LABELS[place])}
        </Button>
      ))}
      <Button kind="quiet" onPress={lock} testId="lock" keyHint="F11">
        {text('navLock')}
      </Button>
    </nav>
  )
}
