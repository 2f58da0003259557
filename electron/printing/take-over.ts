import { createHash } from 'node:crypto'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import type { Job, SpoolRecord, SubmittedJob } from './spool-log.ts'

const LOST_LOG = 'the log of this printer was lost'

/** A drawer that may have opened is not asked about: it opens at its sale or not at all. */
const standsAs = ({ kind, fault }: PrintJob, unknown: boolean): SubmittedJob['stands'] => {
  if (fault !== undefined) return { state: 'failed', why: fault }
  return unknown ? { state: kind === 'drawer' ? 'failed' : 'in_doubt', why: LOST_LOG } : undefined
}

/** A job as the log takes it over; `unknown`: an older log may have printed it, so it is not to be sent by itself. */
export const takeOver = (job: PrintJob, unknown: boolean): SubmittedJob => {
  const bytes = Buffer.from(job.bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const stands = standsAs(job, unknown)
  const kept = stands === undefined ? { bytes: bytes.toString('base64') } : { bytes: '', stands }
  const printer = job.printer === undefined ? {} : { printer: job.printer }
  return { id: job.id, kind: job.kind, title: job.title, hash, ...printer, ...kept }
}

/** The record by which a job that waits goes to another printer, `mark` before its bytes. */
export const moveJob = (job: Job, printer: string, mark: Uint8Array): SpoolRecord => {
  const bytes = Buffer.concat([mark, Buffer.from(job.bytes, 'base64')])
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { t: 'moved', id: job.id, printer, hash, bytes: bytes.toString('base64') }
}
