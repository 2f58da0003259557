import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { FEW } from '../../../test/fuzz/runs.ts'
import { processIdAnswer } from './printer-commands.ts'
import { openTcpLink } from './tcp-link.ts'
import { tcpTransport } from './tcp-transport.ts'

let server: Server | null = null
afterEach(() => {
  server?.close()
  server = null
})

const listening = async (serve: (socket: Socket) => void): Promise<number> => {
  const started = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  server = started
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve)
  })
  return (started.address() as AddressInfo).port
}

const patience = { connect: 2_000, status: 30, write: 2_000, proof: 30 }
const ID = 'abcd'
const answer = Buffer.from(processIdAnswer(ID))

test('whatever a device answers, a job counts as confirmed only by its own number', async () => {
  let replies: readonly Uint8Array[] = []
  const port = await listening((socket) => {
    const left = [...replies]
    socket.on('data', () => {
      const next = left.shift()
      if (next === undefined) socket.end()
      else socket.write(next)
    })
  })
  const reply = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.constantFrom<Uint8Array>(
      Uint8Array.of(0x12),
      Uint8Array.of(0x12, 0x12, 0),
      Uint8Array.of(0),
      answer,
      answer.subarray(0, 6),
      processIdAnswer('dcba'),
      Buffer.concat([Buffer.alloc(70_000, 0x80), answer]),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { maxLength: 5 }), async (given) => {
      replies = given
      let begun = 0
      const result = await tcpTransport('127.0.0.1', port, { patience }).send(Uint8Array.of(65, 10), ID, () => {
        begun += 1
      })
      expect(begun).toBe(result.sent === 'nothing' ? 0 : 1)
      if (result.sent === 'all' && result.evidence === 'confirmed') {
        expect(Buffer.concat(given.map((one) => Buffer.from(one))).includes(answer)).toBe(true)
      }
    }),
    FEW,
  )
})

test('of a device that talks without end the newest bytes are kept, and no more', async () => {
  const port = await listening((socket) => {
    socket.end(Buffer.concat([Buffer.alloc(2_000_000, 0x80), answer]))
  })
  const opened = await openTcpLink({ host: '127.0.0.1', port }, 2_000)
  if (!opened.ok) throw new Error(opened.detail)
  let longest = 0
  const end = await opened.link.expect((received) => {
    longest = Math.max(longest, received.length)
    const tail = Buffer.from(received.slice(-answer.length))
    return tail.equals(answer) ? { value: tail, used: received.length } : null
  }, 10_000)
  await opened.link.close()
  expect(end?.equals(answer)).toBe(true)
  expect(longest).toBeLessThanOrEqual(4_096)
})

test('a host that is no host is a printer that cannot be reached', async () => {
  expect(await tcpTransport('a\0b', 9_100, { patience }).probe()).toBe('unreachable')
  const sent = await tcpTransport('\0', 9_100, { patience }).send(Uint8Array.of(10), ID, () => undefined)
  expect(sent).toEqual({ sent: 'nothing', why: 'unreachable' })
})
