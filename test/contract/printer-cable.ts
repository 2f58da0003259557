import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { PATIENCE_MS } from '../patience.ts'

/** A serial line of this machine alone: a pseudo terminal whose other end is a network printer. */
export type PrinterCable = { readonly path: string; readonly unplug: () => Promise<void> }

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Lays a cable to a printer on this machine (socat). */
export const layCable = async (port: number): Promise<PrinterCable> => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-cable-')), 'tty')
  const socat = spawn('socat', ['-t0.05', `PTY,link=${file},raw,echo=0`, `TCP:127.0.0.1:${port}`], { stdio: 'ignore' })
  const failed = new Promise<never>((_, reject) => {
    socat.once('error', (error) => reject(new Error(`socat (apt-get install socat): ${error.message}`)))
  })
  await Promise.race([vi.waitUntil(() => existsSync(file), { timeout: PATIENCE_MS }), failed])
  const unplug = () =>
    new Promise<void>((resolve) => {
      if (ended(socat)) return resolve()
      socat.once('exit', () => resolve())
      socat.kill('SIGKILL')
    })
  return { path: file, unplug }
}
