/** What the shell reads from its own command line; everything else is the app's. */
export type CommandLine = {
  /** `--user-data-dir=`: where the app keeps its data. */
  userData: string | undefined
  /** `--shell-headless`: no window on any screen. */
  headless: boolean
  /** `--shell-debug-port=`: opens a DevTools port on loopback; 0 lets the browser choose. */
  debugPort: number | undefined
  /** `--shell-switch=NAME[=VALUE]`, as often as wanted: more of the browser's own switches, such as one of its features. */
  switches: readonly string[]
  /** What Electron would pass on as `process.argv` after the program and the app's folder. */
  rest: readonly string[]
}

const SWITCH = '--shell-switch='

/** Reads the arguments after the app's folder. Throws on a port that is none. */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  const option = (name: string): string | undefined =>
    args.findLast((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1)
  const port = option('--shell-debug-port')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536)) {
    throw new Error(`--shell-debug-port=${port} is not a port: give a number from 0 to 65535`)
  }
  return {
    userData: option('--user-data-dir'),
    headless: args.includes('--shell-headless'),
    debugPort: port === undefined ? undefined : Number(port),
    switches: args.flatMap((arg) => (arg.startsWith(SWITCH) ? [`--${arg.slice(SWITCH.length)}`] : [])),
    rest: args.filter((arg) => !arg.startsWith('--shell-')),
  }
}
