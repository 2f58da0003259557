// usage: node build/chromium-shell/run.ts APP_FOLDER [--shell-headless] [--shell-debug-port=N] [--shell-switch=NAME[=VALUE]] [the app's arguments]
import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { readCommandLine } from './command-line.ts'
import { findBrowser, installCommand } from './find-browser.ts'
import { complain, exitCode, setShell } from './shell.ts'

const fail = (code: number, chinese: string, english: string): never => {
  complain(chinese, english)
  process.exit(code)
}

const [program = '', , folder = '.', ...args] = process.argv
const appFolder = path.resolve(folder)
const packageFile = path.join(appFolder, 'package.json')
const { name, productName, version, main } = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<string, string>
const commandLine = readCommandLine(args)

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
if (process.platform === 'linux' && !commandLine.headless && !hasDisplay) {
  fail(
    exitCode.noDisplay,
    '没有可以打开窗口的显示器。请设置 DISPLAY，或加上 --shell-headless。',
    'There is no display to open a window on. Set DISPLAY, or add --shell-headless.',
  )
}
const browser =
  findBrowser() ??
  fail(
    exitCode.noBrowser,
    '没有找到 Chromium、Chrome 或 Edge。请运行下面的命令安装：',
    `No Chromium, Chrome or Edge was found. To install one, run:\n\n  ${installCommand()}\n`,
  )

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
// Electron's main process reports a rejection that nobody handles and goes on, where Node would end.
process.on('unhandledRejection', (reason) => {
  if (process.listenerCount('unhandledRejection') === 1) console.error('UnhandledPromiseRejectionWarning:', reason)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
createRequire(packageFile)(path.join(appFolder, main ?? 'index.js'))
setImmediate(() => becomeReady(app))
