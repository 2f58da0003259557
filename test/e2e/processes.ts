import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

type Entry = { readonly pid: number; readonly parent: number; readonly isZombie: boolean }

const onLinux = (): Entry[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // The program's name stands in brackets and may hold brackets itself.
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [{ pid: Number(name), parent: Number(parent), isZombie: state === 'Z' }]
    } catch {
      // It ended between the listing and the reading.
      return []
    }
  })

const elsewhere = (): Entry[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = ''] = line.trim().split(/\s+/)
      return { pid: Number(pid), parent: Number(parent), isZombie: state.startsWith('Z') }
    })

const living = (): Entry[] =>
  (process.platform === 'linux' ? onLinux() : elsewhere()).filter(({ isZombie }) => !isZombie)

/** A process and all that descend from it, parents first; without the process itself if it no longer runs. */
export const tree = (pid: number): number[] => {
  const entries = living()
  const found = entries.some((entry) => entry.pid === pid) ? [pid] : []
  for (const ancestor of found) {
    for (const { pid: child, parent } of entries) if (parent === ancestor) found.push(child)
  }
  return found
}

/** Which of these processes still run. One that has ended and was not yet collected by its parent does not. */
export const aliveOf = (pids: readonly number[]): number[] => {
  const running = new Set(living().map(({ pid }) => pid))
  return pids.filter((pid) => running.has(pid))
}

const POLL_MS = 20

/** Waits until none of these processes runs any more; resolves with those that outlived the patience. */
export const endOf = async (pids: readonly number[], patienceMs = 15_000): Promise<number[]> => {
  const end = Date.now() + patienceMs
  for (;;) {
    const left = aliveOf(pids)
    if (left.length === 0 || Date.now() > end) return left
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** Sends SIGKILL to a process and its descendants, as a power switch would, and waits until all are gone. */
export const killTree = async (pid: number): Promise<void> => {
  const doomed = tree(pid)
  for (const one of doomed) {
    try {
      process.kill(one, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  const left = await endOf(doomed)
  if (left.length > 0) throw new Error(`processes ${left.join(', ')} outlived SIGKILL`)
}
