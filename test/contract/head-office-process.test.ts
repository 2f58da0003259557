import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Pool } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type HeadOfficeProcess, startHeadOffice } from '../../build/processes/head-office-process.ts'
import { killTree } from '../e2e/processes.ts'
import { eventually } from '../eventually.ts'
import { saleOf } from './journal-fixtures.ts'
import { makeTill, scratch } from './office-and-tills.ts'

const root = path.resolve(import.meta.dirname, '../..')
const running: HeadOfficeProcess[] = []

const start = async (folder: string) => {
  const office = await startHeadOffice(folder)
  running.push(office)
  return office
}

afterEach(async () => {
  for (const office of running.splice(0)) await killTree(office.process.pid ?? 0)
})

const query = async (office: HeadOfficeProcess, text: string): Promise<Record<string, unknown>[]> => {
  const pool = new Pool({ connectionString: office.databaseUrl, max: 1 })
  try {
    return (await pool.query(text)).rows
  } finally {
    await pool.end()
  }
}

const admin = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'server/admin.ts'), ...args, '--data', folder], { encoding: 'utf8' })

test('head office and its database killed in the middle of a commit: no acknowledgement, and the upload sent again is stored once', async () => {
  const folder = scratch()
  const office = await start(folder)
  const till = makeTill({ deadlineMs: 300_000 })
  expect(await till.transport.enrol({ url: office.url, code: office.issueCode() })).toMatchObject({ ok: true })
  await query(
    office,
    `create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return null; end $$;
     create constraint trigger linger after insert on entry deferrable initially deferred
       for each row execute function linger()`,
  )
  const lines = [till.next('一'), till.commit(saleOf(1, 4_800, '01-1'))]
  const pushed = till.push(lines)
  const isCommitting = () =>
    query(office, "select 1 from pg_stat_activity where wait_event = 'PgSleep' and query ilike 'commit'")
  await eventually(async () => expect(await isCommitting()).toHaveLength(1))
  await killTree(office.process.pid ?? 0)
  expect(await pushed).toMatchObject({ ok: false, reason: 'unreachable' })
  expect(till.open().status().proven).toBe(null)

  const again = await start(folder)
  expect(await query(again, 'select 1 from entry')).toEqual([])
  await query(again, 'drop function linger cascade')
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 2 } })
  expect(await query(again, 'select seq::int as seq from entry order by seq')).toEqual([{ seq: 1 }, { seq: 2 }])
  expect(await query(again, 'select sales::int as sales from day_summary')).toEqual([{ sales: 1 }])
})

test("head office put back to yesterday's backup gets what it lost from the till", async () => {
  const folder = scratch()
  const office = await start(folder)
  const till = makeTill({ deadlineMs: 60_000 })
  await till.transport.enrol({ url: office.url, code: office.issueCode() })
  const yesterday = [till.commit(saleOf(1, 100, '01-1'))]
  await till.push(yesterday)
  await office.stop()
  const database = path.join(folder, 'postgres')
  execFileSync('cp', ['-a', database, `${database}.backup`])

  const today = await start(folder)
  const lost = [till.commit(saleOf(2, 200, '01-2')), till.commit(saleOf(3, 300, '01-3'))]
  expect(await till.push(lost)).toMatchObject({ ok: true, proven: { seq: 3 } })
  await today.stop()
  execFileSync('rm', ['-rf', database])
  execFileSync('mv', [`${database}.backup`, database])

  const restored = await start(folder)
  const next = till.commit(saleOf(4, 400, '01-4'))
  expect(await till.push([next])).toEqual({ ok: false, reason: 'gap', mark: 1 })
  expect(await till.push([...lost, next])).toMatchObject({ ok: true, proven: { seq: 4 } })
  const rows = await query(restored, 'select raw from entry order by seq')
  expect(rows.map((row) => String(row.raw))).toEqual([...yesterday, ...lost, next])
  expect(await query(restored, 'select sales::int as sales, sales_total::int as total from day_summary')).toEqual([
    { sales: 4, total: 1_000 },
  ])
})

