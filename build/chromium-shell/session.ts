import path from 'node:path'
import { app } from './app.ts'
import { permissionHandlers } from './permissions.ts'
import { refuseOthers } from './refuse-others.ts'

/** Electron's `session.defaultSession`. */
export const defaultSession = refuseOthers('electron.session.defaultSession', {
  ...permissionHandlers,
  /** Where the browser keeps what pages store. */
  get storagePath(): string {
    return path.join(app.getPath('userData'), 'chromium', 'Default')
  },
})

/** Electron's `session`, of which the app uses the default one only. */
export const session = refuseOthers('electron.session', { defaultSession })
