import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { openTransport, type TransportParts } from '../../electron/transport/transport.ts'
import { listen } from '../../server/http/listen.ts'
import { createStore, issueCode } from '../../server/ingest/enrol.ts'
import { fingerprint, openSigningKey } from '../../server/signing-key.ts'
import { startEmbeddedDatabase } from '../../server/store/embedded-database.ts'
import { migrate } from '../../server/store/migrations.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The moment at which these tills and this head office live. */
export const AT = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

/** A fresh folder that PostgreSQL's own user may walk through. */
export const scratch = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Head office in this process, over a real PostgreSQL of its own, with one store BJ01. */
export const openOffice = async () => {
  const folder = scratch()
  const database = await startEmbeddedDatabase(folder)
  const pool = new Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  await migrate(pool)
  const key = openSigningKey(path.join(folder, 'key'))
  const http = await listen({ pool, key, adminToken: 'token', now: () => AT.utc }, 0)
  await createStore(pool, 'BJ01', '样例')
  const close = async () => {
    await http.close()
    await pool.end()
    await database.stop()
  }
  return { database, pool, http, key, close }
}
/** A head office over real sockets and PostgreSQL. */
export type Office = Awaited<ReturnType<typeof openOffice>>

/** A till with a real key, the real transport, and a journal in memory. */
export const makeTill = (more: Partial<TransportParts> = {}) => {
  const folder = more.folder ?? scratch()
  const pair = generateKeyPairSync('ed25519')
  const raw = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const till = fingerprint(raw)
  const quarantined: number[] = []
  const signed = (text: string) => sign(null, Buffer.from(text), pair.privateKey).toString('base64')
  const open = () =>
    openTransport({
      till,
      publicKey: raw.toString('base64'),
      sign: signed,
      sha256,
      nonce: () => randomBytes(16).toString('hex'),
      deadlineMs: 60_000,
      onChange: () => undefined,
      onQuarantined: (seqs) => quarantined.push(...seqs),
      ...more,
      folder,
    })
  const transport = open()
  let head: Head = headBeforeGenesis(till, 1)
  const beginEpoch = (epoch: number) => {
    head = headBeforeGenesis(till, epoch)
  }
  /** Seals the next entry; gives its line. */
  const commit = (body: EntryBody): string => {
    const sealed = seal(head, body, { at: AT, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  }
  const next = (name: string): string =>
    commit({ kind: 'STAFF_CHANGED', body: { staff: 'li-lei', name, role: 'cashier', change: 'added' } })
  /** An entry of any shape, sealed by nobody's rules but the chain's. */
  const forge = (text: (header: { till: string; epoch: number; seq: number; prev: string }) => string): string => {
    const made = text({ till, epoch: 1, seq: head.seq + 1, prev: head.hash })
    head = { till, epoch: 1, seq: head.seq + 1, hash: sha256(made) }
    return `${head.hash} ${made}`
  }
  const rewindTo = (old: Head) => {
    head = old
  }
  const push = (lines: string[], epoch = 1) => transport.push({ epoch, lines })
  return {
    till,
    transport,
    sign: signed,
    open,
    commit,
    beginEpoch,
    next,
    forge,
    push,
    rewindTo,
    quarantined: () => quarantined,
    head: () => head,
  }
}

let issued = 0

/** A code for a till code that no other till of the store has. */
const freshCode = async (office: Pick<Office, 'pool'>): Promise<string> => {
  issued += 1
  const made = await issueCode(office.pool, 'BJ01', `T${issued}`)
  if (!made.ok) throw new Error(made.reason)
  return made.code
}

/** A till that is enrolled at `url`, head office's own address unless told. */
export const enrolledTill = async (office: Office, url = office.http.url, more: Partial<TransportParts> = {}) => {
  const one = makeTill(more)
  const code = await freshCode(office)
  const enrolled = await one.transport.enrol({ url, code })
  if (!enrolled.ok) throw new Error(enrolled.reason)
  return { ...one, code }
}

/** The lines of one till that head office has, in order. */
export const storedLines = async (office: Pick<Office, 'pool'>, till: string): Promise<string[]> => {
  const { rows } = await office.pool.query('select raw from entry where till = $1 order by epoch, seq', [till])
  return rows.map((row) => String(row.raw))
}
