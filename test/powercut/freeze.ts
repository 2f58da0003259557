import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { tree } from '../e2e/processes.ts'
import { PATIENCE_MS } from '../patience.ts'

/** Whether no thread of a process can run: each is stopped, has ended, or its process is gone. */
const isStopped = (pid: number): boolean => {
  try {
    return readdirSync(`/proc/${pid}/task`).every((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      return ['T', 't', 'Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '')
    })
  } catch {
    // It ended while we looked.
    return true
  }
}

const stop = (pid: number): void => {
  try {
    process.kill(pid, 'SIGSTOP')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Stops processes with all that descend from them, and resolves when none of their threads is inside a system call any
 * more: a flush that had begun has then ended. From here on nothing reaches their disks.
 */
export const freeze = async (pids: readonly number[]): Promise<void> => {
  // Twice: a process may have started another one while the first round went on.
  for (let round = 0; round < 2; round++) for (const pid of pids.flatMap(tree)) stop(pid)
  const all = pids.flatMap(tree)
  for (let waited = 0; !all.every(isStopped); waited += 5) {
    if (waited >= PATIENCE_MS) throw new Error('not every process could be stopped')
    await wait(5)
  }
}
