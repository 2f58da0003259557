import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { PATIENCE_MS } from '../patience.ts'

/** A print server (CUPS) that is this test's alone. */
export type PrintServer = {
  /** Makes a raw queue that hands its jobs to a port of this machine. */
  readonly addQueue: (name: string, port: number) => void
  /** Stops a queue, as CUPS does after an error: it goes on taking jobs and prints none. */
  readonly disable: (name: string) => void
  readonly stop: () => Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const ALLOW_ALL = 'Order allow,deny\nAllow all'
const settings = (port: number) => `Listen 127.0.0.1:${port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
${ALLOW_ALL}
</Location>
<Policy default>
JobPrivateAccess all
<Limit All>
${ALLOW_ALL}
</Limit>
</Policy>
`

const places = (folder: string) => {
  const names = { ServerRoot: 'root', RequestRoot: 'spool', CacheDir: 'cache', StateDir: 'state', TempDir: 'temp' }
  for (const name of Object.values(names)) mkdirSync(path.join(folder, name))
  const logs = ['Access', 'Error', 'Page'].map((name) => `${name}Log ${path.join(folder, name)}`)
  return [...Object.entries(names).map(([key, name]) => `${key} ${path.join(folder, name)}`), ...logs].join('\n')
}

/** Starts one, and points `lp` and `lpstat` of this process at it. */
export const startPrintServer = async (): Promise<PrintServer> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-cups-'))
  // Its backends run as another user.
  chmodSync(folder, 0o755)
  const port = await freePort()
  writeFileSync(path.join(folder, 'cupsd.conf'), settings(port))
  writeFileSync(path.join(folder, 'cups-files.conf'), `${places(folder)}\n`)
  const args = ['-f', '-c', path.join(folder, 'cupsd.conf'), '-s', path.join(folder, 'cups-files.conf')]
  const child = spawn('/usr/sbin/cupsd', args, { stdio: 'ignore' })
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`cupsd (apt-get install cups cups-client): ${error.message}`)))
  })
  vi.stubEnv('CUPS_SERVER', `127.0.0.1:${port}`)
  const run = (name: string, ...rest: string[]) => spawnSync(name, rest, { encoding: 'utf8' })
  const isUp = () => run('lpstat', '-r').stdout?.includes('scheduler is running')
  await Promise.race([vi.waitUntil(isUp, { timeout: PATIENCE_MS, interval: 100 }), failed])
  return {
    addQueue: (name, to) => {
      run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${to}`, '-m', 'raw')
    },
    disable: (name) => {
      run('cupsdisable', name)
    },
    stop: () =>
      new Promise<void>((resolve) => {
        vi.unstubAllEnvs()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
