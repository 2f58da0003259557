import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { exitCode } from '../../build/chromium-shell/shell.ts'
import { aliveOf, endOf, killTree, mentioning, tree } from './processes.ts'

// What the fixture's page and preload put on `window`; see test/fixtures/shell-app.
type Fixture = {
  constants: { two: number; list: object[]; bytes: Uint8Array; when: Date }
  add: (a: number, b: number) => number
  adder: (a: number) => (b: number) => number
  echo: (value: unknown) => Promise<unknown>
  invoke: (channel: string, ...values: unknown[]) => Promise<unknown>
  leak: () => object
  onGreeting: (hear: (...values: unknown[]) => void) => () => void
  refusal: () => string
  throws: () => never
  twice: (callback: (value: number) => number) => number
  world: () => object
}
declare const fixture: Fixture
declare const seen: string[]
declare const apiAtStart: string
declare const sell: (id: number) => Promise<void>
declare const sales: () => Promise<number[]>
declare const askWorker: (question: number) => Promise<object>
declare const reach: (address: string) => Promise<object>

const root = path.resolve(import.meta.dirname, '../..')
const program = path.join(root, 'build/chromium-shell/run.ts')
const fixtureApp = path.join(root, 'test/fixtures/shell-app')

/** The fixture's app in the shell. */
type Running = {
  child: ChildProcess
  pid: number
  output: () => string
  exited: Promise<number | null>
  /** Waits until the app has told this; fails with all that it told if it ends before. */
  told: (words: string) => Promise<void>
}
type Window = Running & { page: Page; browser: Browser; port: number }

const started: Running[] = []
const folders: string[] = []

const freshFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-shell-'))
  folders.push(folder)
  return folder
}

