import { useEffect } from 'react'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { lock } from '../../till/session.ts'
import { go, type Route, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'

const PLACES = [
  ['sale', 'navSale'],
  ['today', 'navToday'],
  ['shift', 'navShift'],
  ['paper', 'navPaper'],
  ['about', 'navAbout'],
] as const satisfies readonly (readonly [Route, MessageKey])[]

const AWAY_FROM_PLACES: readonly Route[] = ['setup', 'sign-in', 'pay', 'done', 'stopped']

/** The ways between the screens, for somebody who is signed in and not in the middle of a payment. */
export const Navigation = () => {
  const text = useText()
  const route = useTill((till) => till.route)
  const signedIn = useTill((till) => till.staff !== null)
  const shiftOpen = useTill((till) => till.shift !== null)
  const away = !signedIn || AWAY_FROM_PLACES.includes(route)
  useEffect(() => {
    if (away) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F11') return
      event.preventDefault()
      lock()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [away])
  if (away) return null
  return (
    <nav className="strip-navigation" aria-label={text('navigation')}>
      {PLACES.map(([place, label]) => (
        <Button
          key={place}
          kind="quiet"
          chosen={route === place}
          onPress={() => go(place === 'sale' && !shiftOpen ? 'open-shift' : place)}
          testId={`nav-${place}`}
        >
          {text(label)}
        </Button>
      ))}
      <Button kind="quiet" onPress={lock} testId="lock" keyHint="F11">
        {text('navLock')}
      </Button>
    </nav>
  )
}
