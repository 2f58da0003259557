import { BrowserWindow, type WebContents } from 'electron'
import { channelOf } from '../shared/bridge/names.ts'
import { APP_URL } from './app-protocol.ts'
import { type CloseVeto, vetoClosing } from './close-veto.ts'
import { revivePage } from './revive-page.ts'

/** The till's window. */
export type TillWindow = CloseVeto & {
  /** Sends an event to the page, if there still is one. */
  readonly send: (channel: string) => void
  /** Loads the page anew. */
  readonly openAnew: () => void
  /** Brings it to the front, also out of the taskbar. */
  readonly focus: () => void
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
  window.once('ready-to-show', () => {
    // A till has the screen to itself, and a counter's screen may be smaller than the size asked for above.
    window.maximize()
    window.show()
  })
  const send = (channel: string) => {
    if (!contents.isDestroyed()) contents.send(channel)
  }
  const veto = vetoClosing(window, () => send(channelOf('close.asked')))
  const load = () => {
    window.loadURL(APP_URL).catch((error: unknown) => onTrouble('window.load', String(error)))
  }
  revivePage(window, {
    load,
    now: () => performance.now(),
    onTrouble: (reason) => onTrouble('window.renderer_gone', reason),
  })
  load()
  return {
    send,
    openAnew: load,
    focus: () => {
      if (window.isDestroyed()) return
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
