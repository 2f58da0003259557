import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { PATIENCE_MS } from '../patience.ts'

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
const running = (): Running[] => {
  const found =
    process.platform === 'linux'
      ? readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? fromProc(Number(name)) : undefined))
      : spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).stdout.split('\n').map(fromPs)
  return found.filter((process) => process !== undefined)
}

/** A process and all that descend from it, parents before their children; without those that no longer run. */
export const tree = (pid: number): number[] => {
  const all = running()
  const descend = (parent: number): number[] =>
    all.flatMap((process) => (process.parent === parent ? [process.pid, ...descend(process.pid)] : []))
  return aliveAmong(all, [pid, ...descend(pid)])
}

const aliveAmong = (all: readonly Running[], pids: readonly number[]): number[] => {
  const known = new Set(all.map((process) => process.pid))
  return pids.filter((pid) => known.has(pid))
}

/** Those of the processes that still run. */
export const aliveOf = (pids: readonly number[]): number[] => aliveAmong(running(), pids)

/** The processes whose command line has this text, such as a profile's folder: finds also those that left their tree. */
export const mentioning = (text: string): number[] =>
  running()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(text))
    .map(({ pid }) => pid)

const pauseMs = 20

/** Waits until none of these processes runs any more; throws with those that outlived the patience. */
export const endOf = async (pids: readonly number[], patienceMs = PATIENCE_MS): Promise<void> => {
  for (let waited = 0; ; waited += pauseMs) {
    const left = aliveOf(pids)
    if (left.length === 0) return
    if (waited >= patienceMs) throw new Error(`Processes ${left.join(', ')} did not end`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Sends SIGKILL to a process and all that descend from it, as a power switch would, and waits until all are gone. */
export const killTree = async (pid: number): Promise<void> => {
  const pids = tree(pid)
  for (const each of pids) {
    try {
      process.kill(each, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  await endOf(pids)
}
