import type { PrinterWay } from './transport/printer-transport.ts'

/** Runs steps one after the other; each gets the answer of its own. */
export type Turns = <T>(step: () => Promise<T>) => Promise<T>

/** Turns for one printer. */
export const makeTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve()
  return (step) => {
    const result = last.then(step)
    // The next one waits for the end of this one, however it ends.
    last = result.catch(() => undefined)
    return result
  }
}

/** A way that takes its turn among all that lead to the same printer: two jobs on one cable would print into each other. */
export const oneAtATime = (way: PrinterWay, turn: Turns): PrinterWay => ({
  probe: () => turn(way.probe),
  send: (bytes, processId, beforeFirstByte) => turn(() => way.send(bytes, processId, beforeFirstByte)),
  examine: () => turn(way.examine),
  ...(way.told === undefined ? {} : { told: way.told }),
})
