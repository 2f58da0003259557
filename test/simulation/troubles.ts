import { storedJournal } from './model-database.ts'
import type { LineFault } from './model-network.ts'
import type { PrinterFault } from './model-printer.ts'
import type { Fault, Stop } from './plan.ts'
import type { House, World } from './world.ts'

const YEAR_MS = 31_557_600_000

/** What is wrong with one till's world right now, and what was done to it that explains how it stands. Times are numbers of events. */
export type Troubles = {
  skewMs: number
  fullUntil: number
  line: { readonly fault: LineFault; readonly until: number }
  printer: { readonly fault: PrinterFault; readonly until: number }
  commit: Extract<Fault, { kind: 'stop_at_commit' | 'commit_fails' }> | null
  disk: { readonly how: 'kill' | 'power'; readonly changes: number } | null
  /** Both copies of an entry were taken away at once: what then stops is explained. */
  isLossy: boolean
  isDamaged: boolean
}

const PASSING = {
  fullUntil: 0,
  line: { fault: 'none', until: 0 },
  printer: { fault: 'none', until: 0 },
  commit: null,
  disk: null,
} as const

/** A world in which all is well. */
export const noTroubles = (): Troubles => ({
  ...PASSING,
  skewMs: 0,
  isLossy: false,
  isDamaged: false,
})

/** Ends all that passes. */
export const heal = (troubles: Troubles): void => {
  Object.assign(troubles, PASSING)
}

type Struck = Pick<World, 'troubles' | 'storage' | 'disk' | 'sight'> & {
  readonly house: House
  readonly stop: (how: Stop, why: string) => void
  /** Once nothing runs any more. */
  readonly afterwards: (work: () => void) => void
}

const mirrored = ({ disk, sight }: Struck): number =>
  (disk.durable(sight.mirrorFile)?.toString('utf8').split('\n').length ?? 1) - 1

const wipe = (struck: Struck, stops: boolean): void => {
  const { troubles, storage, stop } = struck
  // One copy is left of each entry: to take the second one as well is beyond the promise.
  if (troubles.isDamaged) return
  if (storedJournal(storage).length > mirrored(struck)) troubles.isLossy = true
  storage.tables = new Map()
  if (stops) stop('kill', 'after its database was wiped')
}

const flip = (struck: Struck): void => {
  const { troubles, storage, disk, sight, stop, afterwards } = struck
  if (storedJournal(storage).length < mirrored(struck)) return
  troubles.isDamaged = true
  stop('power', 'and a bit of the mirror turns')
  afterwards(() => {
    if (!disk.flipBit(sight.mirrorFile)) troubles.isDamaged = false
  })
}

/** Lets a fault happen. */
export const strike = (fault: Fault, world: Struck): void => {
  const { troubles, house } = world
  switch (fault.kind) {
    case 'stop':
      world.stop(fault.how, 'between two steps')
      return
    case 'stop_at_disk':
      troubles.disk = fault
      return
    case 'stop_at_commit':
    case 'commit_fails':
      troubles.commit = fault
      return
    case 'database_wiped':
      wipe(world, fault.stops)
      return
    case 'disk_full':
      troubles.fullUntil = house.events + fault.lasts
      return
    case 'bit_flipped':
      flip(world)
      return
    case 'line':
    case 'printer':
      Object.assign(troubles, { [fault.kind]: { fault: fault.fault, until: house.events + fault.lasts } })
      return
    case 'office_dies':
      house.officeDies = fault.moment
      return
    case 'office_rolled_back':
      house.isRolledBack = house.office.rollBack(fault.share) || house.isRolledBack
      return
    case 'clock':
      troubles.skewMs += fault.years * YEAR_MS
  }
}
