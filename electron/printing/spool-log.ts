import path from 'node:path'
import * as v from 'valibot'
import { evidenceSchema, jobStateSchema, printOutcomeSchema } from '../../shared/bridge/print-methods.ts'
import { writeDurably } from '../durable-file.ts'
import { type Files, nodeFiles } from '../files.ts'
import { BEFORE_FIRST, chainedLine, readChained } from './spool-lines.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const jobSchema = v.strictObject({
  id: v.string(),
  kind: v.picklist(['document', 'drawer']),
  title: v.string(),
  hash: v.string(),
  /** The printer that it is for; absent in a log of a till with one printer. */
  printer: v.optional(v.string()),
  /** The job's bytes in base64. */
  bytes: v.string(),
})

const standingJobSchema = v.strictObject({
  ...jobSchema.entries,
  state: jobStateSchema,
  evidence: evidenceSchema,
  why: v.nullable(v.string()),
})

/** A job as it was taken over; `stands` where it is not to be sent: its end, or what a person has to look at. */
const submittedJobSchema = v.strictObject({
  ...jobSchema.entries,
  stands: v.optional(v.strictObject({ state: v.picklist(['in_doubt', 'failed']), why: v.string() })),
})
export type SubmittedJob = v.InferOutput<typeof submittedJobSchema>

/**
 * One line of the log. `base`: all that stood when the log was last shortened; `begin`: how far the journal was when this
 * log began; `epoch`: whose entries are counted from here on; `submit`: jobs taken over; `state`: a step of one job;
 * `seen`: a person knows of a failed document; `moved`: a job that waits goes to another printer, with bytes that say so.
 */
const recordSchema = v.variant('t', [
  v.strictObject({
    t: v.literal('base'),
    through: count,
    unknownThrough: v.optional(v.nullable(count), 0),
    epoch: v.optional(count),
    /** How many outcomes came before the first one kept here. */
    dropped: count,
    jobs: v.array(standingJobSchema),
    outcomes: v.array(printOutcomeSchema),
  }),
  v.strictObject({ t: v.literal('begin'), unknownThrough: count, outcomesAfter: count }),
  v.strictObject({ t: v.literal('epoch'), epoch: count }),
  v.strictObject({ t: v.literal('submit'), through: count, jobs: v.array(submittedJobSchema) }),
  v.strictObject({ t: v.literal('seen'), id: v.string() }),
  v.strictObject({ t: v.literal('moved'), id: v.string(), printer: v.string(), hash: v.string(), bytes: v.string() }),
  v.strictObject({
    t: v.literal('state'),
    id: v.string(),
    state: jobStateSchema,
    evidence: evidenceSchema,
    why: v.nullable(v.string()),
  }),
])
export type SpoolRecord = v.InferOutput<typeof recordSchema>
/** A job as it stands now. */
export type Job = v.InferOutput<typeof standingJobSchema>

/** The spool's only durable state: an append-only file in which each line is synced before anything acts on it. */
export type SpoolLog = {
  /** Whether a line was damaged: what came after it is unknown. */
  readonly isDamaged: boolean
  readonly append: (record: SpoolRecord) => void
  /** Whether it has grown far beyond what it began with. */
  readonly isLong: () => boolean
  /** Puts these records in the place of all that it holds: the old ones or the new ones, whatever happens. */
  readonly replace: (records: readonly SpoolRecord[]) => void
  readonly close: () => void
}

const parseRecord = (json: string | null): SpoolRecord | null => {
  if (json === null) return null
  try {
    const parsed = v.safeParse(recordSchema, JSON.parse(json))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Reads records up to the first line that is damaged; what follows the last line feed is torn and left out. */
const readRecords = (text: string) => {
  const records: SpoolRecord[] = []
  for (const json of readChained(text.split('\n').slice(0, -1))) {
    const record = parseRecord(json)
    if (record === null) return { records, damaged: true }
    records.push(record)
  }
  return { records, damaged: false }
}

/** A till that is never restarted shortens its log as well, some thousand receipts apart. */
const LONG_BYTES = 8_000_000

const freeName = (name: string, files: Files): string => {
  let number = 1
  while (files.exists(`${name}-${number}`)) number += 1
  return `${name}-${number}`
}

/**
 * Opens the log in a folder and hands over what it holds, shortened, so that it does not grow with the number of
 * sales. A torn last line is cut. A damaged line, or one that is missing, makes the rest unknown: the file is kept aside as `spool.damaged-1` or
 * the next free number, and the log goes on with what stood before.
 */
export const openSpoolLog = (
  folder: string,
  shorten: (records: readonly SpoolRecord[], damaged: boolean) => readonly SpoolRecord[],
  files: Files = nodeFiles,
  longBytes = LONG_BYTES,
): { log: SpoolLog; records: readonly SpoolRecord[] } => {
  files.makeFolder(folder)
  const file = path.join(folder, 'spool.log')
  const before = files.readWhole(file)
  const read = readRecords(before?.toString('utf8') ?? '')
  if (read.damaged && before) writeDurably(freeName(path.join(folder, 'spool.damaged'), files), before, 0o600, files)
  const records = shorten(read.records, read.damaged)

  let handle: number | null = null
  let size = 0
  let longFrom = 0
  let last = BEFORE_FIRST
  const replace = (next: readonly SpoolRecord[]) => {
    let sum = BEFORE_FIRST
    let text = ''
    for (const record of next) {
      const chained = chainedLine(sum, JSON.stringify(record))
      text += chained.line
      sum = chained.sum
    }
    // Windows does not rename onto a file that is open.
    if (handle !== null) files.close(handle)
    handle = null
    writeDurably(file, text, 0o600, files)
    last = sum
    size = Buffer.byteLength(text)
    longFrom = Math.max(longBytes, 2 * size)
  }
  replace(records)

  const append = (record: SpoolRecord) => {
    const chained = chainedLine(last, JSON.stringify(record))
    const line = Buffer.from(chained.line)
    const open = handle ?? files.open(file, 'a')
    handle = open
    try {
      const written = files.write(open, line)
      if (written < line.length) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
      files.flush(open)
      size += line.length
      last = chained.sum
    } catch (error) {
      // Half a line must not stand before the next one.
      files.truncate(open, size)
      throw error
    }
  }
  const close = () => {
    if (handle !== null) files.close(handle)
    handle = null
  }
  const log: SpoolLog = { isDamaged: read.damaged, append, isLong: () => size > longFrom, replace, close }
  return { log, records }
}
