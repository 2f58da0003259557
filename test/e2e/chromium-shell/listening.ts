import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** The sockets of these processes, by inode; of a process that ends meanwhile, none. */
const socketsOf = (pid: number): string[] => {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(path.join(folder, fd)))?.[1] ?? []
      } catch {
        // Closed while we looked.
        return []
      }
    })
  } catch {
    // It ended while we looked.
    return []
  }
}

/** The inodes of all sockets on this machine that wait for a TCP connection. */
const listening = (): string[] =>
  ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, , , state, , , , , , inode]) => (state === '0A' && inode !== undefined ? [inode] : [])),
  )

/** Those of the sockets that these processes hold which wait for a TCP connection. */
export const listeningIn = (pids: readonly number[]): string[] => {
  const held = new Set(pids.flatMap(socketsOf))
  if (held.size === 0) throw new Error('None of these processes has a socket: they cannot be looked into')
  return listening().filter((inode) => held.has(inode))
}
