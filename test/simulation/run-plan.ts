import { checkHealed, checkJournal, checkKept, checkProven, isTogether } from './checks.ts'
import { storedJournal } from './model-database.ts'
import type { Fault, Plan } from './plan.ts'
import { enrolBeforehand } from './till.ts'
import { makeTillProcesses, type TillProcesses } from './till-processes.ts'
import { heal, strike } from './troubles.ts'
import { must, Violation } from './violation.ts'
import { makeWorld, type World } from './world.ts'

/** After this many events without an end, what is left will never come about. */
const MOST_EVENTS = 6_000
/** So many events after the last fault the world heals, and a till that has lost both copies has stopped for good. */
const EVENTS_TO_HEAL = 60
const EVENTS_TO_GIVE_UP = 500

type Ending = 'healed' | 'stopped_selling'

/** What became of a run. `ended`: as it should, or in a stop that two faults at once explain. */
export type Outcome = {
  readonly events: number
  readonly sales: number
  readonly struck: readonly Fault['kind'][]
  readonly trace: readonly string[]
} & ({ readonly ok: true; readonly ended: Ending } | { readonly ok: false; readonly why: string })

const whyOf = (error: unknown): string => {
  if (error instanceof Violation) return error.message
  return error instanceof Error ? (error.stack ?? '') : String(error)
}

/** Runs one plan from the first start of a till to the end, and checks what must hold after every step. */
export const runPlan = async (plan: Plan): Promise<Outcome> => {
  const struck: Fault['kind'][] = []
  const world = makeWorld(plan, (how, why) => processes.stop(how, why))
  const processes = makeTillProcesses(world)
  const told = () => ({ events: world.events, sales: world.sold.size, struck, trace: world.trace })
  try {
    const ended = await run(world, processes, struck)
    return { ...told(), ok: true, ended }
  } catch (error) {
    return { ...told(), ok: false, why: whyOf(error) }
  }
}

const letHappen = (fault: Fault, world: World, { stop }: TillProcesses): void => {
  const { troubles, events, storage, disk, office, time, note } = world
  note(`fault: ${JSON.stringify(fault)}`)
  const afterwards = (work: () => void) => {
    time.after(0, work)
  }
  strike(fault, { troubles, events, storage, disk, office, stop, afterwards })
  checkKept(world.sight)
}

const mend = (world: World): void => {
  world.isHealed = true
  world.note('the world heals')
  heal(world.troubles)
}

const hasConverged = ({ sold, plan, sight }: World, app: ReturnType<TillProcesses['app']>): boolean => {
  if (!app?.till || !app.window.followers || !app.window.journal || sold.size <= plan.orders) return false
  const { journal, followers } = app.window
  return isTogether(sight, { till: app.till, journal, followers })
}

/** Runs the next event, and checks what must hold after each. */
const step = async (world: World, processes: TillProcesses): Promise<void> => {
  const { refused, troubles, sight, office } = world
  if (!(await world.time.step())) {
    throw new Violation(refused === null ? 'nothing happens any more' : `the till stopped selling: ${refused}`)
  }
  world.events += 1
  if (world.failure() !== null) throw world.failure()
  const till = processes.app()?.till
  if (till) checkProven(sight, till, troubles.isRolledBack)
  must(troubles.isLossy || !office.isFrozen(), () => 'head office has frozen the epoch')
}

/** Whether nothing more is to come: all copies agree again, or selling has stopped. */
const isOver = (world: World, processes: TillProcesses, last: number): boolean => {
  const { refused, isHealed, events, troubles } = world
  if (refused !== null && (troubles.isLossy || isHealed)) return true
  if (isHealed && hasConverged(world, processes.app())) return true
  return troubles.isLossy && isHealed && events > last + EVENTS_TO_GIVE_UP
}

const run = async (world: World, processes: TillProcesses, struck: Fault['kind'][]): Promise<Ending> => {
  const { plan, disk, sight, storage, troubles } = world
  enrolBeforehand(disk.filesFor({ isAlive: true }))
  const faults = [...plan.faults]
  const last = (plan.faults.at(-1)?.at ?? 0) + EVENTS_TO_HEAL
  processes.start()
  while (world.events < MOST_EVENTS) {
    for (let fault = faults[0]; fault !== undefined && fault.at <= world.events; fault = faults[0]) {
      faults.shift()
      struck.push(fault.kind)
      letHappen(fault, world, processes)
    }
    await step(world, processes)
    if (!world.isHealed && faults.length === 0 && world.events > last) mend(world)
    if (isOver(world, processes, last)) break
  }
  checkKept(sight)
  checkJournal(storedJournal(storage))
  if (troubles.isLossy) return 'stopped_selling'
  must(world.refused === null, () => `the till stopped selling: ${world.refused}`)
  must(world.events < MOST_EVENTS, () => `after ${world.events} events it has not come together`)
  if (processes.app()?.till) checkHealed(sight)
  return 'healed'
}
