import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const fromLinux = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets itself; state is the 1st field after it, start time the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

const fromCommand = (command: string, args: string[]): string | undefined => {
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8', windowsHide: true })
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined
}

/** When a process started, as an opaque text that no later process of the same number has; undefined if none runs. */
export const processStart = (pid: number): string | undefined => {
  if (process.platform === 'linux') return fromLinux(pid)
  if (process.platform === 'win32') {
    return fromCommand('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`])
  }
  return fromCommand('ps', ['-o', 'lstart=', '-p', `${pid}`])
}
