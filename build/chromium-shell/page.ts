import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.js'
import { toAppUrl, toPageUrl } from './app-origin.ts'
import { adoptChildren } from './child-targets.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { type FromPreload, receiverName, type ToPreload } from './isolated-world.ts'
import { serveRequests } from './page-requests.ts'
import { isolatedWorldScript, mainWorldScript } from './world-scripts.ts'

type PageEvents = {
  /** A message of the preload, and a test whether the document that sent it is still there. */
  message: [message: FromPreload, isThere: () => boolean]
  loaded: []
  crashed: []
  /** The browser has closed the page. */
  gone: []
  /** Somebody wants to close the window; `decide` must be called once. */
  closing: [decide: (mayClose: boolean) => void]
  /** The page wants to go to `url`; `refuse` keeps it where it is. */
  leaving: [url: string, refuse: () => void]
  opening: [url: string, name: string, features: string]
}

const secret = (): string => `s${randomBytes(16).toString('hex')}`

/** One page in the browser, as DevTools show it. Addresses are the app's own, such as app://counterfoil/. */
export class Page extends EventEmitter<PageEvents> {
  readonly #pipe: DevtoolsPipe
  readonly #session: string
  readonly #frame: string
  readonly #secrets = { handshake: secret(), binding: secret(), world: secret() }
  #url = ''
  /** The page's origin in the browser, once it is prepared. */
  #origin: string | undefined
  /** The preload's world of the current document. */
  #context: { id: number; uniqueId: string } | undefined
  #ownNavigation = false

  constructor(pipe: DevtoolsPipe, session: string, frame: string) {
    super()
    this.#pipe = pipe
    this.#session = session
    this.#frame = frame
  }

  get url(): string {
    return this.#url
  }

  /** Sets the page up for the app at the origin of `url`, before anything of the app is loaded. */
  async prepare(url: string, preload: string, versions: Record<string, string>): Promise<void> {
    const { handshake, binding, world } = this.#secrets
    const { origin } = new URL(toPageUrl(url))
    this.#origin = origin
    this.#listen()
    const process = { platform: globalThis.process.platform, arch: globalThis.process.arch, versions }
    const addScript = 'Page.addScriptToEvaluateOnNewDocument'
    const source = isolatedWorldScript(origin, { handshake, binding, process }, preload)
    const mayGo = (frame: string, target: string): boolean => this.#mayGo(frame, target)
    await Promise.all([
      this.#send('Page.enable', {}),
      this.#send('Runtime.enable', {}),
      this.#send('Runtime.addBinding', { name: binding, executionContextName: world }),
      serveRequests(this.#pipe, this.#session, mayGo),
      adoptChildren(this.#pipe, this.#session, mayGo),
      this.#send(addScript, { source: mainWorldScript(origin, handshake) }),
      this.#send(addScript, { source, worldName: world }),
      this.#send('Runtime.runIfWaitingForDebugger', {}),
    ])
  }

  /** Goes to an address of the app's; rejects if the browser could not. */
  async navigate(url: string): Promise<void> {
    this.#ownNavigation = true
    const { errorText } = await this.#send('Page.navigate', { url: toPageUrl(url) })
    this.#ownNavigation = false
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
  }

  async reload(): Promise<void> {
    this.#ownNavigation = true
    await this.#send('Page.reload', {})
  }

  async bringToFront(): Promise<void> {
    await this.#send('Page.bringToFront', {})
  }

  /** Sets the window that shows the page. */
  async setWindowState(windowState: 'normal' | 'fullscreen'): Promise<void> {
    await this.#setBounds({ windowState })
  }

  /** Fills the screen; by size as well, as a bare X server has no window manager to carry out the wish. */
  async maximize(): Promise<void> {
    const { result } = await this.#send('Runtime.evaluate', {
      expression:
        '({ left: screen.availLeft, top: screen.availTop, width: screen.availWidth, height: screen.availHeight })',
      returnByValue: true,
    })
    await this.#setBounds(result.value)
    await this.#setBounds({ windowState: 'maximized' })
  }

