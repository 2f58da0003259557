import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processStart } from './process-start.ts'

/** What stands in the way of opening a browser's profile. */
export type ProfileState =
  | { ok: true }
  | { ok: false; reason: 'held'; pid: number }
  | { ok: false; reason: 'elsewhere'; lock: string }

/** What a person is told of it, in Chinese and English. */
export const explainProfile = (state: Exclude<ProfileState, { ok: true }>): [chinese: string, english: string] =>
  state.reason === 'held'
    ? [
        `进程 ${state.pid} 仍在使用本应用的浏览器数据。数据没有丢失：请结束该进程或重启电脑，然后再次启动。`,
        `Process ${state.pid} still has this app's browser data open. Nothing is lost: end it, or restart the computer, and start again.`,
      ]
    : [
        `另一台电脑正在使用本应用的浏览器数据，或没有正常关闭。数据没有丢失：如确认无人使用，请删除 ${state.lock}，然后再次启动。`,
        `Another computer has this app's browser data open, or stopped while it had. Nothing is lost: if none has, delete ${state.lock} and start again.`,
      ]

const patience = 10_000
const pause = 50

/** Chromium's own lock, where it has one as a link: `host-pid`. */
const lockOf = (profile: string): { host: string; pid: number } | undefined => {
  try {
    const [, host = '', pid = ''] = /^(.*)-(\d+)$/.exec(readlinkSync(path.join(profile, 'SingletonLock'))) ?? []
    return { host, pid: Number(pid) }
  } catch {
    // No link: nobody holds the profile, or the system is one where Chromium locks in another way.
    return undefined
  }
}

const commandOf = (pid: number): string => {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).stdout
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // It ended while we looked.
    return ''
  }
}

const runsOn = (pid: number, profile: string): boolean =>
  processStart(pid) !== undefined && commandOf(pid).includes(`--user-data-dir=${profile}`)

/**
 * Waits until no browser of an earlier run has this profile open: a browser whose shell was killed needs a moment to
 * follow it, and a new one would hand its window over to it. Call while holding the single instance lock.
 */
export const freeProfile = async (profile: string): Promise<ProfileState> => {
  for (let waited = 0; ; waited += pause) {
    const lock = lockOf(profile)
    if (lock === undefined) return { ok: true }
    if (lock.host !== hostname()) return { ok: false, reason: 'elsewhere', lock: path.join(profile, 'SingletonLock') }
    if (!runsOn(lock.pid, profile)) return { ok: true }
    if (waited >= patience) return { ok: false, reason: 'held', pid: lock.pid }
    await delay(pause)
  }
}
