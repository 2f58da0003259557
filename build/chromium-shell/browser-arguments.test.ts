import { expect, test } from 'vitest'
import { type BrowserSetting, browserArguments } from './browser-arguments.ts'

const setting: BrowserSetting = {
  profile: '/data/chromium',
  title: '存根 <Counterfoil>',
  backgroundColor: '#0b1a2c',
  width: 1280,
  height: 800,
  headless: false,
  debugPort: undefined,
  isRoot: false,
  switches: [],
}

test('nothing listens, nothing is unsandboxed, nothing is hidden unless asked for', () => {
  const args = browserArguments(setting)
  expect(args).toContain('--remote-debugging-pipe')
  expect(args.filter((arg) => /remote-debugging-port|no-sandbox|test-type|headless/.test(arg))).toStrictEqual([])
})

test('what was asked for is there', () => {
  const switches = ['--force-device-scale-factor=2']
  const args = browserArguments({ ...setting, headless: true, debugPort: 0, isRoot: true, switches })
  expect(args).toEqual(
    expect.arrayContaining(['--headless=new', '--remote-debugging-port=0', '--no-sandbox', ...switches]),
  )
})

test('no name is resolved, no proxy is asked, and the page is never slowed down', () => {
  expect(browserArguments(setting)).toEqual(
    expect.arrayContaining([
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--no-proxy-server',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
    ]),
  )
})

test("the waiting page shows the app's name and colour and cannot be broken out of", () => {
  const page = decodeURIComponent(browserArguments(setting).at(-1) ?? '')
  expect(page).toContain('<title>存根 &#60;Counterfoil></title>')
  expect(page).toContain('background:#0b1a2c')
  const hostile = decodeURIComponent(browserArguments({ ...setting, backgroundColor: '"><script>' }).at(-1) ?? '')
  expect(hostile).not.toContain('<script>')
})
