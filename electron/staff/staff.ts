import { randomBytes } from 'node:crypto'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { afterWrong, lockedForMs, NO_LOCKOUT, triesLeft, underClock } from './lockout.ts'
import { cleanRecoveryCode, makeRecoveryCode } from './recovery-code.ts'
import type { Person, Roster } from './roster.ts'
import type { StaffFile } from './staff-file.ts'
import { isRight, makeVerifier } from './verifier.ts'

/** The staff of a till and their PINs. Calls are taken one at a time: two guesses at once are still two guesses. */
export type StaffRegister = {
  readonly list: () => Output<'staff.list'>
  readonly told: (input: Input<'staff.told'>) => Output<'staff.told'>
  readonly isSample: () => boolean
  readonly setUp: (input: Input<'staff.setUp'>) => Promise<Output<'staff.setUp'>>
  readonly add: (input: Input<'staff.add'>) => Promise<Output<'staff.add'>>
  readonly verify: (input: Input<'staff.verify'>) => Promise<Output<'staff.verify'>>
  readonly recover: (input: Input<'staff.recover'>) => Promise<Output<'staff.recover'>>
  readonly renewRecovery: (input: Input<'staff.renewRecovery'>) => Promise<Output<'staff.renewRecovery'>>
}

const EMPTY: Roster = { format: 1, people: [], recovery: null, samplePins: null, untold: [] }

