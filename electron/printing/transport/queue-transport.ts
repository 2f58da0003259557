import type { PrinterTrouble, PrinterWay } from './printer-transport.ts'
import { runProgram } from './run-program.ts'

/** A queue of the system's print server (CUPS) that has stopped keeps a job for as long as it likes. */
const PATIENCE_MS = 15_000

/** A system's queue tells nothing of the paper: the best that can be said is that it takes jobs. */
const readQueue = async (
  queue: string,
): Promise<{ readonly state: PrinterTrouble | 'unknown'; readonly detail: string | null }> => {
  const { code, output, errors } = await runProgram('lpstat', ['-p', queue, '-a', queue], { timeoutMs: PATIENCE_MS })
  if (code !== 0) return { state: 'unreachable', detail: `${queue}: ${errors.trim() || 'lpstat did not answer'}` }
  const isStopped = /^printer \S+ disabled/m.test(output) || / not accepting requests/.test(output)
  return isStopped ? { state: 'offline', detail: output.trim() } : { state: 'unknown', detail: null }
}

/**
 * A raw queue of CUPS, through `lp -o raw`. A job that the queue took is spooled, which is no proof that it is on paper:
 * there is never evidence. What `lp` refuses is in doubt, since it may have handed on a part of it.
 */
export const queueTransport = (queue: string): PrinterWay => ({
  probe: async () => (await readQueue(queue)).state,
  send: async (bytes, _processId, beforeFirstByte) => {
    const { state } = await readQueue(queue)
    if (state !== 'unknown') return { sent: 'nothing', why: state }
    beforeFirstByte()
    const { code } = await runProgram('lp', ['-s', '-d', queue, '-o', 'raw'], { input: bytes, timeoutMs: PATIENCE_MS })
    return code === 0 ? { sent: 'all', evidence: 'none' } : { sent: 'part', why: 'queue_refused' }
  },
  examine: async () => {
    const { state, detail } = await readQueue(queue)
    const abilities = state === 'unknown' ? { status: false, processed: false, processId: false } : null
    return { state, abilities, detail }
  },
})
