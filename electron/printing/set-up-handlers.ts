import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { BridgeHandlers } from '../ipc/serve-bridge.ts'
import type { PrinterLines } from '../printer-line.ts'
import { findPrinters } from './find-printers.ts'

type Unguarded<M extends 'print.examine' | 'print.test'> = (
  input: Omit<Input<M>, 'permit'>,
) => Promise<Exclude<Output<M>, { state: 'not_allowed' } | { sent: 'not_allowed' }>>

/** What setting a printer up takes; where the bridge is served, asking a printer and the page need a permit. */
export type PrinterSetUp = Pick<BridgeHandlers, 'print.find' | 'print.stopFinding'> & {
  readonly 'print.examine': Unguarded<'print.examine'>
  readonly 'print.test': Unguarded<'print.test'>
}

/** The id that a test page is proven by. */
const TEST_ID = 'test'

/** What setting a printer up takes: looking for it, asking it, and a page that belongs to no sale and is no job. */
export const setUpHandlers = ({ lineTo }: Pick<PrinterLines, 'lineTo'>): PrinterSetUp => {
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
