import { expect, test } from 'vitest'
import { checkWindowOptions, type WindowOptions } from './window-options.ts'

test('a window as the till opens it is carried', () => {
  const webPreferences = { preload: 'x', sandbox: true, nodeIntegration: false, backgroundThrottling: false }
  expect(() => checkWindowOptions({ width: 1280, height: 800, show: false, webPreferences })).not.toThrow()
})

test.each([
  [{ frame: false }, 'option frame'],
  [{ webPreferences: { nodeIntegration: true } }, 'webPreferences.nodeIntegration: true'],
  [{ webPreferences: { sandbox: false } }, 'webPreferences.sandbox: false'],
  [{ webPreferences: { webviewTag: false } }, 'webPreferences.webviewTag: false'],
])('%j is refused by name', (options, name) => {
  expect(() => checkWindowOptions(options as WindowOptions)).toThrow(`${name} is not carried`)
})
