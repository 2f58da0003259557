import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './json-child.ts'

/** How the till's window is made: Electron where its binary is here, else the Chromium shell. */
export type Shell = {
  readonly name: 'electron' | 'chromium'
  readonly command: string
  readonly args: readonly string[]
}

const electronFolder = path.join(projectRoot, 'node_modules', 'electron')

const electronBinary = (): string | null => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const marker = path.join(electronFolder, 'path.txt')
  if (!existsSync(marker) && override === undefined) return null
  const name = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : 'electron'
  const file = path.join(override ?? path.join(electronFolder, 'dist'), name)
  return existsSync(file) ? file : null
}

/** Chooses the shell by what is installed, for the built app in a folder; never downloads anything. */
export const chooseShell = (appFolder = projectRoot): Shell => {
  const binary = electronBinary()
  if (binary !== null) {
    const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
    return { name: 'electron', command: binary, args: [...noSandbox, appFolder] }
  }
  const run = path.join(projectRoot, 'build', 'chromium-shell', 'run.ts')
  return {
    name: 'chromium',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', run, appFolder],
  }
}

/** Runs Electron's own installer for at most a minute, its progress on the screen; true when the binary is here after it. */
export const installElectron = async (): Promise<boolean> => {
  if (electronBinary() !== null) return true
  console.log('Fetching Electron (its own installer, at most 60 seconds) ...')
  const child = spawn(process.execPath, [path.join(electronFolder, 'install.js')], {
    stdio: ['ignore', 'inherit', 'ignore'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  await new Promise((resolve) => {
    child.once('exit', resolve)
  })
  clearTimeout(timer)
  return electronBinary() !== null
}
