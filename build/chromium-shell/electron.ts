import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { protocol } from './protocol.ts'
import { refuseOthers } from './refuse-others.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'

const dialog = refuseOthers('electron.dialog', {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`)
  },
})

const Menu = refuseOthers('electron.Menu', {
  // Chromium's own menu and keys are away in any case; see window-guard.ts.
  setApplicationMenu(menu: null): void {
    if (menu !== null) throw new Error('A menu is not carried by the Chromium shell')
  },
})

class PowerMonitor extends EventEmitter {
  static {
    refuseOthers('electron.powerMonitor', PowerMonitor.prototype)
  }
}
/** Says nothing: Node learns of no suspend and no resume. */
const powerMonitor = new PowerMonitor()

const nativeTheme = refuseOthers('electron.nativeTheme', { shouldUseDarkColors: false })

const screen = refuseOthers('electron.screen', {
  // Node sees no screen. This is the smallest that the app is made for.
  getPrimaryDisplay: () => refuseOthers('electron.Display', { workAreaSize: { width: 1280, height: 800 } }),
})

const shell = refuseOthers('electron.shell', {})

/** The module that the app's main script gets for `electron`. */
const electron = refuseOthers('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
})

export {
  app,
  BrowserWindow,
  dialog,
  electron as default,
  electron as 'module.exports',
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}
