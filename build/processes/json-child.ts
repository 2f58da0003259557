import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** The folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..')

/** A part of the house that runs as a process of its own. */
export type Child = {
  readonly process: ChildProcess
  /** Asks it to end and waits until it has. */
  readonly stop: () => Promise<void>
}

/** A child that ended before it was ready, with its exit code and the last lines that it wrote to stderr. */
export class ChildEnded extends Error {
  readonly code: number | null

  constructor(name: string, code: number | null, said: string) {
    super(`${name} ended with code ${code}: ${said.trim()}`)
    this.name = 'ChildEnded'
    this.code = code
  }
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const stopChild = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (ended(child)) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Starts a TypeScript program of ours that prints one line of JSON when it is ready; rejects with ChildEnded. */
export const startJsonChild = (script: string, args: readonly string[]): Promise<{ child: Child; ready: unknown }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(projectRoot, script), ...args], {
      cwd: projectRoot,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000)
    })
    child.once('error', reject)
    const onEarlyExit = (code: number | null) => reject(new ChildEnded(script, code, said))
    child.once('exit', onEarlyExit)
    createInterface({ input: child.stdout }).once('line', (line) => {
      child.off('exit', onEarlyExit)
      resolve({ child: { process: child, stop: () => stopChild(child) }, ready: JSON.parse(line) })
    })
  })
