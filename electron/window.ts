import { BrowserWindow, type WebContents } from 'electron'
import { channelOf } from '../shared/bridge/names.ts'
import { APP_URL } from './app-protocol.ts'

const ANSWER_MS = 3_000
const MAX_REVIVALS = 3

/** The till's window. */
export type TillWindow = {
  /** Sends an event to the page, if there still is one. */
  readonly send: (channel: string) => void
  /** Brings it to the front, also out of the taskbar. */
  readonly focus: () => void
  /** Closes it for good, without asking the page. */
  readonly close: () => void
  /** To be called whenever the page has called main: it is alive, and has the say over closing. */
  readonly heardFrom: () => void
}

type WindowParts = {
  readonly preload: string
  readonly onTrouble: (event: string, detail: string) => void
}

/**
 * Opens the window on the app's own page, which is all that it may ever show. A person who closes it is heard by the page
 * first (`close.asked`), which may have sales to tell of; a page that is dead, or from which nothing is heard for three
 * seconds, has no say.
 */
export const openWindow = ({ preload, onTrouble }: WindowParts): TillWindow => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: '存根 Counterfoil',
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // The followers live in the page: a window behind another must go on mirroring, printing and syncing.
      backgroundThrottling: false,
    },
  })
  const contents = window.webContents
  confine(contents)
  window.once('ready-to-show', () => window.show())
  const veto = vetoClosing(window)
  const load = () => {
    window.loadURL(APP_URL).catch((error: unknown) => onTrouble('window.load', String(error)))
  }
  reviveAfterCrash(window, load, onTrouble)
  load()
  return {
    send: (channel) => {
      if (!contents.isDestroyed()) contents.send(channel)
    },
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    ...veto,
  }
}

const confine = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

const vetoClosing = (window: BrowserWindow): Pick<TillWindow, 'close' | 'heardFrom'> => {
  let mayClose = false
  let isDead = false
  let unanswered: NodeJS.Timeout | undefined
  const heardFrom = () => clearTimeout(unanswered)
  const close = () => {
    mayClose = true
    heardFrom()
    window.close()
  }
  window.webContents.on('render-process-gone', () => {
    isDead = true
  })
  window.webContents.on('did-finish-load', () => {
    isDead = false
  })
  window.on('close', (event) => {
    if (mayClose || isDead) return
    event.preventDefault()
    window.webContents.send(channelOf('close.asked'))
    heardFrom()
    unanswered = setTimeout(close, ANSWER_MS)
  })
  return { close, heardFrom }
}

/** A page that crashed is loaded again, as all it knows is in the journal; one that keeps crashing is left alone. */
const reviveAfterCrash = (window: BrowserWindow, load: () => void, onTrouble: WindowParts['onTrouble']): void => {
  let revivals = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onTrouble('window.renderer_gone', reason)
    if (window.isDestroyed() || reason === 'clean-exit' || revivals === MAX_REVIVALS) return
    revivals += 1
    load()
  })
}