/** Makes the register over its file; `now` is UTC milliseconds, which a lock has to outlive a restart by. */
export const makeStaffRegister = (file: StaffFile, now: () => number): StaffRegister => {
  const roster = () => file.read() ?? EMPTY
  const find = (id: string) => roster().people.find((person) => person.id === id)
  /** A wrong try counts even on a full disk, or that would be the way to try them all. */
  const count = (changed: Person) => file.count(withPerson(roster(), changed))
  const inTurn = makeTurns()

  const verify = async ({ id, pin }: Input<'staff.verify'>): Promise<Output<'staff.verify'>> => {
    const person = find(id)
    if (!person) return { ok: false, reason: 'unknown_person', left: 0, lockedForMs: 0 }
    const before = underClock(person.lockout, now())
    if (before !== person.lockout) count({ ...person, lockout: before })
    const wait = lockedForMs(before, now())
    if (wait > 0) return { ok: false, reason: 'locked', left: 0, lockedForMs: wait }
    if (await isRight(person.verifier, pin)) {
      // A full disk keeps no right person out.
      if (before.wrong + before.locks > 0) count({ ...person, lockout: NO_LOCKOUT })
      return { ok: true, staff: staffOf(person) }
    }
    // Written before the answer: a till that is killed after each wrong PIN has still counted it.
    const lockout = afterWrong(before, now())
    count({ ...person, lockout })
    const lockedFor = lockedForMs(lockout, now())
    if (lockedFor > 0) return { ok: false, reason: 'locked', left: 0, lockedForMs: lockedFor }
    return { ok: false, reason: 'wrong_pin', left: triesLeft(lockout), lockedForMs: 0 }
  }

  const setUp = async ({ managerName, pin }: Input<'staff.setUp'>): Promise<Output<'staff.setUp'>> => {
    if (roster().people.length > 0) return { ok: false, reason: 'already_set_up' }
    if (!file.isFirstStart()) return { ok: false, reason: 'staff_lost' }
    const manager: Person = {
      id: 'manager',
      name: managerName,
      role: 'manager',
      verifier: await makeVerifier(pin),
      lockout: NO_LOCKOUT,
    }
    const { code, recovery } = await makeRecovery()
    const written = attempt(() => file.write({ ...EMPTY, people: [manager], recovery }))
    return written ?? { ok: true, staff: [staffOf(manager)], recoveryCode: code }
  }

  const verifyManager = async (id: string, pin: string) => {
    const verified = await verify({ id, pin })
    if (!verified.ok) return { ok: false, reason: verified.reason === 'locked' ? 'locked' : 'wrong_pin' } as const
    return verified.staff.role === 'manager' ? verified : ({ ok: false, reason: 'wrong_pin' } as const)
  }

  const add = async ({ managerId, managerPin, staff, pin }: Input<'staff.add'>): Promise<Output<'staff.add'>> => {
    const manager = await verifyManager(managerId, managerPin)
    if (!manager.ok) return manager
    if (find(staff.id)) return { ok: false, reason: 'already_there' }
    const person: Person = { ...staff, verifier: await makeVerifier(pin), lockout: NO_LOCKOUT }
    return attempt(() => file.write({ ...roster(), people: [...roster().people, person] })) ?? { ok: true }
  }

  /** Opened by the code: the roster, or where its file is lost, the copy of it, which then becomes the roster again. */
  const recover = async ({ id, code, pin }: Input<'staff.recover'>): Promise<Output<'staff.recover'>> => {
    const kept = file.read() ?? file.lost()?.copy ?? EMPTY
    const person = kept.people.find((one) => one.id === id)
    if (person?.role !== 'manager' || kept.recovery === null) return { ok: false, reason: 'wrong_code' }
    const { verifier } = kept.recovery
    const lockout = underClock(kept.recovery.lockout, now())
    if (lockedForMs(lockout, now()) > 0) return { ok: false, reason: 'locked' }
    if (!(await isRight(verifier, cleanRecoveryCode(code)))) {
      const tried = afterWrong(lockout, now())
      file.count({ ...kept, recovery: { verifier, lockout: tried } })
      return { ok: false, reason: lockedForMs(tried, now()) > 0 ? 'locked' : 'wrong_code' }
    }
    const change = file.read() === null ? 'staff_file_recovered' : 'pin_recovered'
    const untold = [...kept.untold, { staff: staffOf(person), change } as const]
    const fresh = await makeRecovery()
    const changed = { ...person, verifier: await makeVerifier(pin), lockout: NO_LOCKOUT }
    const next = { ...withPerson(kept, changed), recovery: fresh.recovery, untold }
    return attempt(() => file.write(next)) ?? { ok: true, recoveryCode: fresh.code }
  }

  const renewRecovery = async ({
    managerId,
    managerPin,
  }: Input<'staff.renewRecovery'>): Promise<Output<'staff.renewRecovery'>> => {
    const manager = await verifyManager(managerId, managerPin)
    if (!manager.ok) return manager
    const kept = roster()
    if (kept.samplePins !== null) return { ok: false, reason: 'sample_staff' }
    const { code, recovery } = await makeRecovery()
    const untold = [...kept.untold, { staff: manager.staff, change: 'recovery_code_renewed' } as const]
    return attempt(() => file.write({ ...kept, recovery, untold })) ?? { ok: true, recoveryCode: code }
  }

  const list = (): Output<'staff.list'> => {
    const { people, samplePins, untold } = roster()
    const lost = file.lost()
    const managers = (lost?.copy?.recovery ? lost.copy.people : [])
      .filter(({ role }) => role === 'manager')
      .map(staffOf)
    return {
      staff: people.map(staffOf),
      samplePins,
      lost: lost && { why: lost.why, keptAs: lost.keptAs, managers },
      untold,
    }
  }

  const told = ({ count: number }: Input<'staff.told'>): Output<'staff.told'> => {
    const { untold } = roster()
    if (untold.length === 0) return { ok: true }
    return attempt(() => file.write({ ...roster(), untold: untold.slice(number) })) ?? { ok: true }
  }

  return {
    list,
    told,
    isSample: () => roster().samplePins !== null,
    setUp: (input) => inTurn(() => setUp(input)),
    add: (input) => inTurn(() => add(input)),
    verify: (input) => inTurn(() => verify(input)),
    recover: (input) => inTurn(() => recover(input)),
    renewRecovery: (input) => inTurn(() => renewRecovery(input)),
  }
}

const withPerson = (roster: Roster, changed: Person): Roster => ({
  ...roster,
  people: roster.people.map((person) => (person.id === changed.id ? changed : person)),
})

const staffOf = ({ id, name, role }: Person) => ({ id, name, role })

const makeRecovery = async (): Promise<{ code: string; recovery: NonNullable<Roster['recovery']> }> => {
  const code = makeRecoveryCode(randomBytes(16))
  return { code, recovery: { verifier: await makeVerifier(cleanRecoveryCode(code)), lockout: NO_LOCKOUT } }
}

/** Nothing if the write went through, else the refusal to answer with. */
const attempt = (write: () => void): { ok: false; reason: 'write_failed'; detail: string } | null => {
  try {
    write()
    return null
  } catch (error) {
    return { ok: false, reason: 'write_failed', detail: String(error) }
  }
}

const makeTurns = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.then(
      () => undefined,
      () => undefined,
    )
    return mine
  }
}
