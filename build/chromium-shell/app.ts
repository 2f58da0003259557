import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { defaultPath, type PathName } from './app-paths.ts'
import { openWindows } from './open-windows.ts'
import { preventable } from './preventable.ts'
import { refuseOthers } from './refuse-others.ts'
import { theShell } from './shell.ts'
import { SingleInstanceLock } from './single-instance-lock.ts'

/** What the app asks the browser's command line to have besides the shell's own arguments. */
export const appSwitches: string[] = []

const patience = 8_000

class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = refuseOthers('electron.app.commandLine', {
    appendSwitch(name: string, value?: string): void {
      appSwitches.push(value === undefined || value === '' ? `--${name}` : `--${name}=${value}`)
    },
  })
  readonly #paths = new Map<PathName, string>()
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #name = theShell().name
  #lock: SingleInstanceLock | undefined
  #state: 'running' | 'quitting' | 'ended' = 'running'
  #exitCode = 0

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return this.#isReady
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return theShell().version
  }

  getAppPath(): string {
    return theShell().appFolder
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPath(name: PathName): string {
    const { userData } = theShell().commandLine
    const given = this.#paths.get('userData') ?? (userData === undefined ? undefined : path.resolve(userData))
    const place = this.#paths.get(name) ?? defaultPath(name, this.#name, given)
    if (place === undefined) throw new Error(`electron.app.getPath('${name}') is not carried by the Chromium shell`)
    return place
  }

  setPath(name: PathName, place: string): void {
    if (!path.isAbsolute(place)) throw new Error('Path must be absolute')
    this.#paths.set(name, place)
  }

  enableSandbox(): void {
    // The browser's sandbox is always on, except where root cannot have it.
  }

  /** Whether this process is the only one on its userData folder; another one hears of the attempt. */
  requestSingleInstanceLock(data: unknown = {}): boolean {
    this.#lock ??= new SingleInstanceLock(path.join(this.getPath('userData'), 'instance'))
    if (!this.#lock.acquire()) {
      this.#lock.knock({ argv: process.argv, directory: process.cwd(), data })
      return false
    }
    this.#lock.onKnock(({ argv, directory, data }) => this.emit('second-instance', {}, argv, directory, data))
    return true
  }

  /** Asks the app and then its windows, each of which may refuse; then ends. */
  quit(): void {
    if (this.#state !== 'running') return
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#state = 'quitting'
    for (const window of openWindows) {
      if (window.close()) continue
      this.#state = 'running'
      return
    }
    if (openWindows.size === 0) this.#finish()
  }

  /** Closes the windows without asking anybody, then ends. */
  exit(code = 0): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#exitCode = code === 0 ? this.#exitCode : code
    Promise.all(Array.from(openWindows, (window) => window.destroy())).then(() => this.#end())
    // A browser that does not even answer goes with this process.
    setTimeout(() => this.#end(), patience).unref()
  }

  static {
    refuseOthers('electron.app', App.prototype)
  }

  /** The app's main script has run. For the shell's own use. */
  static becomeReady(app: App): void {
    if (app.#state === 'ended') return
    mkdirSync(app.getPath('userData'), { recursive: true, mode: 0o700 })
    app.#isReady = true
    app.emit('ready')
    app.#ready.resolve()
  }

  /** A window is gone. For the shell's own use. */
  static windowClosed(app: App): void {
    if (openWindows.size > 0 || app.#state === 'ended') return
    if (app.#state === 'quitting') app.#finish()
    else if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }

  /** Something failed that the app cannot mend: it will end with the first such code. For the shell's own use. */
  static failed(app: App, code: number): void {
    if (app.#exitCode === 0) app.#exitCode = code
  }

  #finish(): void {
    const event = preventable()
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      this.#state = 'running'
      return
    }
    this.#state = 'ended'
    // What follows `app.quit()` in the caller still runs, as it does in Electron.
    setImmediate(() => this.#end())
  }

  #end(): void {
    this.emit('quit', {}, this.#exitCode)
    process.exit(this.#exitCode)
  }
}

/** Electron's `app`. */
export const app = new App()
/** What the rest of the shell tells it. */
export const { becomeReady, failed, windowClosed } = App
