import { existsSync } from 'node:fs'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const onLinux = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
]
const onMac = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const onWindows = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** Where a browser may be, the preferred first. `COUNTERFOIL_CHROMIUM` names the only one that counts. */
export const browserPlaces = (platform: string, environment: Environment): string[] => {
  const chosen = environment.COUNTERFOIL_CHROMIUM
  if (chosen !== undefined && chosen !== '') return [chosen]
  if (platform === 'darwin') {
    const home = environment.HOME ?? ''
    return onMac.flatMap((place) => [place, path.posix.join(home, place)])
  }
  if (platform !== 'win32') return onLinux
  const roots = [environment.LOCALAPPDATA, environment.ProgramFiles, environment['ProgramFiles(x86)']]
  return onWindows.flatMap((parts) =>
    roots.flatMap((root) => (root === undefined ? [] : [path.win32.join(root, ...parts)])),
  )
}

/** The browser to use, or undefined where none is installed. */
export const findBrowser = (
  platform: string = process.platform,
  environment: Environment = process.env,
  exists: (file: string) => boolean = existsSync,
): string | undefined => browserPlaces(platform, environment).find(exists)

/** The one command that installs a browser. */
export const installCommand = (platform: string = process.platform): string => {
  if (platform === 'darwin') return 'brew install --cask chromium'
  if (platform === 'win32') return 'winget install --id Google.Chrome'
  return 'sudo apt-get install -y chromium'
}
