import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** What the network does to one upload and its answer. */
export type Fault =
  /** The connection breaks before head office has heard anything. */
  | 'drop_request'
  /** Half of the request arrives, then the connection breaks. */
  | 'truncate_request'
  /** Head office takes it and answers; the answer never arrives. */
  | 'drop_answer'
  /** Half of the answer arrives, then the connection breaks. */
  | 'truncate_answer'
  /** The answer comes a byte at a time and never ends. */
  | 'dribble_answer'
  /** Nothing: this one goes through. */
  | 'pass'
  /** The request arrives twice; the second answer is passed on. */
  | 'double'
  /** Somebody in between answers. */
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }

/** A network between till and head office that misbehaves as told, once per fault; otherwise it passes everything on. */
export type FaultProxy = {
  readonly url: string
  /** What will happen to the next uploads, and to the next requests to be given entries back, in order. */
  readonly faults: Fault[]
  readonly pullFaults: Fault[]
  /** Nothing gets through while true: each connection is refused in its first moment. */
  down: boolean
  /** In place of head office's own answer to a look at its health. */
  health: { readonly status: number; readonly body: string } | null
  /** The uploads and looks at the health that were seen, lost or not. */
  readonly seen: { uploads: number; looks: number }
  /** Sends an upload that was seen before once more, as a late duplicate; gives head office's status. */
  readonly replay: (index: number) => Promise<number>
  readonly close: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const sendHalf = (target: URL, path: string, body: Buffer) =>
  new Promise<void>((resolve) => {
    const socket = connect(Number(target.port), target.hostname, () => {
      socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`)
      socket.write(`content-length: ${body.length}\r\n\r\n`)
      socket.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy())
    })
    socket.on('close', () => resolve())
  })

const pass = async (reply: ServerResponse, answer: Response, body: Buffer) => {
  const headers: Record<string, string> = { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }
  const retryAfter = answer.headers.get('retry-after')
  if (retryAfter !== null) headers['retry-after'] = retryAfter
  reply.writeHead(answer.status, headers).end(body)
}

/** Opens a proxy in front of head office. */
export const openFaultProxy = async (targetUrl: string): Promise<FaultProxy> => {
  const target = new URL(targetUrl)
  const uploads: Buffer[] = []
  const timers = new Set<NodeJS.Timeout>()
  const forward = (path: string, method: string, body: Buffer) => {
    const request =
      method === 'GET' ? {} : { body: new Uint8Array(body), headers: { 'content-type': 'application/json' } }
    return fetch(new URL(path, target), { method, ...request })
  }

  const misbehave = async (fault: Exclude<Fault, 'pass'>, path: string, body: Buffer, reply: ServerResponse) => {
    const cut = () => reply.socket?.destroy()
    if (typeof fault === 'object') return reply.writeHead(fault.status, fault.headers).end(fault.body)
    if (fault === 'drop_request') return cut()
    if (fault === 'truncate_request') return sendHalf(target, path, body).then(cut)
    const answer = await forward(path, 'POST', body)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (fault === 'drop_answer') return cut()
    if (fault === 'double') {
      const second = await forward(path, 'POST', body)
      return pass(reply, second, Buffer.from(await second.arrayBuffer()))
    }
    reply.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': bytes.length })
    if (fault === 'truncate_answer') return reply.write(bytes.subarray(0, bytes.length / 2), cut)
    let sent = 0
    timers.add(setInterval(() => sent < bytes.length / 2 && reply.write(bytes.subarray(sent, ++sent)), 20))
  }

  const proxy = {
    faults: [] as Fault[],
    pullFaults: [] as Fault[],
    down: false,
    health: null as FaultProxy['health'],
    seen: { uploads: 0, looks: 0 },
  }
  const server = createServer(async (request, reply) => {
    try {
      const body = await bodyOf(request)
      const path = request.url ?? '/'
      const isUpload = path === '/v1/push'
      if (isUpload) proxy.seen.uploads += 1
      if (path === '/health') proxy.seen.looks += 1
      if (proxy.down) return request.socket.destroy()
      if (isUpload) uploads.push(body)
      const faults = isUpload ? proxy.faults : path === '/v1/pull' ? proxy.pullFaults : []
      const fault = faults.shift()
      if (fault && fault !== 'pass') return await misbehave(fault, path, body, reply)
      if (path === '/health' && proxy.health) return reply.writeHead(proxy.health.status).end(proxy.health.body)
      const answer = await forward(path, request.method ?? 'GET', body)
      await pass(reply, answer, Buffer.from(await answer.arrayBuffer()))
    } catch {
      // Head office is gone, or the till went away: the network has nothing to say about it.
      request.socket.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay: async (index: number) => (await forward('/v1/push', 'POST', uploads[index] ?? Buffer.alloc(0))).status,
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
