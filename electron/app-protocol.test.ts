import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApp } from './app-protocol.ts'

let base = ''
let made = 0
beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'counterfoil-pages-'))
  mkdirSync(path.join(base, 'renderer', 'assets'), { recursive: true })
  writeFileSync(path.join(base, 'secret.json'), 'secret')
  mkdirSync(path.join(base, 'renderer-other'))
  writeFileSync(path.join(base, 'renderer-other', 'secret.json'), 'secret')
  writeFileSync(path.join(base, 'renderer', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">')
  writeFileSync(path.join(base, 'renderer', 'assets', 'main.js'), 'export {}')
  writeFileSync(path.join(base, 'renderer', 'notes.txt'), 'not served')
})
afterAll(() => rmSync(base, { recursive: true }))

const get = (url: string, method = 'GET') => {
  const nonce = () => {
    made += 1
    return `nonce${made}`
  }
  return serveApp({ folder: path.join(base, 'renderer'), nonce })({ url, method })
}

test('a page comes with a policy whose nonce is that of its meta element, new for each load', async () => {
  const first = await get('app://counterfoil/index.html')
  const nonce = /nonce="(\w+)"/.exec(await first.text())?.[1]
  const policy = first.headers.get('content-security-policy')
  expect(nonce).toMatch(/^nonce\d+$/)
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(first.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await (await get('app://counterfoil/')).text()).not.toContain(`"${nonce}"`)
})

test('a script comes with its type', async () => {
  const response = await get('app://counterfoil/assets/main.js?v=1')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test.each([
  'app://counterfoil/../secret.json',
  'app://counterfoil/../../etc/passwd',
  'app://counterfoil/%2e%2e/secret.json',
  'app://counterfoil/..%2fsecret.json',
  'app://counterfoil/assets/..%2f..%2fsecret.json',
  'app://counterfoil/%2e%2e%2frenderer-other%2fsecret.json',
  'app://counterfoil/..%5csecret.json',
  'app://counterfoil/%00',
  'app://counterfoil/%',
  'app://counterfoil/assets',
  'app://counterfoil/notes.txt',
  'app://counterfoil/missing.js',
  'app://elsewhere/index.html',
  'file:///etc/passwd',
  'nonsense',
])('%s is not found', async (url) => {
  const response = await get(url)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('not found')
})

test('nothing but reading is served', async () => {
  expect((await get('app://counterfoil/index.html', 'POST')).status).toBe(404)
})
