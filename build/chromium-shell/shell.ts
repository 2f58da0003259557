import type { CommandLine } from './command-line.ts'

/** What this run of the shell was started with. */
export type Shell = {
  appFolder: string
  name: string
  version: string
  browser: string
  commandLine: CommandLine
}

/** How the shell's process ends when something is wrong; 0 and 1 are the app's own. */
export const exitCode = { noDisplay: 3, noBrowser: 4, browserDied: 5, profileInUse: 6 } as const

/** Says on the error output, in Chinese and English, what happened and what to do. */
export const complain = (chinese: string, english: string): void => {
  console.error(`shell: ${chinese}\nshell: ${english}`)
}

/** By this global the app's main script can tell which shell runs it. The version is empty until a window opens. */
export type ShellMark = { readonly name: 'chromium'; readonly version: string }

const holder: { shell?: Shell; version: string } = { version: '' }

/** Set once, by `run.ts`, before the app's main script can ask for `electron`. */
export const setShell = (shell: Shell): void => {
  holder.shell = shell
  const mark: ShellMark = {
    name: 'chromium',
    get version() {
      return holder.version
    },
  }
  Object.assign(globalThis, { counterfoilShell: mark })
}

/** Known once the browser has been asked. */
export const setBrowserVersion = (version: string): void => {
  holder.version = version
}

/** This run's setting. */
export const theShell = (): Shell => {
  if (holder.shell === undefined) throw new Error('The Chromium shell was not started by its run.ts')
  return holder.shell
}
