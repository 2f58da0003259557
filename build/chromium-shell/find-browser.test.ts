import { expect, test } from 'vitest'
import { browserPlaces, findBrowser, installCommand } from './find-browser.ts'

test('COUNTERFOIL_CHROMIUM is the only place once it is set', () => {
  expect(browserPlaces('linux', { COUNTERFOIL_CHROMIUM: '/opt/mine' })).toStrictEqual(['/opt/mine'])
  expect(findBrowser('linux', { COUNTERFOIL_CHROMIUM: '/opt/mine' }, () => false)).toBeUndefined()
})

test.each([
  ['linux', {}, '/usr/bin/google-chrome'],
  ['darwin', { HOME: '/Users/a' }, '/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['win32', { ProgramFiles: 'C:\\Program Files' }, 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'],
])('on %s an installed browser is found', (platform, environment, place) => {
  expect(findBrowser(platform, environment, (file) => file === place)).toBe(place)
})

test('Chromium is preferred, then Chrome, then Edge', () => {
  expect(findBrowser('linux', {}, () => true)).toBe('/usr/bin/chromium')
  expect(findBrowser('linux', {}, (file) => /chrome|edge/.test(file))).toBe('/usr/bin/google-chrome-stable')
})

test.each(['linux', 'darwin', 'win32'])('on %s one command installs a browser', (platform) => {
  expect(installCommand(platform)).toMatch(/^(sudo apt-get|brew|winget) install \S.*$/)
})
