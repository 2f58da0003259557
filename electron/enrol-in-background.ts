import { setTimeout as wait } from 'node:timers/promises'
import { backoff } from '../shared/sync/backoff.ts'
import type { Log } from './log.ts'
import type { Transport } from './transport/transport.ts'

type EnrolParts = {
  readonly transport: Pick<Transport, 'status' | 'enrol'>
  readonly headOffice: { readonly url: string; readonly code: string }
  readonly log: Log
  readonly random: () => number
}

/** Enrols a till that is on its own, trying again while head office cannot be reached; a refusal is final and logged. */
export const enrolInBackground = async ({ transport, headOffice, log, random }: EnrolParts): Promise<void> => {
  for (let failures = 0; transport.status().state === 'standalone'; failures += 1) {
    const reply = await transport.enrol(headOffice)
    if (reply.ok) {
      log.write('info', 'sync.enrolled', reply.status.store ?? '')
      return
    }
    const detail = reply.detail === undefined ? reply.reason : `${reply.reason}: ${reply.detail}`
    log.write('warn', 'sync.enrol_failed', detail)
    if (reply.reason !== 'unreachable') return
    await wait(backoff(failures, random()), undefined, { ref: false })
  }
}
