import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Followers } from '../followers/start-followers.ts'
import { followFork } from './follow-fork.ts'
import { useTill } from './till.ts'

type Sync = ReturnType<Followers['states']>['sync']

/** A page of a till in one epoch whose head office says something; `session` goes from page to page. */
const page = (session: Map<string, string>, epoch = 1) => {
  const listeners = new Set<() => void>()
  let sync: Partial<Sync> = { state: 'idle' }
  let opened = 0
  followFork({
    followers: {
      states: () => ({ sync }) as ReturnType<Followers['states']>,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    epoch,
    session: { getItem: (key) => session.get(key) ?? null, setItem: (key, value) => void session.set(key, value) },
    openAnew: () => {
      opened += 1
    },
  })
  const say = (next: Partial<Sync>) => {
    sync = next
    for (const listener of listeners) listener()
  }
  return { say, opened: () => opened }
}

const FORK = { state: 'stopped', reason: 'fork' } as const

const before = useTill.getState()
beforeEach(() => useTill.setState({ route: 'sign-in' }))
afterEach(() => useTill.setState(before))

test('a fork opens the till anew once, however often it is said', () => {
  const till = page(new Map())
  till.say({ state: 'idle' })
  expect(till.opened()).toBe(0)
  till.say(FORK)
  till.say(FORK)
  expect(till.opened()).toBe(1)
})

test('while somebody is signed in, the till waits until they have left', () => {
  useTill.setState({ route: 'sale' })
  const till = page(new Map())
  till.say(FORK)
  expect(till.opened()).toBe(0)
  useTill.setState({ route: 'sign-in' })
  expect(till.opened()).toBe(1)
})

test('an epoch that could not be left does not open the till again and again', () => {
  const session = new Map<string, string>()
  page(session).say(FORK)
  const again = page(session)
  again.say(FORK)
  expect(again.opened()).toBe(0)
})

test('a fork of the next epoch is another one', () => {
  const session = new Map<string, string>()
  page(session).say(FORK)
  const next = page(session, 2)
  next.say({ state: 'stopped', reason: 'frozen' })
  expect(next.opened()).toBe(1)
})
