import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test("the shell's own arguments are read, and the app sees the others", () => {
  const args = ['--sample', '--shell-headless', '--user-data-dir=/data', '--shell-debug-port=0', 'open.html']
  expect(readCommandLine(args)).toStrictEqual({
    userData: '/data',
    headless: true,
    debugPort: 0,
    switches: [],
    rest: ['--sample', '--user-data-dir=/data', 'open.html'],
  })
})

test('without arguments there is a window and no port', () => {
  expect(readCommandLine([])).toStrictEqual({
    userData: undefined,
    headless: false,
    debugPort: undefined,
    switches: [],
    rest: [],
  })
})

test('switches for the browser are handed on, their values whole', () => {
  const { switches, rest } = readCommandLine(['--shell-switch=enable-features=One,Two', '--shell-switch=mute-audio'])
  expect(switches).toEqual(['--enable-features=One,Two', '--mute-audio'])
  expect(rest).toEqual([])
})

test.each(['', '-1', '65536', '80x', '1e3'])('%j is no port', (port) => {
  expect(() => readCommandLine([`--shell-debug-port=${port}`])).toThrow('is not a port')
})
