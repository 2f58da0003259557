type Event = { readonly at: number; readonly order: number; readonly run: () => void }

/** A clock that moves only from one event to the next; what is due at once runs in the order in which it was asked for. */
export type SimulatedTime = {
  /** Milliseconds since the world began. */
  readonly now: () => number
  /** Calls back after some milliseconds; gives the way to cancel. */
  readonly after: (ms: number, run: () => void) => () => void
  /** Runs the next event and all that follows from it without time; false where nothing is left to happen. */
  readonly step: () => Promise<boolean>
}

/** Makes the clock at zero. */
export const simulatedTime = (): SimulatedTime => {
  const events: Event[] = []
  let now = 0
  let orders = 0
  // Everything between two events runs in microtasks, so one turn of the loop ends it.
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    after: (ms, run) => {
      orders += 1
      const event = { at: now + Math.max(0, ms), order: orders, run }
      let place = events.length
      while (place > 0 && (events[place - 1]?.at ?? 0) > event.at) place -= 1
      events.splice(place, 0, event)
      return () => {
        const found = events.indexOf(event)
        if (found >= 0) events.splice(found, 1)
      }
    },
    step: async () => {
      if (events.length === 0) await settle()
      const event = events.shift()
      if (event === undefined) return false
      now = event.at
      event.run()
      await settle()
      return true
    },
  }
}

/** Thrown into a process that has stopped: nothing after it reaches the world. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** One run of the till, from its start to its end; what it left pending dies with it. */
export type Life = { isAlive: boolean }

/** The answer that a stopped process never gets. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