const start = (userData: string, args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Running => {
  const child = spawn(process.execPath, [program, fixtureApp, `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const waiting = new Set<() => void>()
  const add = (chunk: Buffer): void => {
    text += chunk
    for (const look of waiting) look()
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const told = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(words)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      exited.then(() => reject(new Error(`The app ended before it told '${words}':\n${text}`)))
    })
  const running = { child, pid: child.pid ?? 0, output: () => text, exited, told }
  started.push(running)
  return running
}

const openWindow = async (userData: string, args: readonly string[] = []): Promise<Window> => {
  const running = start(userData, ['--shell-headless', '--shell-debug-port=0', ...args])
  await running.told('app: loaded')
  const port = Number(/^shell: debugging port (\d+)$/m.exec(running.output())?.[1])
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const page = browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('The shell shows no page')
  // Otherwise Playwright answers in the shell's place whether the page may be left.
  page.on('dialog', () => undefined)
  return { ...running, page, browser, port }
}

const stopAll = async (): Promise<void> => {
  for (const { pid, child } of started.splice(0)) if (child.exitCode === null) await killTree(pid)
  for (const folder of folders.splice(0)) {
    await endOf(mentioning(folder))
    rmSync(folder, { recursive: true, maxRetries: 5 })
  }
}

describe('one window, looked at from all sides', () => {
  let window: Window
  beforeAll(async () => {
    window = await openWindow(freshFolder())
  })
  afterAll(stopAll)

  test('the preload exposes its values, frozen, before the first script of the page', async () => {
    const found = await window.page.evaluate(() => ({
      atStart: apiAtStart,
      kinds: [fixture.constants.bytes instanceof Uint8Array, fixture.constants.when instanceof Date],
      frozen: [fixture, fixture.constants, fixture.constants.list, fixture.constants.list[1]].map(Object.isFrozen),
      overwritten: Reflect.set(globalThis, 'fixture', 1) || Reflect.deleteProperty(globalThis, 'fixture'),
      functions: [fixture.add(2, 3), fixture.adder(2)(5), fixture.twice((value) => value + 10)],
    }))
    expect(found).toStrictEqual({
      atStart: 'object',
      kinds: [true, true],
      frozen: [true, true, true, true],
      overwritten: false,
      functions: [5, 7, 21],
    })
  })

  test("the preload's world has what a sandboxed preload has, and the page sees none of it", async () => {
    const found = await window.page.evaluate(() => ({
      preload: fixture.world(),
      page: ['require', 'process', 'module', 'preloadGlobal', 'receiveFromMain'].filter((name) => name in globalThis),
      secrets: Object.getOwnPropertyNames(globalThis).filter((name) => /^s[0-9a-f]{32}$/.test(name)),
      leaked: fixture.leak(),
    }))
    expect(found).toStrictEqual({
      preload: { require: 'function', process: 'renderer', node: 'undefined', secrets: [] },
      page: [],
      secrets: [],
      leaked: {},
    })
  })

  test('a window that is asked to fills the screen', async () => {
    const fills = () =>
      window.page.evaluate(() =>
        [screenX === 0, screenY === 0, outerWidth === screen.availWidth, outerHeight === screen.availHeight].every(
          Boolean,
        ),
      )
    expect(await fills()).toBe(false)
    await window.page.evaluate(() => fixture.invoke('maximize'))
    await expect.poll(fills).toBe(true)
  })

  test('a page that replaces the built-ins overhears nothing of the bridge', async () => {
    const overheard = await window.page.evaluate(async () => {
      await fixture.echo({ price: 1800 })
      fixture.add(1, 2)
      return [...seen]
    })
    expect(overheard).toStrictEqual([])
    const replaced = await window.page.evaluate(() => {
      document.dispatchEvent(new CustomEvent('probe', { detail: JSON.parse('1') }))
      return seen.splice(0)
    })
    expect(replaced).toContain('dispatch probe')
  })

  test("a page's callback cannot reach into what calls it", async () => {
    const reached = await window.page.evaluate(() => {
      // Not strict on purpose: only such a function may look at its caller.
      const look = new Function('return look.caller') as () => unknown
      Object.assign(globalThis, { look })
      return fixture.twice(look as () => number)
    })
    expect(reached).toBeNull()
  })

  test('values go to the main process and back as they are', async () => {
    const kept = await window.page.evaluate(async () => {
      const sent = {
        map: new Map([[1, new Set([2n])]]),
        none: undefined,
        zero: -0,
        mark: { $: 1 },
        bytes: new Uint8Array([7]),
      }
      const back = (await fixture.echo(sent)) as typeof sent
      return [
        back.map.get(1)?.has(2n),
        'none' in back,
        Object.is(back.zero, -0),
        back.mark.$,
        back.bytes instanceof Uint8Array && back.bytes[0],
      ]
    })
    expect(kept).toStrictEqual([true, true, true, 1, 7])
  })

  test('of an error the message crosses', async () => {
    const found = await window.page.evaluate(async () => {
      const messageOf = async (act: () => unknown): Promise<unknown> => {
        try {
          return await act()
        } catch (error) {
          return [(error as Error).name, (error as Error).message, 'secret' in (error as Error)]
        }
      }
      return {
        main: await messageOf(() => fixture.invoke('fail')),
        nobody: await messageOf(() => fixture.invoke('nobody')),
        preload: await messageOf(() => fixture.throws()),
        clone: await messageOf(() => fixture.echo(() => 1)),
      }
    })
    expect(found).toStrictEqual({
      main: ['Error', "Error invoking remote method 'fail': Error: the till is closed", false],
      nobody: ['Error', "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'", false],
      preload: ['Error', 'no such table', false],
      clone: ['Error', 'An object could not be cloned: a function is not carried.', false],
    })
  })

  test('the main process knows who calls, and can speak first', async () => {
    expect(await window.page.evaluate(() => fixture.invoke('sender'))).toStrictEqual({
      url: 'app://shell-app/',
      origin: 'app://shell-app',
      own: true,
    })
    const heard = await window.page.evaluate(
      () =>
        new Promise((resolve) => {
          const off = fixture.onGreeting((word, when) => {
            off()
            resolve([word, (when as Date).getTime()])
          })
          fixture.invoke('hello')
        }),
    )
    expect(heard).toStrictEqual(['hello', 7])
  })

  test('the app can tell which shell it is in, and has no keyring', async () => {
    const version: unknown = expect.stringMatching(/^\d+(\.\d+)+$/)
    expect(await window.page.evaluate(() => fixture.invoke('facts'))).toMatchObject({
      name: 'Shell App',
      version: '1.2.3',
      encryption: [false, 'basic_text'],
      electron: undefined,
      shell: { name: 'chromium', version },
    })
  })

  test('what is not carried is named', async () => {
    const named = (await window.page.evaluate(() => fixture.invoke('not-carried'))) as string[]
    expect([...named, await window.page.evaluate(() => fixture.refusal())]).toStrictEqual(
      [
        'electron.shell.openExternal',
        'electron.app.getFileIcon',
        'electron.webContents.printToPDF',
        'electron.Tray',
        "electron.BrowserWindow's option frame",
        'electron.ipcRenderer.sendSync',
      ].map((name) => `${name} is not carried by the Chromium shell`),
    )
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
      await expect.poll(() => window.browser.contexts()[0]?.pages().length).toBe(1)
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
})

describe('beginning, ending and everything between', () => {
  afterEach(stopAll)

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
    await expect.poll(() => output().split('app: did-finish-load').length).toBe(3)
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
})

/** The sockets of these processes, by inode; of a process that ends meanwhile, none. */
const socketsOf = (pid: number): string[] => {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(path.join(folder, fd)))?.[1] ?? []
      } catch {
        // Closed while we looked.
        return []
      }
    })
  } catch {
    // It ended while we looked.
    return []
  }
}

/** The inodes of all sockets on this machine that wait for a TCP connection. */
const listening = (): string[] =>
  ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, , , state, , , , , , inode]) => (state === '0A' && inode !== undefined ? [inode] : [])),
  )

/** Those of the sockets that these processes hold which wait for a TCP connection. */
const listeningIn = (pids: readonly number[]): string[] => {
  const held = new Set(pids.flatMap(socketsOf))
  if (held.size === 0) throw new Error('None of these processes has a socket: they cannot be looked into')
  return listening().filter((inode) => held.has(inode))
}
