/** What the browser's command line depends on. */
export type BrowserSetting = {
  profile: string
  title: string
  backgroundColor: string
  width: number
  height: number
  headless: boolean
  debugPort: number | undefined
  /** Root has no user namespaces to build Chromium's sandbox from. */
  isRoot: boolean
  /** What the app itself asked for through `app.commandLine.appendSwitch`. */
  switches: readonly string[]
}

// The followers live in the page, so it has to run at full speed behind another window too.
const neverThrottled = [
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

// A till talks to head office through its main process; the browser itself has nobody to talk to.
const silent = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-pings',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
]

const plain = [
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,GlobalMediaControls',
  '--disable-pinch',
  '--hide-crash-restore-bubble',
  '--no-default-browser-check',
  '--no-first-run',
  '--overscroll-history-navigation=0',
  // Otherwise Linux may ask for the keyring's password at each start, for a browser that keeps no password.
  '--password-store=basic',
  '--use-mock-keychain',
]

const waitingPage = (title: string, backgroundColor: string): string => {
  const text = title.replace(/[&<]/g, (character) => `&#${character.charCodeAt(0)};`)
  const colour = /^#?[0-9a-z]+$/i.test(backgroundColor) ? backgroundColor : 'white'
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<title>${text}</title><body style="background:${colour}">`)}`
}

/** The browser's command line: one window without tabs or address, shut off from every network, driven by pipe. */
export const browserArguments = (setting: BrowserSetting): string[] => [
  '--remote-debugging-pipe',
  `--user-data-dir=${setting.profile}`,
  `--window-size=${setting.width},${setting.height}`,
  ...neverThrottled,
  ...silent,
  ...plain,
  // Without a screen of its own size, the window that fills the screen would be 800 by 600.
  ...(setting.headless ? ['--headless=new', `--screen-info={${setting.width}x${setting.height}}`] : []),
  // `--test-type` only takes away the bar that warns of the missing sandbox.
  ...(setting.isRoot ? ['--no-sandbox', '--test-type'] : []),
  ...(setting.debugPort === undefined ? [] : [`--remote-debugging-port=${setting.debugPort}`]),
  ...setting.switches,
  `--app=${waitingPage(setting.title, setting.backgroundColor)}`,
]
