// usage: node build/chromium-shell/run.ts APP_FOLDER [--shell-headless] [--shell-debug-port=N] [the app's arguments]
import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { readCommandLine } from './command-line.ts'
import { findBrowser, installCommand } from './find-browser.ts'
import { exitCode, setShell } from './shell.ts'

const fail = (message: string, code: number): never => {
  console.error(`shell: ${message}`)
  process.exit(code)
}

const [program = '', , folder = '.', ...args] = process.argv
const appFolder = path.resolve(folder)
const packageFile = path.join(appFolder, 'package.json')
const { name, productName, version, main } = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<string, string>
const commandLine = readCommandLine(args)

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
if (process.platform === 'linux' && !commandLine.headless && !hasDisplay) {
  fail('There is no display to open a window on. Set DISPLAY, or add --shell-headless.', exitCode.noDisplay)
}
const browser =
  findBrowser() ??
  fail(`No Chromium, Chrome or Edge was found. To install one, run:\n\n  ${installCommand()}\n`, exitCode.noBrowser)

setShell({ appFolder, name: productName ?? name ?? 'app', version: version ?? '0.0.0', browser, commandLine })
process.argv = [program, appFolder, ...commandLine.rest]

const electron = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: electron, shortCircuit: true }
      : next(specifier, context),
})

const { app, becomeReady } = await import('./app.ts')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
createRequire(packageFile)(path.join(appFolder, main ?? 'index.js'))
setImmediate(() => becomeReady(app))
