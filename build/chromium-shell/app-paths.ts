import os from 'node:os'
import path from 'node:path'

/** The folders that an app can ask for by name. */
export type PathName = 'home' | 'temp' | 'appData' | 'userData' | 'logs' | 'documents'

const appData = (platform: string, environment: NodeJS.ProcessEnv): string => {
  if (platform === 'win32') return environment.APPDATA ?? path.join(os.homedir(), 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support')
  return environment.XDG_CONFIG_HOME || path.join(os.homedir(), '.config')
}

/** Where Electron puts these folders for an app of this name. */
export const defaultPath = (name: PathName, appName: string, userData: string | undefined): string => {
  const userFolder = (): string => userData ?? path.join(appData(process.platform, process.env), appName)
  switch (name) {
    case 'home':
      return os.homedir()
    case 'temp':
      return os.tmpdir()
    case 'documents':
      return path.join(os.homedir(), 'Documents')
    case 'appData':
      return appData(process.platform, process.env)
    case 'userData':
      return userFolder()
    case 'logs':
      return process.platform === 'darwin'
        ? path.join(os.homedir(), 'Library', 'Logs', appName)
        : path.join(userFolder(), 'logs')
  }
}
