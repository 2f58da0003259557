import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A running process; one that has ended and is only waiting to be collected does not count. */
export type Running = { pid: number; parent: number; command: string }

const fromProc = (pid: number): Running | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    // The name in brackets may hold spaces and brackets itself.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? undefined : { pid, parent: Number(parent), command }
  } catch {
    // It ended while we looked.
    return undefined
  }
}

const fromPs = (line: string): Running | undefined => {
  const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
  return pid === undefined || state.startsWith('Z') ? undefined : { pid: Number(pid), parent: Number(parent), command }
}

/** Every process of this machine that we may see. Linux and macOS. */
export const running = (): Running[] => {
  const found =
    process.platform === 'linux'
      ? readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? fromProc(Number(name)) : undefined))
      : spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).stdout.split('\n').map(fromPs)
  return found.filter((process) => process !== undefined)
}

/** A process and all that descend from it, parents before their children. */
export const tree = (pid: number): number[] => {
  const all = running()
  const descend = (parent: number): number[] => [
    parent,
    ...all.filter((process) => process.parent === parent).flatMap((process) => descend(process.pid)),
  ]
  return descend(pid)
}

/** Those of the processes that still run. */
export const aliveOf = (pids: readonly number[]): number[] => {
  const all = new Set(running().map((process) => process.pid))
  return pids.filter((pid) => all.has(pid))
}

/** The processes whose command line has this text, such as a profile's folder: finds also those that left their tree. */
export const mentioning = (text: string): number[] =>
  running()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(text))
    .map(({ pid }) => pid)

/** Kills a process and all that descend from it with SIGKILL, and says which those were. */
export const killTree = (pid: number): number[] => {
  const pids = tree(pid)
  for (const each of pids) {
    try {
      process.kill(each, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return pids
}
