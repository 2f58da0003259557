import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { freeProfile } from './free-profile.ts'

const profiles: string[] = []
const profileHeldBy = (holder: string): string => {
  const profile = mkdtempSync(path.join(tmpdir(), 'counterfoil-profile-'))
  profiles.push(profile)
  if (holder !== '') symlinkSync(holder, path.join(profile, 'SingletonLock'))
  return profile
}
afterEach(() => {
  for (const profile of profiles.splice(0)) rmSync(profile, { recursive: true })
})

/** A process that stands for a browser: it has the profile in its command line and does nothing. */
const stillRunning = async (profile: string): Promise<ReturnType<typeof spawn>> => {
  const wait = 'process.stdout.write("up"); setInterval(() => {}, 1000)'
  const child = spawn(process.execPath, ['-e', wait, '--', `--user-data-dir=${profile}`], { stdio: 'pipe' })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

test('a profile that nobody holds is free', async () => {
  await expect(freeProfile(profileHeldBy(''))).resolves.toStrictEqual({ ok: true })
})

test('a holder that is dead, or is another program by now, does not count', async () => {
  await expect(freeProfile(profileHeldBy(`${hostname()}-4194305`))).resolves.toStrictEqual({ ok: true })
  await expect(freeProfile(profileHeldBy(`${hostname()}-${process.pid}`))).resolves.toStrictEqual({ ok: true })
})

test('a holder that is on its way out is waited for', async () => {
  const profile = profileHeldBy('')
  const browser = await stillRunning(profile)
  symlinkSync(`${hostname()}-${browser.pid}`, path.join(profile, 'SingletonLock'))
  const events: string[] = []
  const free = freeProfile(profile).then((state) => events.push(`free ${state.ok}`))
  await new Promise((resolve) => setImmediate(resolve))
  events.push('killed')
  browser.kill('SIGKILL')
  await free
  expect(events).toStrictEqual(['killed', 'free true'])
})

test("another computer's lock is named and left alone", async () => {
  const profile = profileHeldBy('another-computer-12')
  const lock = path.join(profile, 'SingletonLock')
  await expect(freeProfile(profile)).resolves.toStrictEqual({ ok: false, reason: 'elsewhere', lock })
})
