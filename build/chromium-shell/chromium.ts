import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { type BrowserSetting, browserArguments } from './browser-arguments.ts'
import { DevtoolsPipe } from './devtools-pipe.ts'

/** How a browser process ended. */
export type BrowserEnd = { code: number | null; signal: string | null }

const patience = 5_000

/** A running browser. Emits `exit` with a `BrowserEnd`, once. */
export class Chromium extends EventEmitter<{ exit: [BrowserEnd] }> {
  readonly pipe: DevtoolsPipe
  readonly #process: ChildProcess
  #end: BrowserEnd | undefined

  constructor(program: string, setting: BrowserSetting) {
    super()
    mkdirSync(setting.profile, { recursive: true, mode: 0o700 })
    rmSync(path.join(setting.profile, 'DevToolsActivePort'), { force: true })
    // A group of its own: Ctrl+C in a terminal asks the app to quit, instead of cutting its browser off.
    this.#process = spawn(program, browserArguments(setting), {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    const [, , , toBrowser, fromBrowser] = this.#process.stdio
    this.pipe = new DevtoolsPipe(toBrowser as Writable, fromBrowser as Readable)
    const finish = (end: BrowserEnd): void => {
      if (this.#end !== undefined) return
      this.#end = end
      process.off('exit', this.#kill)
      this.pipe.close()
      this.emit('exit', end)
    }
    this.#process.once('exit', (code, signal) => finish({ code, signal }))
    this.#process.once('error', () => finish({ code: null, signal: null }))
    process.once('exit', this.#kill)
  }

  /** Asks the browser to close, so that it writes down what it holds; ends it if it does not. */
  async stop(): Promise<void> {
    if (this.#end !== undefined) return
    const ended = new Promise<void>((resolve) => this.once('exit', () => resolve()))
    // A refusal means that it is going already.
    this.pipe.send('Browser.close', {}).catch(() => undefined)
    const limit = setTimeout(this.#kill, patience)
    await ended
    clearTimeout(limit)
  }

  readonly #kill = (): void => {
    const { pid } = this.#process
    if (pid === undefined || this.#end !== undefined) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // It was faster.
    }
  }
}

/** The port that a browser opened for DevTools, as it writes it into its profile. */
export const debuggingPort = async (profile: string): Promise<number> => {
  const file = path.join(profile, 'DevToolsActivePort')
  for (let waited = 0; waited < patience; waited += 20) {
    try {
      const [port = ''] = readFileSync(file, 'utf8').split('\n')
      if (port !== '') return Number(port)
    } catch {
      // Not written yet.
    }
    await delay(20)
  }
  throw new Error(`The browser named no debugging port in ${file}`)
}
