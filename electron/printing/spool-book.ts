import { type Files, nodeFiles } from '../files.ts'
import { type Job, openSpoolLog, type SpoolRecord } from './spool-log.ts'
import { applyRecord, baseOf, emptySpoolState, type SpoolState, shorten } from './spool-state.ts'

/** What a spool's book is opened with. */
export type BookParts = {
  readonly folder: string
  readonly epoch?: number
  /** The last entry that the mirror holds: with the log gone, nothing up to it is printed by itself. */
  readonly mirrorTailSeq: number
  /** The last entry that head office has signed; it counts like the mirror's. */
  readonly provenSeq?: number
  readonly onChange: () => void
  readonly onTrouble: (detail: string) => void
  readonly files?: Files
  readonly longLogBytes?: number
}

/** The spool's log with all that it adds up to: each step is durable before the state shows it. */
export type SpoolBook = {
  readonly state: SpoolState
  /** Throws where it cannot be written; then nothing has changed. */
  readonly write: (record: SpoolRecord) => void
  readonly step: (job: Job, to: Job['state'], evidence?: Job['evidence'], why?: string | null) => void
  /** Takes note of how far the journal is, where a log that is new tells nothing of the past. */
  readonly begin: (journal: { readonly head: number; readonly outcomes: number }) => void
  /** Counts a later epoch's entries from here on. */
  readonly beginEpoch: (epoch: number) => void
  readonly close: () => void
}

/** Opens the book: what was being sent when the till stopped is in doubt, what was queued goes on. */
export const openSpoolBook = (parts: BookParts): SpoolBook => {
  const { log, records } = openSpoolLog(parts.folder, shorten, parts.files ?? nodeFiles, parts.longLogBytes)
  const state = emptySpoolState()
  for (const record of records) applyRecord(state, record)

  /** The record before is durable: a log that cannot be shortened now stays long until the next one. */
  const shortenLog = () => {
    try {
      log.replace([baseOf(state)])
    } catch (error) {
      parts.onTrouble(`print log: ${String(error)}`)
    }
  }
  const write = (record: SpoolRecord) => {
    log.append(record)
    applyRecord(state, record)
    if (log.isLong()) shortenLog()
    parts.onChange()
  }
  const step: SpoolBook['step'] = (job, to, evidence = 'none', why = null) =>
    write({ t: 'state', id: job.id, state: to, evidence, why })

  for (const job of [...state.open.values()].filter(({ state }) => state === 'sending')) {
    const why = log.isDamaged ? 'the log of this printer was damaged' : 'the till stopped while this was being sent'
    step(job, job.kind === 'drawer' ? 'failed' : 'in_doubt', 'none', why)
  }

  const countEpoch = (epoch: number | undefined) => {
    if (epoch !== undefined && state.epoch !== epoch) write({ t: 'epoch', epoch })
  }
  if (records.length > 0) countEpoch(parts.epoch)
  let knownElsewhere = Math.max(parts.mirrorTailSeq, parts.provenSeq ?? 0)

  return {
    state,
    write,
    step,
    begin: ({ head, outcomes }) => {
      if (state.epoch === null) countEpoch(parts.epoch)
      const unknownThrough = Math.max(knownElsewhere, head)
      if (state.unknownThrough === null) write({ t: 'begin', unknownThrough, outcomesAfter: outcomes })
    },
    beginEpoch: (epoch) => {
      if (state.epoch === null) countEpoch(parts.epoch)
      countEpoch(epoch)
      knownElsewhere = 0
    },
    close: log.close,
  }
}
