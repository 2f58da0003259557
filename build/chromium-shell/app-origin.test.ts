import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appOrigin, toAppUrl, toPageUrl } from './app-origin.ts'

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/)
const rest = fc.webPath().map((path) => (path.startsWith('/') ? path : `/${path}`))

test('an address of the app survives the way to the browser and back', () => {
  fc.assert(
    fc.property(label, rest, (host, path) => {
      const url = `app://${host}${path}`
      expect(toAppUrl(toPageUrl(url))).toBe(url)
      expect(new URL(toPageUrl(url)).origin).toBe(`https://${host}.app.localhost`)
    }),
  )
})

test('two hosts of the app are two origins', () => {
  expect(new URL(toPageUrl('app://a/')).origin).not.toBe(new URL(toPageUrl('app://b/')).origin)
})

test('the root may be left out, and a query or fragment stays', () => {
  expect(toPageUrl('app://counterfoil')).toBe('https://counterfoil.app.localhost/')
  expect(toAppUrl('https://counterfoil.app.localhost?x#y')).toBe('app://counterfoil/?x#y')
})

test.each([
  'https://example.com/',
  'https://counterfoil.app.localhost.example.com/',
  'https://evil.example/counterfoil.app.localhost/',
  'https://user@counterfoil.app.localhost/',
  'https://counterfoil.app.localhost:8443/',
  'http://counterfoil.app.localhost/',
  'https://example.https.localhost/',
  'https://etc.file.localhost/passwd',
  'data:text/html,x',
])('%s is no address of the app', (url) => {
  expect(toAppUrl(url)).toBe(url)
})

test.each(['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://a.b/', 'nothing'])(
  'no page stands for %s',
  (url) => {
    expect(() => toPageUrl(url)).toThrow('No page can stand for')
  },
)

test("an origin is reported in the app's own words", () => {
  expect(appOrigin('app://counterfoil/index.html?x')).toBe('app://counterfoil')
  expect(appOrigin('data:text/html,x')).toBe('null')
})
