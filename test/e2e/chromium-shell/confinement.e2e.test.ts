import { createSocket } from 'node:dgram'
import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import { type Fixture, freshFolder, openWindow, type ShellWindow, stopAll } from './shell-window.ts'

// On the fixture's page.
declare const fixture: Fixture
declare const seen: string[]
declare const askWorker: (question: number) => Promise<object>
declare const reach: (address: string) => Promise<object>

let window: ShellWindow
beforeAll(async () => {
  window = await openWindow(freshFolder())
})
afterAll(stopAll)

test('a window that is asked to fills the screen', async () => {
  const fills = () =>
    window.page.evaluate(() =>
      [screenX === 0, screenY === 0, outerWidth === screen.availWidth, outerHeight === screen.availHeight].every(
        Boolean,
      ),
    )
  expect(await fills()).toBe(false)
  await window.page.evaluate(() => fixture.invoke('maximize'))
  await eventually(async () => expect(await fills()).toBe(true))
})

test('the content policy holds, and a worker runs under it', async () => {
  expect(await window.page.evaluate(() => 'inlineRan' in globalThis)).toBe(false)
  expect(await window.page.evaluate(() => askWorker(21))).toStrictEqual({ answer: 42, own: 200, other: 'refused' })
})

test('the app alone says what its addresses hold', async () => {
  const asked = ['/..%2fmain.cjs', '/..%2f..%2fshell-app/page/page.js', '/none.js', 'https://other.app.localhost/']
  const answers = await window.page.evaluate(
    (addresses) => Promise.all(addresses.map((each) => fetch(each).then(({ status }) => status, String))),
    asked,
  )
  expect(answers).toStrictEqual([403, 200, 404, 'TypeError: Failed to fetch'])
})

test('permissions are as the app decided', async () => {
  const found = await window.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'midi', 'persistent-storage']
    const states = names.map(async (name) => [
      name,
      (await navigator.permissions.query({ name: name as PermissionName })).state,
    ])
    return { kept: await navigator.storage.persist(), ...Object.fromEntries(await Promise.all(states)) }
  })
  expect(found).toStrictEqual({
    kept: true,
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    notifications: 'denied',
    midi: 'denied',
    'persistent-storage': 'granted',
  })
})

test('a child window is denied and closed, and the page that asked for it goes on', async () => {
  // A child that is closed too early does not freeze its opener every time, but within twenty it does.
  for (let child = 1; child <= 20; child += 1) {
    await window.page.evaluate((address) => void globalThis.open(address), `https://example.com/${child}`)
    await window.told(`app: window-open https://example.com/${child}\n`)
    await eventually(() => expect(window.browser.contexts()[0]?.pages()).toHaveLength(1))
  }
  expect(await window.page.evaluate(() => fixture.echo('alive'))).toBe('alive')
})

test('the page cannot go anywhere else, and stays alive where it is', async () => {
  const before = await window.page.evaluate(() => performance.timeOrigin)
  await window.page.evaluate(() => {
    location.href = 'https://example.com/away'
  })
  await window.told('app: will-navigate https://example.com/away')
  expect(await window.page.evaluate(() => [performance.timeOrigin, location.origin])).toStrictEqual([
    before,
    'https://shell-app.app.localhost',
  ])
  expect(window.output()).not.toContain('app: close')
})

test('nor to an empty page, to which no request leads', async () => {
  const before = await window.page.evaluate(() => performance.timeOrigin)
  for (const url of ['about:blank', 'about:blank#again']) {
    await window.page.evaluate((address) => {
      location.href = address
    }, url)
    await window.told(`app: will-navigate ${url}\n`)
  }
  await window.page.evaluate(() => void globalThis.open('about:blank?self', '_self'))
  await window.told('app: will-navigate about:blank?self')
  expect(await window.page.evaluate(() => [performance.timeOrigin, fixture.add(1, 2)])).toStrictEqual([before, 3])
})

test("the browser's keys reach the page and do nothing else", async () => {
  await window.page.evaluate(() => {
    addEventListener('keydown', ({ key, defaultPrevented }) => seen.push(`${key} ${defaultPrevented}`))
  })
  for (const keys of ['Control+r', 'Control+w', 'F5', 'F12', 'a', 'Control+a']) await window.page.keyboard.press(keys)
  const keys = await window.page.evaluate(() => seen.filter((word) => !word.startsWith('Control')))
  expect(keys).toStrictEqual(['r true', 'w true', 'F5 true', 'F12 true', 'a false', 'a false'])
})

test("the browser's profile is the owner's alone", async () => {
  const { userData } = (await window.page.evaluate(() => fixture.invoke('facts'))) as { userData: string }
  expect(statSync(path.join(userData, 'chromium')).mode & 0o777).toBe(0o700)
})

test('a message to a document that is gone is from nobody', async () => {
  await window.page.evaluate(() => {
    fixture.invoke('slow')
    fixture.invoke('reload')
  })
  await window.told('app: sender of a document that is gone: null')
  await window.page.waitForFunction(() => document.readyState === 'complete')
  expect(await window.page.evaluate(() => fixture.echo('again'))).toBe('again')
})

test('no way out of the page reaches a server, even where no policy forbids it', async () => {
  const reached: string[] = []
  const server = createServer((socket) => {
    reached.push('a connection')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const datagrams = createSocket('udp4').on('message', () => reached.push('a datagram'))
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve))
  const { page } = await openWindow(freshFolder(), ['open.html'])
  for (const host of ['127.0.0.1', 'localhost']) {
    const outcome = await page.evaluate((address) => reach(address), `http://${host}:${port}/`)
    const { beacon: _queued, ...ways } = outcome as Record<string, unknown>
    expect(new Set(Object.values(ways))).toStrictEqual(new Set(['refused']))
    expect(Object.keys(ways)).toHaveLength(6)
  }
  server.close()
  datagrams.close()
  expect(reached).toStrictEqual([])
})
