import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { exitCode } from '../../../build/chromium-shell/shell.ts'
import { eventually } from '../../eventually.ts'
import { aliveOf, endOf, killTree, mentioning, tree } from '../processes.ts'
import { listeningIn } from './listening.ts'
import { type Fixture, freshFolder, openWindow, start, stopAll } from './shell-window.ts'

// On the fixture's page.
declare const fixture: Fixture
declare const sell: (id: number) => Promise<void>
declare const sales: () => Promise<number[]>

afterEach(stopAll)

test('what was stored strictly is there after kill -9 of everything', async () => {
  const folder = freshFolder()
  const first = await openWindow(folder)
  for (const id of [1, 2, 3]) await first.page.evaluate((each) => sell(each), id)
  await killTree(first.pid)
  const second = await openWindow(folder)
  expect(await second.page.evaluate(() => sales())).toStrictEqual([1, 2, 3])
})

test('a browser whose shell is killed goes too, and the next start need not wait for a person', async () => {
  const folder = freshFolder()
  const first = await openWindow(folder)
  const pids = tree(first.pid)
  expect(mentioning(path.join(folder, 'chromium')).length).toBeGreaterThan(3)
  first.child.kill('SIGKILL')
  await first.exited
  const second = await openWindow(folder)
  expect(await second.page.evaluate(() => fixture.add(1, 1))).toBe(2)
  await endOf(pids)
  expect(aliveOf(pids)).toStrictEqual([])
  second.child.kill('SIGKILL')
  await second.exited
  await endOf(mentioning(folder))
})

test('a second start tells the first and ends', async () => {
  const folder = freshFolder()
  const first = start(folder, ['--shell-headless'])
  await first.told('app: loaded')
  const second = start(folder, ['--shell-headless', '--from=second'])
  expect(await second.exited).toBe(0)
  expect(second.output()).toContain('app: another instance runs')
  await first.told('app: second-instance --from=second')
  expect(first.output()).not.toContain('app: close')
})

test('the app may refuse to close its window, as often as it is asked', async () => {
  const { page, exited, told, output } = await openWindow(freshFolder())
  await page.evaluate(() => fixture.invoke('veto', 2))
  for (const left of [2, 1]) {
    await page.close({ runBeforeUnload: true })
    await told(`app: close ${left}`)
    // It answers again once the browser has heard the refusal.
    expect(await page.evaluate(() => fixture.add(1, 1))).toBe(2)
  }
  await page.close({ runBeforeUnload: true })
  expect(await exited).toBe(0)
  expect(output()).toMatch(/app: close 0\napp: closed\napp: will-quit\n$/)
})

test('the app is asked even if nobody has touched its page', async () => {
  const { page, told } = await openWindow(freshFolder(), ['--veto-once'])
  await page.close({ runBeforeUnload: true })
  await told('app: close 1')
  expect(await page.evaluate(() => fixture.add(1, 1))).toBe(2)
})

test('SIGTERM is a request to quit, which the app may refuse', async () => {
  const { page, child, told, exited } = await openWindow(freshFolder())
  await page.evaluate(() => fixture.invoke('veto', 1))
  child.kill('SIGTERM')
  await told('app: close 1')
  expect(await page.evaluate(() => fixture.add(1, 1))).toBe(2)
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})

test('an app that ends while its window opens ends with its own code, asking nobody', async () => {
  const folder = freshFolder()
  const running = start(folder, ['--shell-headless', '--veto-once', '--exit-at-once'])
  expect(await running.exited).toBe(7)
  expect(running.output()).not.toContain('app: close ')
  await endOf(mentioning(folder))
})

test('without the argument for a port, nothing listens; with it, one port does', async () => {
  const closed = start(freshFolder(), ['--shell-headless'])
  await closed.told('app: loaded')
  expect(listeningIn(tree(closed.pid))).toStrictEqual([])
  const { pid } = await openWindow(freshFolder())
  expect(listeningIn(tree(pid))).toHaveLength(1)
})

test('a page that crashes is reported, and can be loaded again', async () => {
  const { page, told, output } = await openWindow(freshFolder())
  const session = await page.context().newCDPSession(page)
  // The reply never comes: the process that would send it is gone.
  session.send('Page.crash').catch(() => undefined)
  await told('app: render-process-gone crashed')
  await eventually(() => expect(output().split('app: did-finish-load')).toHaveLength(3))
})

test('a browser that dies is reported, and the app ends with a code that says so', async () => {
  const { pid, exited, output } = await openWindow(freshFolder())
  const [, browser] = tree(pid)
  process.kill(browser ?? 0, 'SIGKILL')
  expect(await exited).toBe(exitCode.browserDied)
  expect(output()).toContain('app: render-process-gone killed\napp: closed\n')
  expect(output()).toContain('The browser ended by itself (SIGKILL)')
})

test('a profile that another computer has open is left alone', async () => {
  const folder = freshFolder()
  mkdirSync(path.join(folder, 'chromium'))
  symlinkSync('another-computer-123', path.join(folder, 'chromium', 'SingletonLock'))
  const running = start(folder, ['--shell-headless'])
  expect(await running.exited).toBe(exitCode.profileInUse)
  expect(running.output()).toContain(`delete ${path.join(folder, 'chromium', 'SingletonLock')} and start again`)
})

test('no browser, or no display, ends with what to do', async () => {
  const noBrowser = start(freshFolder(), ['--shell-headless'], { COUNTERFOIL_CHROMIUM: '/nowhere/chromium' })
  expect(await noBrowser.exited).toBe(exitCode.noBrowser)
  expect(noBrowser.output()).toMatch(/\n {2}sudo apt-get install -y chromium\n/)
  const noDisplay = start(freshFolder(), [], { DISPLAY: '', WAYLAND_DISPLAY: '' })
  expect(await noDisplay.exited).toBe(exitCode.noDisplay)
  expect(noDisplay.output()).toContain('--shell-headless')
})
