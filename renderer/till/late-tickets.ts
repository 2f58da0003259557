import type { Output } from '../../shared/bridge/bridge.ts'

type OpenJob = Output<'print.open'>['jobs'][number]

/** A dish that nobody was told of is not cooked: a ticket may wait this long before a person has to hear of it. */
const LATE_MS = 60_000

/** The kitchen's tickets that are not on paper, as far as anybody knows, and have not been for too long. */
export const lateTickets = <Job extends Pick<OpenJob, 'id' | 'state' | 'waitedMs'>>(jobs: readonly Job[]): Job[] =>
  jobs.filter(({ id, state, waitedMs }) => /:(make|cancel)-/.test(id) && state !== 'failed' && waitedMs >= LATE_MS)
