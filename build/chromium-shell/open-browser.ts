import path from 'node:path'
import { app, appSwitches } from './app.ts'
import { onlyPage } from './child-targets.ts'
import { type BrowserEnd, Chromium, debuggingPort } from './chromium.ts'
import { freeProfile, type ProfileState } from './free-profile.ts'
import { Page } from './page.ts'
import { setBrowserVersion, theShell } from './shell.ts'
import type { WindowOptions } from './window-options.ts'

/** A browser with its one page, still empty. */
export type OpenedBrowser = { chromium: Chromium; page: Page; version: string }
type Outcome = { ok: true; value: OpenedBrowser } | Exclude<ProfileState, { ok: true }>

const settingFor = (profile: string, { width, height, title, backgroundColor }: WindowOptions) => ({
  profile,
  title: title ?? app.getName(),
  backgroundColor: backgroundColor ?? '#fff',
  width: width ?? 800,
  height: height ?? 600,
  headless: theShell().commandLine.headless,
  debugPort: theShell().commandLine.debugPort,
  isRoot: process.getuid?.() === 0,
  switches: [...appSwitches, ...theShell().commandLine.switches],
})

/**
 * Starts the browser for a window. `onEnd` hears of its end, also when that comes before this resolves; it rejects if
 * the browser ended or answered no command.
 */
export const openBrowser = async (options: WindowOptions, onEnd: (end: BrowserEnd) => void): Promise<Outcome> => {
  const { browser, commandLine } = theShell()
  const profile = path.join(app.getPath('userData'), 'chromium')
  const state = await freeProfile(profile)
  if (!state.ok) return state
  const chromium = new Chromium(browser, settingFor(profile, options))
  chromium.once('exit', onEnd)
  const { pipe } = chromium
  const [{ product }, { session, frame }] = await Promise.all([
    pipe.send('Browser.getVersion', {}),
    onlyPage(pipe),
    // A till writes files through its main process, never into a person's downloads.
    pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ])
  const version = product.replace(/^.*\//, '')
  setBrowserVersion(version)
  if (commandLine.debugPort !== undefined) console.log(`shell: debugging port ${await debuggingPort(profile)}`)
  return { ok: true, value: { chromium, page: new Page(pipe, session, frame), version } }
}
