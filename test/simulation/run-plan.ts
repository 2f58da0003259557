import { isDayOver } from './cashier.ts'
import { checkJournal } from './check-journal.ts'
import { checkHealed, checkKept, checkProven, isTogether } from './checks.ts'
import { ED25519, KEYED_HASHES, type Keys } from './keys.ts'
import { storedJournal } from './model-database.ts'
import type { Fault, Plan } from './plan.ts'
import { enrolBeforehand } from './till.ts'
import { makeTillProcesses, type TillProcesses } from './till-processes.ts'
import { heal, strike } from './troubles.ts'
import { must, Violation } from './violation.ts'
import { type House, makeHouse, makeWorld, type World } from './world.ts'

/** After this many events without an end, what is left will never come about. */
const MOST_EVENTS = 8_000
/** So many events of each till after the last fault the world heals, and a till that has lost both copies has stopped for good. */
const EVENTS_TO_HEAL = 40
const EVENTS_TO_GIVE_UP = 500
/** Every so many seeds sign with Ed25519 itself. */
const ED25519_EVERY = 10

type Ending = 'healed' | 'stopped_selling'

/** What became of a run. `ended`: as it should, or in a stop that two faults at once explain. */
export type Outcome = {
  readonly events: number
  readonly entries: number
  readonly struck: readonly Fault[]
  readonly trace: readonly string[]
} & ({ readonly ok: true; readonly ended: Ending } | { readonly ok: false; readonly why: string })

const whyOf = (error: unknown): string => {
  if (error instanceof Violation) return error.message
  return error instanceof Error ? (error.stack ?? '') : String(error)
}

/** The keys that a plan runs with unless told otherwise. */
export const keysFor = ({ seed }: Plan): Keys => (seed % ED25519_EVERY === 0 ? ED25519 : KEYED_HASHES)

type Running = { readonly world: World; readonly processes: TillProcesses }

const makeTill = (house: House, number: number): Running => {
  const world = makeWorld(house, number, (how, why) => processes.stop(how, why))
  const processes = makeTillProcesses(world)
  return { world, processes }
}

/** Runs one plan from the first start of its tills to the end, and checks what must hold after every step. */
export const runPlan = async (plan: Plan, keys = keysFor(plan)): Promise<Outcome> => {
  const struck: Fault[] = []
  const house = makeHouse(plan, keys)
  const tills = plan.days.map((_day, number) => makeTill(house, number))
  const entries = () => tills.reduce((sum, { world }) => sum + storedJournal(world.storage).length, 0)
  const told = () => ({ events: house.events, entries: entries(), struck, trace: house.trace })
  try {
    const ended = await run(house, tills, struck)
    return { ...told(), ok: true, ended }
  } catch (error) {
    return { ...told(), ok: false, why: whyOf(error) }
  }
}

const letHappen = (fault: Fault, house: House, tills: readonly Running[]): void => {
  const struck = tills[fault.till]
  if (!struck) throw new Error(`there is no till ${fault.till}`)
  const { world, processes } = struck
  world.note(`fault: ${JSON.stringify(fault)}`)
  const afterwards = (work: () => void) => {
    house.time.after(0, work)
  }
  strike(fault, { ...world, stop: processes.stop, afterwards })
  for (const { world } of tills) checkKept(world.sight)
}

const mend = (house: House, tills: readonly Running[]): void => {
  house.isHealed = true
  house.officeDies = null
  house.note('the world heals')
  for (const { world } of tills) heal(world.troubles)
}

const hasConverged = ({ world, processes }: Running): boolean => {
  const app = processes.app()
  const { day, finished, sight } = world
  if (!app?.till || !app.window.followers || !app.window.journal || !isDayOver(day, finished)) return false
  const { journal, followers } = app.window
  return isTogether(sight, { till: app.till, journal, followers })
}

/** Runs the next event, and checks what must hold after each. */
const step = async (house: House, tills: readonly Running[]): Promise<void> => {
  if (!(await house.time.step())) {
    const refused = tills.map(({ world }) => world.refused).find((why) => why !== null)
    throw new Violation(refused === undefined ? 'nothing happens any more' : `the till stopped selling: ${refused}`)
  }
  house.events += 1
  if (house.failure() !== null) throw house.failure()
  for (const { world, processes } of tills) {
    const till = processes.app()?.till
    if (till) checkProven(world.sight, till, house.isRolledBack)
    const { troubles, key } = world
    must(troubles.isLossy || !house.office.isFrozen(key.name), () => 'head office has frozen the epoch')
  }
}

/** Whether nothing more is to come of a till: all its copies agree again, or selling has stopped. */
const isOver = ({ isHealed, events }: House, till: Running, last: number): boolean => {
  const { refused, troubles } = till.world
  if (refused !== null && (troubles.isLossy || isHealed)) return true
  if (isHealed && hasConverged(till)) return true
  return troubles.isLossy && isHealed && events > last + EVENTS_TO_GIVE_UP
}

const judge = (house: House, { world, processes }: Running): Ending => {
  const { sight, storage, troubles, refused } = world
  checkKept(sight)
  checkJournal(storedJournal(storage))
  if (troubles.isLossy) return 'stopped_selling'
  must(refused === null, () => `the till stopped selling: ${refused}`)
  must(house.events < MOST_EVENTS, () => `after ${house.events} events it has not come together`)
  if (processes.app()?.till) checkHealed(sight)
  return 'healed'
}

const run = async (house: House, tills: readonly Running[], struck: Fault[]): Promise<Ending> => {
  const faults = [...house.plan.faults]
  const last = (faults.at(-1)?.at ?? 0) + EVENTS_TO_HEAL * tills.length
  for (const { world, processes } of tills) {
    enrolBeforehand(world.disk.filesFor({ isAlive: true }), house.keys.office)
    processes.start()
  }
  while (house.events < MOST_EVENTS) {
    for (let fault = faults[0]; fault !== undefined && fault.at <= house.events; fault = faults[0]) {
      faults.shift()
      struck.push(fault)
      letHappen(fault, house, tills)
    }
    await step(house, tills)
    if (!house.isHealed && faults.length === 0 && house.events > last) mend(house, tills)
    if (tills.every((till) => isOver(house, till, last))) break
  }
  const endings = tills.map((till) => judge(house, till))
  return endings.includes('stopped_selling') ? 'stopped_selling' : 'healed'
}
