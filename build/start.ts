import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildAll } from './build-all.ts'
import { startHeadOffice } from './processes/head-office-process.ts'
import { type Child, ChildEnded } from './processes/json-child.ts'
import { startPrinter } from './processes/printer-process.ts'
import { chooseShell, installElectron } from './processes/shell-choice.ts'

const EXIT = { usage: 2, noDisplay: 3, failed: 4, dataFolder: 5 }

const end = (message: string, code: number): never => {
  console.error(`\n${message}\n`)
  process.exit(code)
}

const readArguments = () => {
  try {
    const options = {
      electron: { type: 'boolean', default: false },
      data: { type: 'string', default: defaultFolder() },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    return end(
      `${error instanceof Error ? error.message : error}\nusage: npm start [-- --electron] [-- --data FOLDER]`,
      EXIT.usage,
    )
  }
}

function defaultFolder(): string {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Counterfoil')
  if (process.platform === 'win32') return path.join(process.env.APPDATA ?? homedir(), 'Counterfoil')
  return path.join(process.env.XDG_DATA_HOME ?? path.join(homedir(), '.local', 'share'), 'counterfoil')
}

/** PostgreSQL refuses to run as root and then runs as another user, who must be able to walk to its folder. */
const headOfficeFolder = (data: string): string => {
  const own = path.join(data, 'head-office')
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return own
  const parents = own.split(path.sep).map((_, index, parts) => parts.slice(0, index + 1).join(path.sep) || path.sep)
  const walkable = parents.every((folder) => !existsSync(folder) || (statSync(folder).mode & 0o001) !== 0)
  if (walkable) return own
  const shared = '/var/lib/counterfoil/head-office'
  console.log(`You are root, and PostgreSQL may not look into ${data}: head office keeps its data in ${shared}.`)
  return shared
}

const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    end(
      `无法写入数据文件夹 ${folder}（${error}）。什么都没有改动。请检查磁盘空间和权限，或换一个文件夹：npm start -- --data 文件夹
The data folder cannot be written: ${folder} (${error}). Nothing was changed. Free it, or name another: npm start -- --data FOLDER`,
      EXIT.dataFolder,
    )
  }
}

const children: Child[] = []
const stopAll = async () => {
  for (const child of children.splice(0).toReversed()) await child.stop()
}

const keep = <C extends Child>(child: C): C => {
  children.push(child)
  return child
}

const explain = async (error: unknown): Promise<never> => {
  await stopAll()
  if (error instanceof ChildEnded) {
    const portTaken =
      error.code === 3
        ? `
端口被别的程序占用，可能是还在运行的收银机：请先关闭它。
Another program uses its port, perhaps a till that is still running: close it first.`
        : ''
    return end(
      `${error.message}${portTaken}\n数据没有丢失，收银机没有启动。\nNothing was lost; the till was not started.`,
      EXIT.failed,
    )
  }
  throw error
}

const { electron, data } = readArguments()
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  end(
    `这里没有显示器，收银机没有地方打开窗口。没有显示器时，下面的命令会运行整套收银并给出报告：
There is no display here, so the till has no place to show its window. Without one, this runs the whole till and reports:

  npm run demo -- --orders 20 --seed 1`,
    EXIT.noDisplay,
  )
}
prepareFolder(data)
const triedElectron = path.join(data, 'electron-tried')
if (electron || !existsSync(triedElectron)) {
  writeFileSync(triedElectron, '')
  const here = await installElectron()
  if (!here)
    console.log(
      `没有取到 Electron：收银机在 Chromium 中运行。要再试一次：npm start -- --electron
Electron could not be fetched: the till runs in the Chromium shell. To try again: npm start -- --electron`,
    )
}
if (!buildAll()) {
  end(
    '构建失败，上面几行说明了在哪里。数据没有改动。\nThe build failed; the lines above say where. No data was touched.',
    EXIT.failed,
  )
}

const till = path.join(data, 'till')
const paper = path.join(data, 'paper')
console.log('Starting head office and the virtual printer ...')
const headOffice = keep(await startHeadOffice(headOfficeFolder(data)).catch(explain))
const printer = keep(await startPrinter(paper, 9100).catch(explain))
const enrolled = existsSync(path.join(till, 'data', 'transport', 'enrolment.json'))
const enrolment = enrolled ? [] : [`--head-office=${headOffice.url}`, `--enrol-code=${headOffice.issueCode()}`]
const shell = chooseShell()
console.log(
  `Head office ${headOffice.url} · virtual printer 127.0.0.1:${printer.port} · shell ${shell.name} · data ${data}`,
)

const window = spawn(
  shell.command,
  [
    ...shell.args,
    `--user-data-dir=${till}`,
    '--sample',
    `--printer=tcp:127.0.0.1:${printer.port}`,
    `--printer-virtual-folder=${paper}`,
    ...enrolment,
  ],
  { stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => window.kill(signal))
window.once('error', (error) => explain(error))
window.once('exit', async (code) => {
  await stopAll()
  process.exit(code ?? 1)
})
