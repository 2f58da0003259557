import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('nothing given is an empty till on the built-in virtual printer', () => {
  expect(readArguments(['/app', '--no-sandbox', '--remote-debugging-pipe'])).toEqual({
    ok: true,
    value: {
      userDataFolder: null,
      sample: false,
      printer: null,
      printerVirtualFolder: null,
      headOffice: null,
      language: null,
    },
  })
})

test('everything given is read', () => {
  const args = ['--sample', '--user-data-dir=/d', '--printer=tcp:10.0.0.9:9100', '--printer-virtual-folder=/p']
  expect(readArguments([...args, '--head-office=http://127.0.0.1:1', '--enrol-code=ABC', '--language=en'])).toEqual({
    ok: true,
    value: {
      userDataFolder: '/d',
      sample: true,
      printer: { host: '10.0.0.9', port: 9_100 },
      printerVirtualFolder: '/p',
      headOffice: { url: 'http://127.0.0.1:1', code: 'ABC' },
      language: 'en',
    },
  })
})

test.each([
  '--printer=usb:1',
  '--printer-virtual-folder=/p',
  '--printer=tcp:host',
  '--printer=tcp:host:70000',
  '--language=fr',
  '--head-office=http://127.0.0.1',
  '--enrol-code=ABC',
])('%s is refused', (argument) => {
  expect(readArguments([argument])).toMatchObject({ ok: false, reason: 'bad_argument' })
})
