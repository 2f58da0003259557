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

/** The module that the app's main script gets for `electron`. */
const electron = refuseOthers('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
})

export {
  app,
  BrowserWindow,
  dialog,
  electron as default,
  electron as 'module.exports',
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
}