  async setTitle(title: string): Promise<void> {
    await this.#send('Runtime.evaluate', { expression: `document.title = ${JSON.stringify(title)}` })
  }

  /** Delivers to the preload of the current document; false if there is none. */
  push(message: ToPreload): boolean {
    if (this.#context === undefined) return false
    const expression = `${receiverName}(${JSON.stringify(JSON.stringify(message))})`
    this.#try('Runtime.evaluate', { expression, uniqueContextId: this.#context.uniqueId })
    return true
  }

  readonly #send: DevtoolsPipe['send'] = (method, params) => this.#pipe.send(method, params, this.#session)

  /** For what a page that goes away at this moment no longer needs. */
  readonly #try = (...[method, params]: Parameters<DevtoolsPipe['send']>): void => {
    this.#send(method, params).catch(() => undefined)
  }

  readonly #on: DevtoolsPipe['on'] = (method, hear) => this.#pipe.on(method, hear, this.#session)

  #listen(): void {
    this.#on('Runtime.executionContextCreated', ({ context: { id, uniqueId, name, origin, auxData } }) => {
      const { frameId } = auxData as { frameId?: string }
      // The page that waits for the app has such a world too, without a preload in it.
      const isPreloads = name === this.#secrets.world && frameId === this.#frame && origin === this.#origin
      if (isPreloads) this.#context = { id, uniqueId }
    })
    this.#on('Runtime.executionContextsCleared', () => {
      this.#context = undefined
    })
    this.#on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const context = this.#context
      if (name !== this.#secrets.binding || context === undefined || executionContextId !== context.id) return
      const message = JSON.parse(payload) as FromPreload
      // It stays where it is already: there is nothing left to refuse.
      if (message.kind === 'leaving') this.emit('leaving', message.url, () => undefined)
      else this.emit('message', message, () => this.#context === context)
    })
    this.#on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.#url = toAppUrl(frame.url)
    })
    this.#on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.#frame) this.#url = toAppUrl(url)
    })
    this.#on('Page.loadEventFired', () => this.#onLoaded())
    this.#on('Page.javascriptDialogOpening', ({ type }) => this.#onDialog(type))
    this.#on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.emit('opening', toAppUrl(url), windowName, windowFeatures.join(','))
    })
    this.#pipe.on('Target.detachedFromTarget', ({ sessionId }) => {
      if (sessionId === this.#session) this.emit('gone')
    })
    this.#on('Inspector.targetCrashed', () => {
      this.#context = undefined
      this.emit('crashed')
    })
  }

  #onLoaded(): void {
    if (this.#context === undefined) return
    // Chromium asks a page before it closes only if a person has touched it; from here on it always asks.
    this.#try('Runtime.evaluate', { expression: '0', userGesture: true })
    // Back would lead to the page that waited for the app.
    this.#try('Page.resetNavigationHistory', {})
    this.emit('loaded')
  }

  async #setBounds(bounds: Protocol.Browser.Bounds): Promise<void> {
    const { windowId } = await this.#pipe.send('Browser.getWindowForTarget', { targetId: this.#frame })
    await this.#pipe.send('Browser.setWindowBounds', { windowId, bounds })
  }

  #onDialog(type: string): void {
    const reply = (accept: boolean): void => {
      this.#try('Page.handleJavaScriptDialog', { accept })
    }
    if (type !== 'beforeunload') reply(false)
    else if (this.#ownNavigation) reply(true)
    else this.emit('closing', reply)
  }

  #mayGo(frame: string, url: string): boolean {
    if (frame !== this.#frame) return true
    if (this.#ownNavigation) {
      this.#ownNavigation = false
      return true
    }
    let may = true
    this.emit('leaving', url, () => {
      may = false
    })
    return may
  }
}
