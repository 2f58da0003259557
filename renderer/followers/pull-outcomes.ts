import type { Bridge } from '../../shared/bridge/bridge.ts'
import { backoff } from '../../shared/sync/backoff.ts'
import type { Journal } from '../journal/journal.ts'
import type { Waker } from './waker.ts'

const POLL_MS = 5_000
const PATIENCE_MS = 30_000
const PAGE = 100

type OutcomePorts = {
  readonly bridge: Bridge
  readonly journal: Pick<Journal, 'commit' | 'printOffset' | 'isNew'>
  readonly waker: Waker
  readonly signal: AbortSignal
  readonly random: () => number
}

/** Journals the spool's outcomes after an offset; gives the offset reached. Throws where an outcome could not be kept. */
const journalOutcomes = async ({ bridge, journal }: OutcomePorts, after: number): Promise<number> => {
  const first = await bridge.call['print.outcomes']({ after, limit: PAGE })
  // A spool that lost its log counts from the start again; job and state are unique, so nothing is journalled twice.
  const restarted = first.end < after
  const { outcomes } = restarted ? await bridge.call['print.outcomes']({ after: 0, limit: PAGE }) : first
  let reached = restarted ? 0 : after
  for (const { job, state, evidence, bytesHash, offset } of outcomes) {
    const body = { job, state, evidence, bytesHash, offset }
    const result = await journal.commit({ kind: 'PRINT_OUTCOME', body }, { by: null, shift: null })
    if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
    reached = offset
  }
  return reached
}

/**
 * Brings what became of each print job into the journal, once. It asks by the offset that the journal holds, so an outcome
 * that a dead window never saw is found by the next one.
 */
export const pullOutcomes = async (ports: OutcomePorts): Promise<void> => {
  const { journal, waker, signal } = ports
  let reached = 0
  let failures = 0
  while (!signal.aborted) {
    try {
      const after = Math.max(reached, journal.isNew() ? 0 : await journal.printOffset())
      const next = journal.isNew() ? after : await journalOutcomes(ports, after)
      const more = next > after
      reached = next
      failures = 0
      if (!more) await waker.wait(POLL_MS, 'all')
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
      await logFailure(ports.bridge, detail)
      await waker.wait(Math.min(PATIENCE_MS, backoff(failures, ports.random())), 'sink')
      failures += 1
    }
  }
}

const logFailure = async (bridge: Bridge, detail: string): Promise<void> => {
  const written = bridge.call['app.log']({ level: 'warn', event: 'print.outcome_not_journalled', detail })
  // The log is on the same bridge: where that is what failed, the loop's next try is all that is left.
  await written.catch(() => undefined)
}
