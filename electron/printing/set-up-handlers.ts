import type { BridgeHandlers } from '../ipc/serve-bridge.ts'
import type { PrinterLines } from '../printer-line.ts'
import { findPrinters } from './find-printers.ts'

type SetUp = Pick<BridgeHandlers, 'print.find' | 'print.stopFinding' | 'print.examine' | 'print.test'>

/** The id that a test page is proven by. */
const TEST_ID = 'test'

/** What setting a printer up takes: looking for it, asking it, and a page that belongs to no sale and is no job. */
export const setUpHandlers = ({ lineTo }: Pick<PrinterLines, 'lineTo'>): SetUp => {
  let finding = new AbortController()
  return {
    'print.find': async () => {
      finding.abort()
      const mine = new AbortController()
      finding = mine
      return { addresses: (await findPrinters(mine.signal)).slice(0, 200), complete: !mine.signal.aborted }
    },
    'print.stopFinding': () => {
      finding.abort()
      return { ok: true }
    },
    'print.examine': async ({ address }) => {
      const { state, abilities, detail } = await (await lineTo({ address, abilities: null })).transport.examine()
      return { state, abilities, detail: detail?.slice(0, 2_000) ?? null }
    },
    'print.test': async ({ address, abilities, bytes }) => {
      const { transport } = await lineTo({ address, abilities })
      const { sent } = await transport.send(bytes, TEST_ID, () => undefined)
      return { sent }
    },
  }
}
