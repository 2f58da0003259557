/** The options of a window that the shell carries. */
export type WindowOptions = {
  width?: number
  height?: number
  minWidth?: number
  minHeight?: number
  title?: string
  show?: boolean
  backgroundColor?: string
  fullscreen?: boolean
  autoHideMenuBar?: boolean
  webPreferences?: WebPreferences
}

type WebPreferences = {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
  backgroundThrottling?: boolean
  spellcheck?: boolean
}

const carried: readonly (keyof WindowOptions)[] = [
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'show',
  'backgroundColor',
  'fullscreen',
  'autoHideMenuBar',
  'webPreferences',
]

// There is no other way to run here, so an app that asks for one has to hear of it.
const fixed: Required<Omit<WebPreferences, 'preload'>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  backgroundThrottling: false,
  spellcheck: false,
}

/** Throws an error that names what the shell does not carry of the options. */
export const checkWindowOptions = (options: WindowOptions): void => {
  for (const key of Object.keys(options)) {
    if ((carried as readonly string[]).includes(key)) continue
    throw new Error(`electron.BrowserWindow's option ${key} is not carried by the Chromium shell`)
  }
  for (const [key, value] of Object.entries(options.webPreferences ?? {})) {
    if (key === 'preload' || fixed[key as keyof typeof fixed] === value) continue
    throw new Error(`electron.BrowserWindow's webPreferences.${key}: ${value} is not carried by the Chromium shell`)
  }
}
