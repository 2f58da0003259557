import { createInterface } from 'node:readline'
import { type Child, startJsonChild } from './json-child.ts'

/** A virtual printer that runs, listening on loopback. */
export type PrinterProcess = Child & {
  readonly port: number
  /** Has something go wrong with it, or mends it with `none`; resolves once it is so. The faults are in `npm run printer -- --help`. */
  readonly setFault: (fault: string) => Promise<void>
  /** What the drawer does from now on: nobody shuts it, or it is shut at once. */
  readonly setDrawer: (drawer: 'left_open' | 'closed') => void
}

/** Starts a virtual printer that keeps what it prints in a folder; a taken port is worked around. */
export const startPrinter = async (folder: string, port: number, profile = '80mm'): Promise<PrinterProcess> => {
  const args = ['--folder', folder, '--port', String(port), '--profile', profile, '--any-port', '--json']
  const { child, ready } = await startJsonChild('electron/printing/virtual/run-virtual-printer.ts', args)
  const { stdin, stdout } = child.process
  if (!stdin || !stdout) throw new Error('the virtual printer has no input')
  const lines = createInterface({ input: stdout })
  const setFault = (fault: string) =>
    new Promise<void>((resolve, reject) => {
      const onLine = (line: string) => {
        const said = JSON.parse(line)
        if (said.fault !== fault && said.notUnderstood !== fault) return
        lines.off('line', onLine)
        if (said.fault === fault) resolve()
        else reject(new Error(`the virtual printer knows no fault ${fault}`))
      }
      lines.on('line', onLine)
      stdin.write(`${fault}\n`)
    })
  const setDrawer = (drawer: 'left_open' | 'closed') => void stdin.write(`drawer_${drawer}\n`)
  return { ...child, ...(ready as { port: number }), setFault, setDrawer }
}
