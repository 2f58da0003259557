import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app, failed, windowClosed } from './app.ts'
import { appOrigin, toPageUrl } from './app-origin.ts'
import type { BrowserEnd } from './chromium.ts'
import { explainProfile } from './free-profile.ts'
import { type OpenedBrowser, openBrowser } from './open-browser.ts'
import { openWindows } from './open-windows.ts'
import { permissionDecisions } from './permissions.ts'
import { preventable } from './preventable.ts'
import { refuseOthers } from './refuse-others.ts'
import { complain, exitCode } from './shell.ts'
import { WebContents } from './web-contents.ts'
import { checkWindowOptions, type WindowOptions } from './window-options.ts'

/** Electron's `BrowserWindow`: one at a time, with a browser process of its own that lives as long as it does. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly #options: WindowOptions
  readonly #opened: Promise<OpenedBrowser>
  #browser: OpenedBrowser | undefined
  #origin: string | undefined
  #closing = false
  #destroyed = false
  #minimized = false
  readonly #gone = Promise.withResolvers<void>()

  constructor(options: WindowOptions = {}) {
    super()
    checkWindowOptions(options)
    if (openWindows.size > 0) throw new Error('A second window is not carried by the Chromium shell')
    this.#options = options
    openWindows.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    this.#opened = this.#open()
    this.#opened.catch((error) => this.#couldNotOpen(error))
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows]
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...openWindows].find((window) => window.webContents === contents) ?? null
  }

  /** Resolves when the page has loaded; rejects if it could not; never settles if the window closes before. */
  async loadURL(url: string): Promise<void> {
    const { page, chromium, version } = await this.#opened
    const { origin } = new URL(toPageUrl(url))
    if (this.#origin === undefined) {
      this.#origin = origin
      const { preload } = this.#options.webPreferences ?? {}
      const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
      await page.prepare(url, source, { chrome: version })
      await Promise.all(
        permissionDecisions(this.webContents, appOrigin(url)).map((decision) =>
          // A permission that this version of the browser does not know cannot be asked for either.
          chromium.pipe.send('Browser.setPermission', { ...decision, origin }).catch(() => undefined),
        ),
      )
    } else if (this.#origin !== origin) {
      throw new Error(`A second origin in one window is not carried by the Chromium shell: ${url}`)
    }
    const loaded = new Promise<void>((resolve) => page.once('loaded', resolve))
    await page.navigate(url)
    await loaded
  }

  /** Asks the app, which may refuse, and closes. Returns whether it does close. */
  close(): boolean {
    if (this.#closing || this.#destroyed) return true
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.destroy()
    return true
  }

  /** Closes without asking. Resolves when the browser is gone. */
  destroy(): Promise<void> {
    if (!this.#closing) {
      this.#closing = true
      // A browser that could not even start is gone already.
      this.#opened.then(({ chromium }) => chromium.stop()).catch(() => undefined)
    }
    return this.#gone.promise
  }

  show(): void {
    this.#withPage((page) => page.bringToFront())
  }

  focus(): void {
    this.show()
  }

  restore(): void {
    this.#withPage((page) => page.setWindowState('normal'))
  }

  maximize(): void {
    this.#withPage((page) => page.maximize())
  }

  setTitle(title: string): void {
    this.#withPage((page) => page.setTitle(title))
  }

  setMenu(_menu: null): void {
    // There never is one.
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  static {
    refuseOthers('electron.BrowserWindow', BrowserWindow)
    refuseOthers('electron.BrowserWindow', BrowserWindow.prototype)
  }

  async #open(): Promise<OpenedBrowser> {
    const opened = await openBrowser(this.#options, (end) => this.#ended(end))
    if (!opened.ok) {
      failed(app, exitCode.profileInUse)
      complain(...explainProfile(opened))
      throw new Error('the browser data is in use')
    }
    const { page } = opened.value
    this.#browser = opened.value
    WebContents.join(this.webContents, page)
    page.on('message', (message) => {
      if (message.kind === 'visibility') this.#minimized = message.hidden
    })
    page.once('loaded', () => this.emit('ready-to-show'))
    page.on('closing', (decide) => this.#decideClosing(decide))
    page.on('gone', () => this.destroy())
    page.on('crashed', () => this.#reportGone({ reason: 'crashed', exitCode: 1 }))
    if (this.#options.fullscreen === true) await page.setWindowState('fullscreen')
    return opened.value
  }

  #withPage(act: (page: OpenedBrowser['page']) => Promise<void>): void {
    if (this.#browser === undefined || this.#closing) return
    act(this.#browser.page).catch((error) => {
      if (!this.#closing) console.error('shell: the window did not obey:', error)
    })
  }

  /** A listener that fails has no say: a person must always be able to close the window. */
  #decideClosing(decide: (mayClose: boolean) => void): void {
    let mayClose = true
    try {
      mayClose = this.close()
    } finally {
      decide(mayClose)
    }
  }

  #couldNotOpen(error: unknown): void {
    const wanted = !this.#closing
    if (wanted) {
      console.error(`shell: the browser could not be opened: ${error}`)
      failed(app, exitCode.browserDied)
    }
    this.#leave()
    if (wanted) app.quit()
  }

  #reportGone(details: { reason: 'crashed' | 'killed'; exitCode: number }): void {
    this.webContents.emit('render-process-gone', {}, details)
    app.emit('render-process-gone', {}, this.webContents, details)
  }

  /** A browser ends by itself with 0 when a person has closed its window and nothing kept it open. */
  #ended({ code, signal }: BrowserEnd): void {
    const died = !this.#closing && code !== 0
    this.#closing = true
    if (died) {
      const how = signal ?? `code ${code}`
      complain(
        `浏览器意外退出（${how}）。已确认的数据是安全的：请再次启动本应用。`,
        `The browser ended by itself (${how}). What was confirmed is safe: start the app again.`,
      )
      failed(app, exitCode.browserDied)
      this.#reportGone({ reason: signal === null ? 'crashed' : 'killed', exitCode: code ?? 1 })
    }
    this.#leave()
    if (died) app.quit()
  }

  #leave(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    openWindows.delete(this)
    WebContents.part(this.webContents)
    this.emit('closed')
    this.#gone.resolve()
    windowClosed(app)
  }
}
