import type { ChildProcess } from 'node:child_process'
import { endOf, tree } from '../e2e/processes.ts'
import type { PartOfTill } from './schedule.ts'

const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // It ended by itself a moment before.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

/** SIGKILL to the till, or to a part of it whose end the rest must notice by itself; resolves when all of it is gone. */
export const killTill = async (main: ChildProcess, victim: PartOfTill): Promise<void> => {
  const [root, ...others] = tree(main.pid ?? 0)
  if (root === undefined) return
  if (victim === 'main') killAll([root])
  else killAll(victim === 'browser' && others.length > 0 ? others : [root, ...others])
  try {
    await endOf([root, ...others])
  } catch (error) {
    killAll([root, ...others])
    throw error
  }
}
