import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.js'

type Commands = Protocol.CommandParameters
type Replies = Protocol.CommandReturnValues
/** What Chromium tells by itself: each event's name with its parameters. */
export type DevtoolsEvents = Protocol.Events

type Message = {
  id?: number
  method?: string
  sessionId?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}
type Pending = { resolve: (result: unknown) => void; reject: (reason: Error) => void; method: string }
type Hear = (params: never) => void

const browserSession = ''

/** Speaks the DevTools protocol with a browser over two pipes: JSON texts, each ended by a zero byte. */
export class DevtoolsPipe {
  readonly #toBrowser: Writable
  readonly #pending = new Map<number, Pending>()
  readonly #hearers = new Map<string, Hear[]>()
  #unfinished: Buffer[] = []
  #lastId = 0
  #closed = false

  constructor(toBrowser: Writable, fromBrowser: Readable) {
    this.#toBrowser = toBrowser
    fromBrowser.on('data', (chunk: Buffer) => this.#take(chunk))
    // Both ends break when the browser goes; `close()` is then called by whoever watches the process.
    fromBrowser.on('error', () => this.close())
    toBrowser.on('error', () => this.close())
  }

  /** Resolves with the browser's reply; rejects with its refusal, or when the pipe closes first. */
  send<M extends keyof Commands>(method: M, params: Commands[M], sessionId = browserSession): Promise<Replies[M]> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the browser is gone`))
    const id = ++this.#lastId
    const text = JSON.stringify({ id, method, params, ...(sessionId === browserSession ? {} : { sessionId }) })
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: (result) => resolve(result as Replies[M]), reject, method })
      this.#toBrowser.write(`${text}\0`)
    })
  }

  /** Calls `hear` at each such event of one session; without a session, of the browser itself. */
  on<M extends keyof DevtoolsEvents>(
    method: M,
    hear: (params: DevtoolsEvents[M]) => void,
    sessionId = browserSession,
  ): void {
    const key = `${sessionId} ${method}`
    this.#hearers.set(key, [...(this.#hearers.get(key) ?? []), hear])
  }

  /** Forgets what a session was listening for, once its target has gone. */
  forget(sessionId: string): void {
    for (const key of this.#hearers.keys()) if (key.startsWith(`${sessionId} `)) this.#hearers.delete(key)
  }

  /** Rejects all that is still waiting. */
  close(): void {
    this.#closed = true
    for (const { reject, method } of this.#pending.values()) reject(new Error(`${method}: the browser is gone`))
    this.#pending.clear()
  }

  #take(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...this.#unfinished, chunk.subarray(start, end)]).toString('utf8')
      this.#unfinished = []
      start = end + 1
      this.#deliver(JSON.parse(text) as Message)
    }
    if (start < chunk.length) this.#unfinished.push(chunk.subarray(start))
  }

  #tell(hear: Hear, params: unknown): void {
    try {
      hear(params as never)
    } catch (error) {
      // It stays uncaught, as a bug must, but takes no other message of this chunk with it.
      setImmediate(() => {
        throw error
      })
    }
  }

  #deliver(message: Message): void {
    if (message.id === undefined) {
      const key = `${message.sessionId ?? browserSession} ${message.method}`
      for (const hear of this.#hearers.get(key) ?? []) this.#tell(hear, message.params)
      return
    }
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result)
  }
}
