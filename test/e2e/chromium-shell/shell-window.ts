import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { PATIENCE_MS } from '../../patience.ts'
import { endOf, killTree, mentioning } from '../processes.ts'

/** What the fixture's preload puts on `window`; see test/fixtures/shell-app. */
export type Fixture = {
  constants: { two: number; list: object[]; bytes: Uint8Array; when: Date }
  add: (a: number, b: number) => number
  adder: (a: number) => (b: number) => number
  echo: (value: unknown) => Promise<unknown>
  invoke: (channel: string, ...values: unknown[]) => Promise<unknown>
  leak: () => object
  onGreeting: (hear: (...values: unknown[]) => void) => () => void
  refusal: () => string
  throws: () => never
  twice: (callback: (value: number) => number) => number
  world: () => object
}

const root = path.resolve(import.meta.dirname, '../../..')
const program = path.join(root, 'build/chromium-shell/run.ts')
const fixtureApp = path.join(root, 'test/fixtures/shell-app')

/** The fixture's app in the shell. */
export type Running = {
  child: ChildProcess
  pid: number
  output: () => string
  exited: Promise<number | null>
  /** Waits until the app has told this; fails with all that it told if it ends before. */
  told: (words: string) => Promise<void>
}
/** It with its page, reached through the debugging port. */
export type ShellWindow = Running & { page: Page; browser: Browser; port: number }

const started: Running[] = []
const folders: string[] = []

/** A new folder for the app's data; stopAll() takes it away. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-shell-'))
  folders.push(folder)
  return folder
}

/** Starts the fixture's app in the shell on a data folder. */
export const start = (userData: string, args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Running => {
  const child = spawn(process.execPath, [program, fixtureApp, `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const waiting = new Set<() => void>()
  const add = (chunk: Buffer): void => {
    text += chunk
    for (const look of waiting) look()
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const told = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(words)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      exited.then(() => reject(new Error(`The app ended before it told '${words}':\n${text}`)))
    })
  const running = { child, pid: child.pid ?? 0, output: () => text, exited, told }
  started.push(running)
  return running
}

/** Starts it without a display and reaches into its page. */
export const openWindow = async (userData: string, args: readonly string[] = []): Promise<ShellWindow> => {
  const running = start(userData, ['--shell-headless', '--shell-debug-port=0', ...args])
  await running.told('app: loaded')
  const port = Number(/^shell: debugging port (\d+)$/m.exec(running.output())?.[1])
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: PATIENCE_MS })
  const page = browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('The shell shows no page')
  page.setDefaultTimeout(PATIENCE_MS)
  // Otherwise Playwright answers in the shell's place whether the page may be left.
  page.on('dialog', () => undefined)
  return { ...running, page, browser, port }
}

/** Ends every app that was started, and takes its folders away once nothing uses them. */
export const stopAll = async (): Promise<void> => {
  for (const { pid, child } of started.splice(0)) if (child.exitCode === null) await killTree(pid)
  for (const folder of folders.splice(0)) {
    await endOf(mentioning(folder))
    rmSync(folder, { recursive: true, maxRetries: 5 })
  }
}