test('an operator sees how the tills stand, and why a till code is not given twice, in both languages', async () => {
  const folder = scratch()
  const office = await start(folder)
  expect(admin(folder, 'status').stdout).toContain('No till is enrolled yet')
  const till = makeTill({ deadlineMs: 60_000 })
  await till.transport.enrol({ url: office.url, code: office.issueCode() })
  await till.push([till.next('一')])
  const status = admin(folder, 'status')
  expect(status.stdout).toContain(`BJ01  01  ${till.till.slice(0, 8)}  #1`)
  expect(JSON.parse(admin(folder, 'status', '--json').stdout)).toMatchObject({ tills: [{ till: till.till, seq: 1 }] })
  expect(JSON.parse(admin(folder, 'acks').stdout)).toMatchObject([till.head()])
  expect(admin(folder, 'key').stdout.trim()).toBe(till.transport.status().headOfficeKey)

  const issue = ['issue-code', '--store', 'BJ01', '--till-code', '01']
  const refused = admin(folder, ...issue)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('收银机代码 01 已归收银机')
  expect(refused.stderr).toContain(`held by till ${till.till}`)
  expect(admin(folder, ...issue, '--again').status).toBe(0)
  const another = makeTill({ deadlineMs: 60_000 })
  expect(await another.transport.enrol({ url: office.url, code: office.issueCode() })).toMatchObject({
    ok: true,
    status: { tillCode: '02' },
  })

  const lost = till.till.slice(0, 8)
  expect(admin(folder, 'issue-code', '--replaces', 'nobody').stderr).toContain('There is no till nobody')
  const replacing = admin(folder, 'issue-code', '--replaces', lost)
  expect(replacing.stdout).toContain(`收银机 ${till.till}（门店 BJ01 代码 01`)
  const code = JSON.parse(admin(folder, 'issue-code', '--replaces', lost, '--json').stdout)
  const heir = makeTill({ deadlineMs: 60_000 })
  expect(await heir.transport.enrol({ url: office.url, code: code.code }, 'the_lost_till')).toMatchObject({ ok: true })
  const again = admin(folder, 'issue-code', '--replaces', lost)
  expect(again.status).toBe(1)
  expect(again.stderr).toContain(`已由 ${heir.till} 接替`)
  expect(again.stderr).toContain(`was replaced by ${heir.till} already`)
  expect(admin(folder, 'status').stdout).toContain(`已由 ${heir.till.slice(0, 8)} 接替`)

  const front = await fetch(office.url)
  expect(front.headers.get('content-type')).toContain('text/plain')
  const text = await front.text()
  expect(text).toContain('The database answers')
  expect(text).not.toContain(till.till.slice(0, 8))
})

test('a signing key that is gone or damaged, with tills enrolled, stops the start and is not made anew', async () => {
  const folder = scratch()
  const office = await start(folder)
  const till = makeTill({ deadlineMs: 60_000 })
  await till.transport.enrol({ url: office.url, code: office.issueCode() })
  await office.stop()
  const key = path.join(folder, 'head-office.key')
  const kept = readFileSync(key)
  writeFileSync(key, '')
  await expect(startHeadOffice(folder)).rejects.toMatchObject({ code: 5 })
  rmSync(key)
  await expect(startHeadOffice(folder)).rejects.toMatchObject({ code: 5 })
  expect(existsSync(key)).toBe(false)
  writeFileSync(key, kept, { mode: 0o600 })
  await start(folder)
  expect(await till.push([till.next('一')])).toMatchObject({ ok: true })
})

test('an admin token that a power cut left empty lets nobody in', async () => {
  const folder = scratch()
  await (await start(folder)).stop()
  writeFileSync(path.join(folder, 'admin.token'), '')
  const office = await start(folder)
  const read = (token: string) => fetch(`${office.url}/v1/tills`, { headers: { authorization: `Bearer ${token}` } })
  expect((await read('')).status).toBe(401)
  expect((await read(readFileSync(path.join(folder, 'admin.token'), 'utf8'))).status).toBe(200)
})

test('a head office that died alone left its database running, and the next start takes that over', async () => {
  const folder = scratch()
  const office = await start(folder)
  process.kill(office.process.pid ?? 0, 'SIGKILL')
  const again = await start(folder)
  expect(await query(again, 'select code from store')).toEqual([{ code: 'BJ01' }])
})

test('a process that has the number of a PostgreSQL of long ago is not ended for it', async () => {
  const folder = scratch()
  await (await start(folder)).stop()
  const innocent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  const data = path.join(folder, 'postgres')
  writeFileSync(path.join(data, 'postmaster.pid'), `${innocent.pid}\n${data}\n`)
  // PostgreSQL may take the file for a living server's where it runs as the same user: it says so and ends with 4.
  const outcome = await start(folder).then(
    () => 'started',
    (error: { code: number }) => error.code,
  )
  expect(['started', 4]).toContain(outcome)
  expect(innocent.exitCode ?? innocent.signalCode).toBe(null)
  innocent.kill()
})
