import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, chromium, type Page } from 'playwright-core'
import { projectRoot } from '../../build/processes/json-child.ts'
import { chooseShell } from '../../build/processes/shell-choice.ts'
import { PATIENCE_MS } from '../patience.ts'
import { killTree } from './processes.ts'

/** A till that runs in the real shell, driven through its window. */
export type RunningTill = {
  readonly shell: 'electron' | 'chromium'
  readonly page: Page
  /** The main process. */
  readonly process: ChildProcess
  /** What main wrote to its output so far. */
  readonly output: () => string
  /** SIGKILL to the whole tree, as a power switch would. */
  readonly kill: () => Promise<void>
  /** Resolves with main's exit code. */
  readonly exited: Promise<number | null>
}

/** Where the till keeps its data, and what it is started with. */
export type LaunchOptions = {
  readonly dataFolder: string
  readonly args?: readonly string[]
  /** The folder of the built app; the project's own unless another is named. */
  readonly appFolder?: string
  /** Hears of the main process before its window is there, as far as the shell lets it be seen. */
  readonly onSpawn?: (main: ChildProcess) => void
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
  })

const collect = (child: ChildProcess) => {
  let text = ''
  const add = (chunk: unknown) => {
    text += String(chunk)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

type OnSpawn = NonNullable<LaunchOptions['onSpawn']>

const launchElectron = async (command: string, args: readonly string[], onSpawn: OnSpawn): Promise<RunningTill> => {
  const app = await _electron.launch({ executablePath: command, args: [...args], timeout: PATIENCE_MS })
  const child = app.process()
  onSpawn(child)
  const output = collect(child)
  const page = await app.firstWindow({ timeout: PATIENCE_MS })
  const kill = () => killTree(child.pid ?? 0)
  return { shell: 'electron', page, process: child, output, kill, exited: exitOf(child) }
}

const debuggingPort = (child: ChildProcess, output: () => string): Promise<number> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('the shell has no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /^shell: debugging port (\d+)$/.exec(line)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.once('exit', (code) => reject(new Error(`the till ended with code ${code}: ${output()}`)))
  })

const findPage = async (port: number): Promise<Page> => {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: PATIENCE_MS })
  const context = browser.contexts()[0]
  if (!context) throw new Error('the shell has no window')
  context.setDefaultTimeout(PATIENCE_MS)
  const isTill = (page: Page) => page.url().includes('counterfoil')
  const open = context.pages().find(isTill)
  if (open) return open
  const first = context.pages()[0]
  if (!first) return context.waitForEvent('page', isTill)
  await first.waitForURL(/counterfoil/)
  return first
}

const launchChromium = async (command: string, args: readonly string[], onSpawn: OnSpawn): Promise<RunningTill> => {
  const child = spawn(command, [...args, '--shell-headless', '--shell-debug-port=0'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onSpawn(child)
  const output = collect(child)
  const exited = exitOf(child)
  const page = await findPage(await debuggingPort(child, output))
  return { shell: 'chromium', page, process: child, output, kill: () => killTree(child.pid ?? 0), exited }
}

/** Starts the built till on a data folder, in Electron where its binary is here, else in the Chromium shell. */
export const launchTill = async (options: LaunchOptions): Promise<RunningTill> => {
  const { dataFolder, args = [], appFolder, onSpawn = () => undefined } = options
  const shell = chooseShell(appFolder)
  const all = [...shell.args, `--user-data-dir=${path.resolve(dataFolder)}`, ...args]
  const launch = shell.name === 'electron' ? launchElectron : launchChromium
  const till = await launch(shell.command, all, onSpawn)
  till.page.setDefaultTimeout(PATIENCE_MS)
  await till.page.setViewportSize({ width: 1280, height: 800 })
  return till
}
