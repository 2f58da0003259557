import type { JobState, PrintOutcome } from '../../shared/bridge/bridge.ts'
import type { Job, SpoolRecord } from './spool-log.ts'

/** Everything that the log's records add up to. */
export type SpoolState = {
  through: number
  dropped: number
  jobs: Map<string, Job>
  /** In the order in which they were logged; the first one has offset `dropped` + 1. */
  outcomes: PrintOutcome[]
}

/** How many outcomes are kept when the log is shortened: far more than can wait to be journalled. */
const KEPT_OUTCOMES = 2_000

const isOutcome = (state: JobState): state is PrintOutcome['state'] => state !== 'queued' && state !== 'sending'

export const emptySpoolState = (): SpoolState => ({ through: 0, dropped: 0, jobs: new Map(), outcomes: [] })

const applyStep = (state: SpoolState, record: Extract<SpoolRecord, { t: 'state' }>): void => {
  const job = state.jobs.get(record.id)
  if (!job) return
  Object.assign(job, { state: record.state, evidence: record.evidence, why: record.why })
  if (!isOutcome(record.state)) return
  const offset = state.dropped + state.outcomes.length + 1
  state.outcomes.push({ offset, job: job.id, state: record.state, evidence: record.evidence, bytesHash: job.hash })
  // Done is done: the bytes are not needed again, and a reprint is a new job.
  if (record.state !== 'in_doubt') job.bytes = ''
}

/** Applies one record: the only way in which the spool's state changes, at start and while it runs. */
export const applyRecord = (state: SpoolState, record: SpoolRecord): void => {
  switch (record.t) {
    case 'base':
      state.through = record.through
      state.dropped = record.dropped
      state.jobs = new Map(record.jobs.map((job) => [job.id, { ...job }]))
      state.outcomes = [...record.outcomes]
      return
    case 'submit':
      state.through = Math.max(state.through, record.through)
      for (const job of record.jobs) {
        if (!state.jobs.has(job.id)) state.jobs.set(job.id, { ...job, state: 'queued', evidence: 'none', why: null })
      }
      return
    case 'state':
      applyStep(state, record)
  }
}

/** One record that says the same as all of these: open jobs, and the newest outcomes with their jobs. */
export const shorten = (records: readonly SpoolRecord[]): readonly SpoolRecord[] => {
  if (records.length === 0) return []
  const state = emptySpoolState()
  for (const record of records) applyRecord(state, record)
  const outcomes = state.outcomes.slice(-KEPT_OUTCOMES)
  const recent = new Set(outcomes.map((outcome) => outcome.job))
  const jobs = [...state.jobs.values()].filter(
    (job) => recent.has(job.id) || !isOutcome(job.state) || job.state === 'in_doubt',
  )
  const dropped = state.dropped + state.outcomes.length - outcomes.length
  return [{ t: 'base', through: state.through, dropped, jobs, outcomes }]
}
