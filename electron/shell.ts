import type { Output } from '../shared/bridge/bridge.ts'

declare global {
  /** Set by the Chromium shell before it loads the app; absent in Electron. */
  var counterfoilShell: { readonly name: 'chromium'; readonly version: string } | undefined
}

/** Which of the two shells runs the app, and in what version. */
export const currentShell = (): Output<'app.info'>['shell'] =>
  globalThis.counterfoilShell ?? { name: 'electron', version: process.versions.electron ?? 'unknown' }

/** Says name and version of the shell once: to be called with each call of the page, since a browser is asked for its version only then. */
export const sayShellOnce = (say: (words: string) => void): (() => void) => {
  let isSaid = false
  return () => {
    const { name, version } = currentShell()
    if (isSaid || version === '') return
    isSaid = true
    say(`${name} ${version}`)
  }
}
