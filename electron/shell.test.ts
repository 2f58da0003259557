import { afterEach, expect, test } from 'vitest'
import { currentShell, sayShellOnce } from './shell.ts'

afterEach(() => {
  globalThis.counterfoilShell = undefined
})

test('the shell is said once, as soon as its version is known', () => {
  let version = ''
  globalThis.counterfoilShell = {
    name: 'chromium',
    get version() {
      return version
    },
  }
  const said: string[] = []
  const say = sayShellOnce((words) => said.push(words))
  say()
  expect(said).toEqual([])
  version = '156.0'
  say()
  say()
  expect(said).toEqual(['chromium 156.0'])
})

test('without a mark it is Electron', () => {
  expect(currentShell().name).toBe('electron')
})
