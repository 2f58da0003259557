import { type Child, startJsonChild } from './json-child.ts'

/** A virtual printer that runs, listening on loopback. */
export type PrinterProcess = Child & { readonly port: number }

/** Starts a virtual printer that keeps what it prints in a folder; a taken port is worked around. */
export const startPrinter = async (folder: string, port: number): Promise<PrinterProcess> => {
  const args = ['--folder', folder, '--port', String(port)]
  const { child, ready } = await startJsonChild('electron/printing/run-virtual-printer.ts', args)
  return { ...child, ...(ready as { port: number }) }
}
