import { EventEmitter } from 'node:events'
import { appOrigin } from './app-origin.ts'
import { answerInvoke, codec, type InvokeEvent, type SenderFrame } from './ipc-main.ts'
import type { FromPreload } from './isolated-world.ts'
import type { Page } from './page.ts'
import { preventable } from './preventable.ts'
import { refuseOthers } from './refuse-others.ts'
import { defaultSession } from './session.ts'

type WindowOpenDetails = { url: string; frameName: string; features: string; disposition: 'new-window' }
type WindowOpenHandler = (details: WindowOpenDetails) => { action: 'deny' | 'allow' }
type Invoke = Extract<FromPreload, { kind: 'invoke' }>

/** Electron's `webContents` of the one window. Emits will-navigate, did-finish-load and render-process-gone. */
export class WebContents extends EventEmitter {
  readonly id = 1
  readonly session = defaultSession
  #page: Page | undefined
  #windowOpenHandler: WindowOpenHandler | undefined
  #destroyed = false

  get mainFrame(): SenderFrame {
    return { url: this.getURL(), origin: appOrigin(this.getURL()) }
  }

  getURL(): string {
    return this.#page?.url ?? ''
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  reload(): void {
    this.#page?.reload().catch((error) => console.error('shell: the page could not be loaded again:', error))
  }

  /** Sends to the preload of the page that is shown now; without one, nothing is sent. */
  send(channel: string, ...values: unknown[]): void {
    this.#page?.push({ kind: 'event', channel, values: codec.encode(values) })
  }

  /** Decides nothing here: every child window is closed. The handler is told of each, and must deny it. */
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  static {
    refuseOthers('electron.webContents', WebContents.prototype)
  }

  /** Joins the page that shows these contents. For the shell's own use. */
  static join(contents: WebContents, page: Page): void {
    contents.#page = page
    page.on('message', (message, isThere) => {
      if (message.kind === 'invoke') contents.#invoke(page, message, isThere)
    })
    page.on('loaded', () => contents.emit('did-finish-load'))
    page.on('leaving', (url, refuse) => {
      const event = preventable({ url, isMainFrame: true, isSameDocument: false })
      contents.emit('will-navigate', event, url)
      if (event.defaultPrevented) refuse()
    })
    page.on('opening', (url, frameName, features) => {
      const answer = contents.#windowOpenHandler?.({ url, frameName, features, disposition: 'new-window' })
      if (answer?.action === 'allow') throw new Error('A child window is not carried by the Chromium shell')
    })
  }

  /** The contents are gone with their window. For the shell's own use. */
  static part(contents: WebContents): void {
    contents.#page = undefined
    contents.#destroyed = true
    contents.emit('destroyed')
  }

  #invoke(page: Page, { id, channel, values }: Invoke, isThere: () => boolean): void {
    const frame = this.mainFrame
    const event: InvokeEvent = {
      sender: this,
      get senderFrame() {
        return isThere() ? frame : null
      },
    }
    answerInvoke(event, channel, values).then(
      (value) => isThere() && page.push({ kind: 'reply', id, value }),
      (error) => isThere() && page.push({ kind: 'refusal', id, message: String(error) }),
    )
  }
}
