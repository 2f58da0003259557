import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, freshFolder, openWindow, type ShellWindow, stopAll } from './shell-window.ts'

// On the fixture's page.
declare const fixture: Fixture
declare const seen: string[]
declare const apiAtStart: string

let window: ShellWindow
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
      'electron.dialog.showOpenDialog',
      'electron.app.getFileIcon',
      'electron.webContents.printToPDF',
      'electron.Tray',
      "electron.BrowserWindow's option frame",
      'electron.ipcRenderer.sendSync',
    ].map((name) => `${name} is not carried by the Chromium shell`),
  )
})
