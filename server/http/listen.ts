import Fastify from 'fastify'
import { addRoutes, type HeadOffice } from './routes.ts'

const DISK_FULL = '53100'

/** Serves head office on loopback; `port` 0 takes a free one. Rejects with code EADDRINUSE where the port is taken. */
export const listen = async (office: HeadOffice, port: number) => {
  const app = Fastify({ bodyLimit: 4_000_000, requestTimeout: 30_000, logger: false })
  app.setErrorHandler(async (error: Error & { code?: string; statusCode?: number }, _request, reply) => {
    if (error.code === DISK_FULL) return reply.status(507).send({ reason: 'full' })
    const status = error.statusCode ?? 500
    if (status >= 500) console.error(error)
    return reply.status(status).send({ reason: status >= 500 ? 'internal' : 'bad_request', detail: error.message })
  })
  addRoutes(app, office)
  const url = await app.listen({ host: '127.0.0.1', port })
  return { url, close: () => app.close(), routes: () => app.printRoutes({ commonPrefix: false }) }
}
