import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { listen } from './http/listen.ts'
import { openSigningKey } from './signing-key.ts'
import { startEmbeddedDatabase } from './store/embedded-database.ts'
import { migrate } from './store/migrations.ts'

const EXIT = { usage: 2, portTaken: 3, database: 4 }

const end = (message: string, code: number): never => {
  console.error(`head office: ${message}`)
  process.exit(code)
}

const readArguments = () => {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
        'database-url': { type: 'string', default: process.env.DATABASE_URL ?? '' },
      },
    })
    const port = Number(values.port)
    if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('bad arguments')
    return { data: path.resolve(values.data), port, databaseUrl: values['database-url'] }
  } catch {
    return end('usage: node server/main.ts --data FOLDER [--port N] [--database-url URL]', EXIT.usage)
  }
}

const adminTokenIn = (folder: string): string => {
  const file = path.join(folder, 'admin.token')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const { data, port, databaseUrl } = readArguments()
mkdirSync(data, { recursive: true })
const embedded =
  databaseUrl === '' ? await startEmbeddedDatabase(data).catch((error) => end(error.message, EXIT.database)) : null
const url = embedded?.url ?? databaseUrl
const pool = new Pool({ connectionString: url, max: 8, statement_timeout: 20_000, connectionTimeoutMillis: 10_000 })
// A connection that PostgreSQL closes while it is idle is replaced at the next query.
pool.on('error', (error) => console.error(`head office: ${error.message}`))
await migrate(pool).catch((error) => end(error.message, EXIT.database))
const office = {
  pool,
  key: openSigningKey(path.join(data, 'head-office.key')),
  adminToken: adminTokenIn(data),
  now: () => Date.now(),
}
const http = await listen(office, port).catch((error) =>
  end(
    error.code === 'EADDRINUSE' ? `port ${port} is taken: choose another with --port` : error.message,
    error.code === 'EADDRINUSE' ? EXIT.portTaken : 1,
  ),
)
writeFileSync(
  path.join(data, 'head-office.json'),
  JSON.stringify({ url: http.url, databaseUrl: url, pid: process.pid }),
  {
    mode: 0o600,
  },
)
console.log(JSON.stringify({ url: http.url, databaseUrl: url }))

const stop = async () => {
  await http.close()
  await pool.end()
  await embedded?.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
