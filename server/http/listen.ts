import Fastify, { type FastifyReply } from 'fastify'
import { addRoutes, type HeadOffice } from './routes.ts'

/** SQLSTATE 53100: the database's disk is full. */
const DISK_FULL = '53100'
const FULL_WAIT_S = 60

type Failure = Error & { code?: string; statusCode?: number }

const answerFailure = (error: Failure, reply: FastifyReply) => {
  if (error.code === DISK_FULL) {
    console.error('head office: the disk of the database is full; nothing is taken until there is room')
    return reply.status(507).header('retry-after', FULL_WAIT_S).send({ reason: 'full' })
  }
  const status = error.statusCode ?? 500
  if (status < 500) return reply.status(status).send({ reason: 'bad_request', detail: error.message })
  // What went wrong in here is for the log, not for whoever asks.
  console.error(error)
  return reply.status(status).send({ reason: 'internal' })
}

/**
 * Serves head office on loopback; `port` 0 takes a free one. Rejects with code EADDRINUSE where the port is taken. A
 * client that takes longer than `patienceMs` to send its request is cut off.
 */
export const listen = async (office: HeadOffice, port: number, patienceMs = 30_000) => {
  const app = Fastify({
    bodyLimit: 4_000_000,
    requestTimeout: patienceMs,
    http: { headersTimeout: patienceMs, connectionsCheckingInterval: Math.min(patienceMs, 5_000) },
    logger: false,
  })
  app.setErrorHandler(async (error: Failure, _request, reply) => answerFailure(error, reply))
  addRoutes(app, office)
  const url = await app.listen({ host: '127.0.0.1', port })
  return { url, close: () => app.close() }
}
