import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findBrowser, installCommand } from '../../build/chromium-shell/find-browser.ts'

/** The journal over the real thing: fake-indexeddb knows neither durability nor a database that goes away. */

let folder = ''
let script = ''
let browser: BrowserContext

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-journal-'))
  const entry = path.join(import.meta.dirname, 'journal-page.ts')
  const lib = { entry, formats: ['es' as const], fileName: 'page' }
  const output = { outDir: path.join(folder, 'out'), minify: false, target: 'esnext', lib }
  await build({ configFile: false, logLevel: 'error', build: output })
  script = await readFile(path.join(folder, 'out', 'page.js'), 'utf8')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

beforeEach(async () => {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error(`no browser is installed: ${installCommand()}`)
  const profile = await mkdtemp(path.join(folder, 'profile-'))
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launchPersistentContext(profile, { executablePath, args, headless: true })
  await browser.route('**/*', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="/page.js"></script>',
        }),
  )
})

afterEach(() => browser.close())

const newWindow = async (): Promise<Page> => {
  const page = await browser.newPage()
  await page.goto('http://localhost/')
  await page.waitForFunction('window.page !== undefined')
  return page
}

const openedWindow = async (): Promise<Page> => {
  const page = await newWindow()
  expect(await page.evaluate('page.open()')).toBe('open')
  return page
}

test('every write asks for strict durability', async () => {
  const page = await openedWindow()
  await page.evaluate('page.sell(1, 3)')
  const asked: unknown = await page.evaluate('page.durabilities()')
  expect(asked).toContain('readwrite strict')
  expect(asked).not.toContainEqual(expect.stringMatching(/readwrite (?!strict)/))
})

test('a database of a newer version is not opened, and left as it is', async () => {
  const page = await newWindow()
  await page.evaluate('page.makeNewer()')
  expect(await page.evaluate('page.open()')).toBe('newer_version')
  expect(await page.evaluate('page.stored()')).toMatchObject([{ version: 990 }])
})

test('what was sold is there in the next window, and a start without a mirror loses nothing', async () => {
  const first = await openedWindow()
  await first.evaluate('page.sell(1, 5)')
  const before = await first.evaluate('page.look()')
  await first.close()
  const next = await openedWindow()
  expect(await next.evaluate('page.look()')).toEqual(before)
})

test('a second window does not write the same journal', async () => {
  await openedWindow()
  const second = await newWindow()
  expect(await second.evaluate('page.open()')).toBe('already_open')
})

test('a database deleted under the open window is brought back by the next sale, with nothing lost or doubled', async () => {
  const page = await openedWindow()
  await page.evaluate('page.sell(1, 3)')
  expect(await page.evaluate('page.mirrorAll()')).toBe(5)
  await page.evaluate('page.sell(4, 2)')
  await page.evaluate('page.wipe()')
  await page.evaluate('page.sell(6, 1)')
  expect(await page.evaluate('page.look()')).toEqual({
    seq: 8,
    sales: 6,
    last: 'S1-20261124-0006',
    counted: { sales: 6, total: 2_100 },
  })
})

test('a database deleted between two starts comes back from the mirror', async () => {
  const first = await openedWindow()
  await first.evaluate('page.sell(1, 4)')
  await first.evaluate('page.mirrorAll()')
  const before = await first.evaluate('page.look()')
  await first.close()
  const next = await newWindow()
  await next.evaluate('page.wipe()')
  expect(await next.evaluate('page.open()')).toBe('open')
  expect(await next.evaluate('page.look()')).toEqual(before)
})
