import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DevtoolsPipe } from './devtools-pipe.ts'

const pipeWithEnds = () => {
  const toBrowser = new PassThrough()
  const fromBrowser = new PassThrough()
  return { pipe: new DevtoolsPipe(toBrowser, fromBrowser), toBrowser, fromBrowser }
}

test('messages are put together wherever the pipe cuts them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), fc.nat(40), async (titles, size) => {
      const { pipe, fromBrowser } = pipeWithEnds()
      const heard: string[] = []
      pipe.on('Page.navigatedWithinDocument', ({ url }) => heard.push(url), 'S')
      const message = (url: string) =>
        `${JSON.stringify({ method: 'Page.navigatedWithinDocument', sessionId: 'S', params: { url } })}\0`
      const bytes = Buffer.from(titles.map(message).join(''))
      for (let at = 0; at < bytes.length; at += size + 1) fromBrowser.write(bytes.subarray(at, at + size + 1))
      await expect.poll(() => heard.length).toBe(titles.length)
      expect(heard).toStrictEqual(titles)
    }),
    { numRuns: 25 },
  )
})

test('each reply finds its question, in any order', async () => {
  const { pipe, toBrowser, fromBrowser } = pipeWithEnds()
  const first = pipe.send('Browser.getVersion', {})
  const second = pipe.send('Page.enable', {}, 'S')
  expect(String(toBrowser.read())).toBe(
    '{"id":1,"method":"Browser.getVersion","params":{}}\0{"id":2,"method":"Page.enable","params":{},"sessionId":"S"}\0',
  )
  fromBrowser.write('{"id":2,"error":{"message":"No page"}}\0{"id":1,"result":{"product":"Chrome/1"}}\0')
  await expect(second).rejects.toThrow('Page.enable: No page')
  await expect(first).resolves.toStrictEqual({ product: 'Chrome/1' })
})

test('a session hears its own events until it is forgotten', async () => {
  const { pipe, fromBrowser } = pipeWithEnds()
  const heard: string[] = []
  pipe.on('Page.loadEventFired', () => heard.push('A'), 'A')
  pipe.on('Page.loadEventFired', () => heard.push('B'), 'B')
  pipe.forget('A')
  fromBrowser.write(
    '{"method":"Page.loadEventFired","sessionId":"A"}\0{"method":"Page.loadEventFired","sessionId":"B"}\0',
  )
  await expect.poll(() => heard).toStrictEqual(['B'])
})

test('a hearer that fails takes no message from the others, and its error stays uncaught', async () => {
  const { pipe, fromBrowser } = pipeWithEnds()
  const heard: string[] = []
  const uncaught: unknown[] = []
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => uncaught.push(error))
  try {
    const bug = new Error('a bug of the app')
    pipe.on('Page.loadEventFired', () => {
      throw bug
    })
    pipe.on('Page.loadEventFired', () => heard.push('second hearer'))
    pipe.on('Page.frameResized', () => heard.push('next message'))
    fromBrowser.write('{"method":"Page.loadEventFired"}\0{"method":"Page.frameResized"}\0')
    await expect.poll(() => heard).toStrictEqual(['second hearer', 'next message'])
    await expect.poll(() => uncaught).toStrictEqual([bug])
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const listener of others) process.on('uncaughtException', listener)
  }
})

test('a browser that goes leaves nobody waiting', async () => {
  const { pipe } = pipeWithEnds()
  const waiting = pipe.send('Browser.getVersion', {})
  pipe.close()
  await expect(waiting).rejects.toThrow('the browser is gone')
  await expect(pipe.send('Browser.getVersion', {})).rejects.toThrow('the browser is gone')
})
