import type { Bridge, PrintJob } from '../../shared/bridge/bridge.ts'
import type { Entry } from '../../shared/journal/entry.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import type { TillFacts } from '../journal/rows.ts'
import type { Sink } from './follow.ts'
import { readPrintContext } from './print-context.ts'
import { jobsOf, mayPrint } from './print-jobs.ts'
import type { DocumentSource } from './render-document.ts'

/** Two jobs an entry at most, and a hundred jobs a submission. */
const BATCH = 50

type Printable = { readonly entry: Entry; readonly hash: string }

/** The spool in main: its position is the last entry whose jobs it has durably taken over. */
export const printSink = (bridge: Bridge, source: DocumentSource, facts: () => TillFacts | null): Sink => {
  const jobsFor = async (entries: readonly Printable[]): Promise<PrintJob[]> => {
    if (entries.length === 0) return []
    const context = await readPrintContext(bridge, facts())
    const jobs: PrintJob[] = []
    for (const sealed of entries) jobs.push(...(await jobsOf(sealed, context, source)))
    return jobs
  }
  return {
    batch: BATCH,
    position: async () => ({ ok: true, position: (await bridge.call['print.position']({})).seq }),
    push: async (entries) => {
      const printable = entries.flatMap(({ text, hash }): Printable[] => {
        const parsed = parseEntry(text)
        return parsed.ok && mayPrint(parsed.value) ? [{ entry: parsed.value, hash }] : []
      })
      const through = entries.at(-1)?.seq ?? 0
      const reply = await bridge.call['print.submit']({ through, jobs: await jobsFor(printable) })
      return reply.ok
        ? { ok: true, position: through }
        : { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
    },
  }
}
