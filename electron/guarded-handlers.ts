import { isDeepStrictEqual } from 'node:util'
import type { PermitAction } from '../shared/bridge/permit.ts'
import type { Settings } from '../shared/bridge/settings-methods.ts'
import type { BridgeHandlers } from './ipc/serve-bridge.ts'
import type { Parts } from './parts.ts'
import type { PrinterSetUp } from './printing/set-up-handlers.ts'

const NOT_ALLOWED = { ok: false, reason: 'not_allowed' } as const

/** Anybody may change how the screens look to them. */
const changesTheLookAlone = (now: Settings, next: Settings): boolean =>
  isDeepStrictEqual({ ...now, language: next.language, theme: next.theme }, next)

export type Permitting = Pick<BridgeHandlers, 'staff.verify' | 'staff.recover' | 'staff.permit' | 'staff.endPermits'>

/** Where permits come from: a manager's PIN. Whoever comes in with their own ends those that stand. */
export const permitHandlers = ({ staff, permits }: Pick<Parts, 'staff' | 'permits'>): Permitting => ({
  'staff.verify': async (input) => {
    const verified = await staff.verify(input)
    if (verified.ok) permits.end()
    return verified
  },
  'staff.recover': async (input) => {
    const recovered = await staff.recover(input)
    if (recovered.ok) permits.end()
    return recovered
  },
  'staff.permit': async ({ action, ...typed }) => {
    const verified = await staff.verify(typed)
    if (!verified.ok) return verified
    if (verified.staff.role !== 'manager') return { ok: false, reason: 'not_a_manager', left: 0, lockedForMs: 0 }
    return { ...verified, permit: permits.give(action, verified.staff.id) }
  },
  'staff.endPermits': () => {
    permits.end()
    return { ok: true }
  },
})

type GuardedParts = Pick<Parts, 'permits' | 'settings' | 'printer' | 'transport' | 'backup' | 'outsideCopy' | 'log'>
export type Guarded = Pick<
  BridgeHandlers,
  'settings.write' | 'sync.enrol' | 'backup.setUp' | 'mirror.chooseOutside' | 'print.examine' | 'print.test'
>

/** What changes where the till prints, copies and reports to. None of it is done without a permit; the log says whose it was. */
export const guardedHandlers = (parts: GuardedParts, setUp: PrinterSetUp): Guarded => {
  const { permits, settings, printer, transport, backup, outsideCopy, log } = parts
  const isAllowed = (action: PermitAction, permit: string | null): boolean => {
    const manager = permits.use(action, permit)
    if (manager === null) log.write('info', 'permit.refused', action)
    else log.write('info', 'permit.used', `${action} ${manager}`)
    return manager !== null
  }
  return {
    'settings.write': ({ settings: next, permit }) => {
      if (!changesTheLookAlone(settings.read(), next) && !isAllowed('settings', permit)) return NOT_ALLOWED
      const written = settings.write(next)
      if (written.ok) printer.follow().catch((error: unknown) => log.write('error', 'printer.follow', String(error)))
      return written
    },
    'sync.enrol': ({ permit, ...enrolment }) => (isAllowed('enrol', permit) ? transport.enrol(enrolment) : NOT_ALLOWED),
    'backup.setUp': ({ permit, ...choice }) => (isAllowed('backup', permit) ? backup.setUp(choice) : NOT_ALLOWED),
    'mirror.chooseOutside': ({ folder, permit }) =>
      isAllowed('outside_copy', permit) ? outsideCopy.choose(folder) : NOT_ALLOWED,
    // Whatever is named here is connected to, and is sent what the page likes.
    'print.examine': ({ permit, address }) =>
      isAllowed('settings', permit)
        ? setUp['print.examine']({ address })
        : { state: 'not_allowed', abilities: null, detail: null },
    'print.test': ({ permit, ...page }) =>
      isAllowed('settings', permit) ? setUp['print.test'](page) : { sent: 'not_allowed' },
  }
}
