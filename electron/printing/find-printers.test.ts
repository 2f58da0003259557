import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { findListening, neighbours } from './find-printers.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const listen = async (): Promise<number> => {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const card = (address: string, internal = false) => ({
  ...{ address, internal, netmask: '255.255.255.0', mac: '00:00:00:00:00:01', cidr: null },
  family: 'IPv4' as const,
})

test('the neighbours are the rest of the private networks that this machine is in', () => {
  const hosts = neighbours({ lo: [card('127.0.0.1', true)], eth0: [card('192.168.1.7'), card('8.8.8.8')] })
  expect(hosts).toHaveLength(253)
  expect(hosts).toContain('192.168.1.254')
  expect(hosts).not.toContain('192.168.1.7')
})

test('a host that listens is found among those that do not', async () => {
  const port = await listen()
  const hosts = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
  expect(await findListening(hosts, port, new AbortController().signal)).toEqual(['127.0.0.2'])
})

test('a search that is given up finds nothing more', async () => {
  const port = await listen()
  expect(await findListening(['127.0.0.2'], port, AbortSignal.abort())).toEqual([])
})
