import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import type { Journal } from '../journal/journal.ts'
import { entryOfDocument } from '../journal/project.ts'
import type { Sink } from './follow.ts'
import { readPrintContext } from './print-context.ts'
import { jobsOf, mayPrint } from './print-jobs.ts'

/** Two jobs an entry at most, and a hundred jobs a submission. */
const BATCH = 50

/** What printing asks of the journal. */
type PrintSource = Pick<
  Journal,
  'entriesAfter' | 'shiftById' | 'entryBySeq' | 'printsOf' | 'printOffset' | 'head' | 'facts' | 'isNew'
>

/**
 * The spool in main: its position is the last entry whose jobs it has durably taken over. A job whose end the journal
 * knows is not handed over again, whatever the spool has lost.
 */
export const printSink = (bridge: Bridge, journal: PrintSource): Sink => {
  const isSettled = async ({ id }: PrintJob): Promise<boolean> => {
    const prints = await journal.printsOf(entryOfDocument(id)?.[1] ?? 0)
    return prints.some(({ job, state }) => job === id && state !== 'in_doubt')
  }
  const tellFaults = async (jobs: readonly PrintJob[]) => {
    for (const { fault } of jobs) {
      if (fault) await bridge.call['app.log']({ level: 'error', event: 'print.not_laid_out', detail: fault })
    }
  }
  const jobsFor = async (entries: readonly SealedEntry[]): Promise<PrintJob[]> => {
    if (entries.length === 0) return []
    const context = await readPrintContext(bridge, journal.facts())
    const jobs: PrintJob[] = []
    for (const sealed of entries) {
      for (const job of await jobsOf(sealed, context, journal)) if (!(await isSettled(job))) jobs.push(job)
    }
    await tellFaults(jobs)
    return jobs
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
      const through = entries.at(-1)?.seq ?? 0
      const reply = await bridge.call['print.submit']({ through, jobs: await jobsFor(printable) })
      return reply.ok
        ? { ok: true, position: through }
        : { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
    },
  }
}
