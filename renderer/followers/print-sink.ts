import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import type { Journal } from '../journal/journal.ts'
import { entryOfDocument } from '../journal/project.ts'
import type { Sink } from './follow.ts'
import { type PrintContext, readPrintContext } from './print-context.ts'
import { jobsOf, mayPrint } from './print-jobs.ts'

const BATCH = 50
/** What one submission takes; the tickets of one entry for all stations are far fewer. */
const MOST_JOBS = 100

/** What printing asks of the journal. */
type PrintSource = Pick<
  Journal,
  'entriesAfter' | 'shiftById' | 'entryAt' | 'printsOf' | 'printOffset' | 'head' | 'facts' | 'isNew'
>

/**
 * The spool in main: its position is the last entry whose jobs it has durably taken over. A job whose end the journal
 * knows is not handed over again, whatever the spool has lost.
 */
export const printSink = (bridge: Bridge, journal: PrintSource): Sink => {
  const isSettled = async ({ id }: PrintJob): Promise<boolean> => {
    const place = entryOfDocument(id)
    const prints = place === null ? [] : await journal.printsOf(place)
    return prints.some(({ job, state }) => job === id && state !== 'in_doubt')
  }
  const tellFaults = async (jobs: readonly PrintJob[]) => {
    for (const { fault } of jobs) {
      if (fault) await bridge.call['app.log']({ level: 'error', event: 'print.not_laid_out', detail: fault })
    }
  }
  const freshJobsOf = async (sealed: SealedEntry, context: PrintContext): Promise<PrintJob[]> => {
    const jobs: PrintJob[] = []
    for (const job of await jobsOf(sealed, context, journal)) if (!(await isSettled(job))) jobs.push(job)
    return jobs
  }
  /** The jobs of as many entries as one submission takes, and the number of the last of these. */
  const takeFrom = async (entries: readonly SealedEntry[], through: number) => {
    const jobs: PrintJob[] = []
    if (entries.length === 0) return { through, jobs }
    const context = await readPrintContext(bridge, journal.facts())
    for (const sealed of entries) {
      const fresh = await freshJobsOf(sealed, context)
      if (jobs.length > 0 && jobs.length + fresh.length > MOST_JOBS) return { through: sealed.entry.seq - 1, jobs }
      jobs.push(...fresh)
    }
    return { through, jobs }
  }
  return {
    batch: BATCH,
    position: async () => {
      const known = { head: journal.head().seq, outcomes: journal.isNew() ? 0 : await journal.printOffset() }
      return { ok: true, position: (await bridge.call['print.position']({ journal: known })).seq }
    },
    push: async (entries) => {
      const printable = entries.flatMap(({ text, hash }): SealedEntry[] => {
        const parsed = parseEntry(text)
        return parsed.ok && mayPrint(parsed.value) ? [{ entry: parsed.value, text, hash }] : []
      })
      const taken = await takeFrom(printable, entries.at(-1)?.seq ?? 0)
      await tellFaults(taken.jobs)
      const reply = await bridge.call['print.submit'](taken)
      return reply.ok
        ? { ok: true, position: taken.through }
        : { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
    },
  }
}
