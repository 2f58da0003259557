import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { DevtoolsPipe } from './devtools-pipe.ts'
import { type NavigationGate, serveRequests } from './page-requests.ts'
import { protocol } from './protocol.ts'

protocol.handle('served', async (request) => {
  if (request.url.endsWith('/broken')) throw new Error('a bug of the app')
  return new Response(`${request.method} ${request.url}`, {
    status: 201,
    headers: { 'content-security-policy': 'none' },
  })
})

type Command = { method: string; params: Record<string, unknown> }

/** What the browser is told about a request for this address. */
const answerTo = async (url: string, resourceType = 'Fetch', mayGo: NavigationGate = () => true): Promise<Command> => {
  const toBrowser = new PassThrough()
  const fromBrowser = new PassThrough()
  const commands: Command[] = []
  toBrowser.on('data', (chunk) => commands.push(JSON.parse(String(chunk).replace('\0', '')) as Command))
  void serveRequests(new DevtoolsPipe(toBrowser, fromBrowser), 'S', mayGo)
  const params = { requestId: 'R', frameId: 'F', resourceType, request: { url, method: 'GET', headers: {} } }
  fromBrowser.write(`${JSON.stringify({ method: 'Fetch.requestPaused', sessionId: 'S', params })}\0`)
  await expect.poll(() => commands.length).toBe(2)
  return commands[1] ?? { method: 'none', params: {} }
}

test("the app's answer is given with its status and headers", async () => {
  const { method, params } = await answerTo('https://till.served.localhost/page.js')
  expect([method, params.responseCode]).toStrictEqual(['Fetch.fulfillRequest', 201])
  expect(params.responseHeaders).toContainEqual({ name: 'content-security-policy', value: 'none' })
  expect(Buffer.from(String(params.body), 'base64').toString()).toBe('GET served://till/page.js')
})

test.each(['https://example.com/', 'http://127.0.0.1:80/', 'file:///etc/passwd', 'https://till.other.localhost/'])(
  '%s is nothing that the app serves, so it fails',
  async (url) => {
    expect(await answerTo(url)).toMatchObject({
      method: 'Fetch.failRequest',
      params: { requestId: 'R', errorReason: 'BlockedByClient' },
    })
  },
)

test('a document that the page may not go to fails before the app is asked', async () => {
  const refused = await answerTo('https://till.served.localhost/', 'Document', () => false)
  expect(refused).toMatchObject({ method: 'Fetch.failRequest', params: { errorReason: 'Aborted' } })
})

test('what a page makes itself passes', async () => {
  expect(await answerTo('data:text/plain,x')).toMatchObject({ method: 'Fetch.continueRequest' })
})

test('a bug of the app fails one request', async () => {
  expect(await answerTo('https://till.served.localhost/broken')).toMatchObject({
    method: 'Fetch.failRequest',
    params: { errorReason: 'Failed' },
  })
})
