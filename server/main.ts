import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { writeDurably } from './durable-file.ts'
import { listen } from './http/listen.ts'
import { openSigningKey, type SigningKey } from './signing-key.ts'
import { startEmbeddedDatabase } from './store/embedded-database.ts'
import { migrate } from './store/migrations.ts'

const EXIT = { usage: 2, portTaken: 3, database: 4, key: 5 }

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
  // A power cut may have left it empty, and an empty token would let anybody in.
  const isThere = existsSync(file) && readFileSync(file, 'utf8').trim().length >= 32
  if (!isThere) writeDurably(file, randomBytes(24).toString('base64url'))
  return readFileSync(file, 'utf8').trim()
}

/** Tills have pinned the key that they enrolled with: one that takes its place would sign what none of them believes. */
const openKey = async (folder: string, pool: Pool): Promise<SigningKey> => {
  const file = path.join(folder, 'head-office.key')
  const { rowCount } = await pool.query('select 1 from till limit 1')
  if (!existsSync(file) && rowCount !== 0) {
    return end(
      `签名密钥 ${file} 不见了，而已有收银机登记过。数据未改动；请从备份恢复这个文件后再启动。
The signing key ${file} is gone, and tills have enrolled with it. Nothing was changed; put the file back from a backup, then start again.`,
      EXIT.key,
    )
  }
  try {
    return openSigningKey(file)
  } catch (error) {
    return end(
      `签名密钥 ${file} 读不出来（${error}）。数据未改动；请从备份恢复这个文件。
The signing key ${file} cannot be read (${error}). Nothing was changed; put the file back from a backup.`,
      EXIT.key,
    )
  }
}

const { data, port, databaseUrl } = readArguments()
mkdirSync(data, { recursive: true })
const endWithoutDatabase = (error: Error): never =>
  end(
    `数据库无法使用，没有启动；收银机会留着还没有签收的记录，照常收银。
The database cannot be used, and nothing was started; tills keep what is not signed yet, and go on selling.
${error.message}`,
    EXIT.database,
  )
const embedded = databaseUrl === '' ? await startEmbeddedDatabase(data).catch(endWithoutDatabase) : null
const url = embedded?.url ?? databaseUrl
const pool = new Pool({ connectionString: url, max: 8, statement_timeout: 20_000, connectionTimeoutMillis: 10_000 })
// A connection that PostgreSQL closes while it is idle is replaced at the next query.
pool.on('error', (error) => console.error(`head office: ${error.message}`))
await migrate(pool).catch(endWithoutDatabase)
const office = {
  pool,
  key: await openKey(data, pool),
  adminToken: adminTokenIn(data),
  now: () => Date.now(),
}
const http = await listen(office, port).catch((error) =>
  error.code === 'EADDRINUSE'
    ? end(
        `端口 ${port} 已被占用，没有启动。数据未改动；请关闭占用它的程序，或用 --port 换一个。
Port ${port} is taken, and nothing was started. No data was touched; end what uses it, or choose another with --port.`,
        EXIT.portTaken,
      )
    : end(error.message, 1),
)
// The next start takes this port again, for that is where the tills look.
writeDurably(path.join(data, 'head-office.json'), JSON.stringify({ url: http.url, databaseUrl: url, pid: process.pid }))
console.log(JSON.stringify({ url: http.url, databaseUrl: url }))

const stop = async () => {
  await http.close()
  await pool.end()
  await embedded?.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
