import type { JobState, PrintOutcome } from '../../shared/bridge/print-methods.ts'
import type { Job, SpoolRecord } from './spool-log.ts'

/** Everything that the log's records add up to. Its size follows from what is open, not from what was ever printed. */
export type SpoolState = {
  /** Whose entries `through` counts; null in a log that does not say. */
  epoch: number | null
  through: number
  /**
   * Up to this entry it is not known what was printed, since an older log was lost or damaged; 0 where all is known, null
   * until the journal has said how far it was when this log began.
   */
  unknownThrough: number | null
  dropped: number
  /** Jobs that wait, are being sent, are in doubt, or are documents that failed and nobody has seen yet. */
  open: Map<string, Job>
  /** The ids of the outcomes below: such a job is not taken over again. */
  settled: Set<string>
  /** In the order in which they were logged; the first one has offset `dropped` + 1. */
  outcomes: PrintOutcome[]
}

/** How many outcomes are kept when they are shortened: far more than can wait to be journalled. */
export const KEPT_OUTCOMES = 2_000

/**
 * How many entries before the end of an unknown past are looked at again, for the documents that the journal has no
 * outcome of. Older ones are not asked for: a person reprints what a guest comes back for.
 */
const LOOK_BACK = 200

const isOutcome = (state: JobState): state is PrintOutcome['state'] => state !== 'queued' && state !== 'sending'

/** Whether a person still has to look at it, or the printer. */
const isOpen = ({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean =>
  !isOutcome(state) || state === 'in_doubt' || (state === 'failed' && kind === 'document')

/** The state before the first record. */
export const emptySpoolState = (): SpoolState => ({
  epoch: null,
  through: 0,
  unknownThrough: null,
  dropped: 0,
  open: new Map(),
  settled: new Set(),
  outcomes: [],
})

const keepNewest = (state: SpoolState): void => {
  const outcomes = state.outcomes.slice(-KEPT_OUTCOMES)
  state.dropped += state.outcomes.length - outcomes.length
  state.outcomes = outcomes
  state.settled = new Set(outcomes.map(({ job }) => job))
}

type Step = Omit<Extract<SpoolRecord, { t: 'state' }>, 't'>

const applyStep = (state: SpoolState, step: Step): void => {
  const job = state.open.get(step.id)
  if (!job) return
  Object.assign(job, { state: step.state, evidence: step.evidence, why: step.why })
  if (!isOutcome(step.state)) return
  const offset = state.dropped + state.outcomes.length + 1
  state.outcomes.push({ offset, job: job.id, state: step.state, evidence: step.evidence, bytesHash: job.hash })
  state.settled.add(job.id)
  // Nothing is ever sent a second time: a reprint is a new job.
  job.bytes = ''
  if (!isOpen(job)) state.open.delete(job.id)
  // Twice as many before they are cut, so that cutting costs nothing per job.
  if (state.outcomes.length >= 2 * KEPT_OUTCOMES) keepNewest(state)
}

const applyMoved = (state: SpoolState, { id, printer, hash, bytes }: Extract<SpoolRecord, { t: 'moved' }>): void => {
  const job = state.open.get(id)
  if (job?.state === 'queued') Object.assign(job, { printer, hash, bytes, why: null })
}

const applySubmit = (state: SpoolState, { through, jobs }: Extract<SpoolRecord, { t: 'submit' }>): void => {
  state.through = Math.max(state.through, through)
  state.unknownThrough ??= 0
  for (const { stands, ...job } of jobs) {
    if (isKnown(state, job.id)) continue
    state.open.set(job.id, { ...job, state: 'queued', evidence: 'none', why: null })
    if (stands) applyStep(state, { id: job.id, evidence: 'none', ...stands })
  }
}

const applyBegin = (state: SpoolState, begin: Extract<SpoolRecord, { t: 'begin' }>): void => {
  state.unknownThrough = begin.unknownThrough
  state.through = Math.max(state.through, begin.unknownThrough - LOOK_BACK)
  // Outcomes go on after those that the journal holds of the older log, so that it asks for all of these.
  const shift = Math.max(0, begin.outcomesAfter - state.dropped)
  state.dropped += shift
  state.outcomes = state.outcomes.map((outcome) => ({ ...outcome, offset: outcome.offset + shift }))
}

/** A later epoch counts its entries from 1 again, and nothing of it was printed before it began. */
const applyEpoch = (state: SpoolState, epoch: number): void => {
  if (state.epoch !== null && epoch > state.epoch) {
    state.through = 0
    if (state.unknownThrough !== null) state.unknownThrough = 0
  }
  state.epoch = epoch
}

const applyBase = (state: SpoolState, base: Extract<SpoolRecord, { t: 'base' }>): void => {
  state.epoch = base.epoch ?? null
  state.through = base.through
  state.unknownThrough = base.unknownThrough ?? null
  state.dropped = base.dropped
  state.open = new Map(base.jobs.filter(isOpen).map((job) => [job.id, { ...job }]))
  state.outcomes = [...base.outcomes]
  state.settled = new Set(base.outcomes.map(({ job }) => job))
}

/** Applies one record: the only way in which the spool's state changes, at start and while it runs. */
export const applyRecord = (state: SpoolState, record: SpoolRecord): void => {
  switch (record.t) {
    case 'base':
      applyBase(state, record)
      break
    case 'begin':
      applyBegin(state, record)
      break
    case 'epoch':
      applyEpoch(state, record.epoch)
      break
    case 'submit':
      applySubmit(state, record)
      break
    case 'state':
      applyStep(state, record)
      break
    case 'seen':
      state.open.delete(record.id)
      break
    case 'moved':
      applyMoved(state, record)
  }
}

/** Whether a job was taken over before, open or among the kept outcomes. */
export const isKnown = ({ open, settled }: SpoolState, id: string): boolean => open.has(id) || settled.has(id)

/** One record that says all of a state. */
export const baseOf = (state: SpoolState): SpoolRecord => {
  const { epoch, through, unknownThrough, dropped, outcomes } = state
  const counted = epoch === null ? {} : { epoch }
  return { t: 'base', ...counted, through, unknownThrough, dropped, jobs: [...state.open.values()], outcomes }
}

/**
 * One record that says the same as all of these. After damage, what came later is unknown: what waited may have been
 * printed, and the journal is asked again how far it is.
 */
export const shorten = (records: readonly SpoolRecord[], damaged: boolean): readonly SpoolRecord[] => {
  if (records.length === 0) return []
  const state = emptySpoolState()
  for (const record of records) applyRecord(state, record)
  keepNewest(state)
  if (damaged) {
    for (const job of state.open.values()) if (job.state === 'queued') job.state = 'sending'
    state.unknownThrough = null
  }
  return [baseOf(state)]
}
