import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { createStore, type IssueResult, issueCode } from './ingest/enrol.ts'
import { issueReplacementCode, type ReplacementResult } from './ingest/replacement-code.ts'
import { openSigningKey } from './signing-key.ts'
import { statusText } from './status-text.ts'
import { migrate } from './store/migrations.ts'
import { readTills } from './store/read-tills.ts'
import { signMarks } from './store/sign-marks.ts'

const USAGE = `usage:
  node server/admin.ts create-store --data FOLDER --code BJ01 --name NAME [--json]
  node server/admin.ts status       --data FOLDER [--json]
  node server/admin.ts acks         --data FOLDER > acks.json
  node server/admin.ts key          --data FOLDER
  node server/admin.ts issue-code   --data FOLDER --store BJ01 --till-code 01 [--again] [--json]
  node server/admin.ts issue-code   --data FOLDER --replaces TILL [--json]
acks: what head office holds of each till, signed, to check an exported archive with (counterfoil verify ARCHIVE --acks).
key: the public key that head office signs with (counterfoil verify ARCHIVE --head-office-key).
--again: for the till that holds that code already and has to enrol once more.
--replaces: for an empty machine, or one restored from a backup, that takes the place of a lost till (its id, as status shows).
FOLDER is the one that a running head office was started with; --database-url URL may stand in its place.`

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readArguments = () => {
  const option = { type: 'string' } as const
  const options = {
    data: option,
    'database-url': option,
    code: option,
    name: option,
    store: option,
    'till-code': option,
    replaces: option,
  }
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ allowPositionals: true, options: { ...options, again: flag, json: flag } })
  } catch {
    return end(USAGE, 2)
  }
}

const { values, positionals } = readArguments()

const databaseUrl = (): string => {
  if (values['database-url']) return values['database-url']
  if (!values.data) return end(USAGE, 2)
  try {
    return JSON.parse(readFileSync(path.join(values.data, 'head-office.json'), 'utf8')).databaseUrl
  } catch {
    return end(
      `${values.data} 上没有在运行的总部，请先启动：node server/main.ts --data ${values.data}
No head office runs on ${values.data}: start it first, with the command above.`,
      4,
    )
  }
}

const print = (result: Record<string, string>, sentence: string) =>
  console.log(values.json ? JSON.stringify(result) : sentence)

const issueRefusal = (refused: Extract<IssueResult, { ok: false }>): string => {
  const { store, 'till-code': tillCode } = values
  switch (refused.reason) {
    case 'no_such_store':
      return `没有门店 ${store}。\nThere is no store ${store}.`
    case 'bad_till_code':
      return `收银机代码“${tillCode}”不行：请用 1 到 8 个字母或数字。\nA till code has 1 to 8 letters or digits; "${tillCode}" has not.`
    case 'taken': {
      const since = refused.since.toISOString().slice(0, 10)
      return `门店 ${store} 的收银机代码 ${tillCode} 已归收银机 ${refused.till}（${since} 登记），两台同码会打出相同的小票号。没有发码。新收银机请换一个代码；同一台要重新登记，请加 --again。
Till code ${tillCode} of store ${store} is held by till ${refused.till}, enrolled on ${since}: two tills with one code would print the same receipt numbers. No code was issued. Choose another code for a new till; for that same till, add --again.`
    }
  }
}

const replacementRefusal = (refused: Extract<ReplacementResult, { ok: false }>): string => {
  const { replaces } = values
  switch (refused.reason) {
    case 'no_such_till':
      return `没有收银机 ${replaces}。请用 status 查它的编号（至少前 8 位）。没有发码。
There is no till ${replaces}: find its id with status (8 digits or more). No code was issued.`
    case 'several_tills':
      return `不止一台收银机以 ${replaces} 开头，请多写几位。没有发码。
More than one till begins with ${replaces}: give more digits. No code was issued.`
    case 'replaced':
      return `收银机 ${refused.till} 已由 ${refused.by} 接替，一台只能有一台接替者。没有发码。如果接替的那台也丢了，请用 --replaces ${refused.by}。
Till ${refused.till} was replaced by ${refused.by} already, and a till has one replacement. No code was issued. If that one is lost too, use --replaces ${refused.by}.`
  }
}

const issueReplacement = async (named: string) => {
  const issued = await issueReplacementCode(pool, named)
  if (!issued.ok) return end(replacementRefusal(issued), 1)
  const { till, store, tillCode, entries, code } = issued
  print(
    { code, till },
    `收银机 ${till}（门店 ${store} 代码 ${tillCode}，总部有 ${entries} 条记录）的接替码，24 小时内有效，只能用一次：${code}
新机器用上它以后，旧机器就不再是这台收银机。One-time code for the replacement of till ${till} (store ${store}, code ${tillCode},
${entries} entries here), good for 24 hours: ${code}. Once it is used, the old machine is that till no more.`,
  )
}

/** The key is in the folder only, and is never made here: another key would sign what no till trusts. */
const signingKey = () => {
  const file = path.join(values.data ?? '', 'head-office.key')
  if (!values.data || !existsSync(file)) {
    return end(
      '没有总部密钥，请用 --data 指明总部的文件夹。\nThere is no key of head office: give its folder with --data.',
      4,
    )
  }
  return openSigningKey(file)
}

const pool = new Pool({ connectionString: databaseUrl(), max: 1 })
await migrate(pool).catch((error) =>
  end(`数据库无法使用，什么都没有改动。The database cannot be used; nothing was changed.\n${error.message}`, 4),
)
const [command] = positionals
if (command === 'create-store' && values.code && values.name) {
  const made = await createStore(pool, values.code, values.name)
  if (!made) end(`门店 ${values.code} 已经有了。\nThere is a store ${values.code} already.`, 1)
  print({ store: values.code }, `门店 ${values.code} 已建。Store ${values.code} is made.`)
} else if (command === 'issue-code' && values.replaces) {
  await issueReplacement(values.replaces)
} else if (command === 'issue-code' && values.store && values['till-code']) {
  const issued = await issueCode(pool, values.store, values['till-code'], { again: values.again })
  if (!issued.ok) end(issueRefusal(issued), 1)
  else
    print({ code: issued.code }, `登记码（24 小时内有效，只能用一次）One-time code, good for 24 hours: ${issued.code}`)
} else if (command === 'status') {
  const tills = await readTills(pool)
  console.log(values.json ? JSON.stringify({ tills }) : statusText(tills))
} else if (command === 'key') console.log(signingKey().publicKey)
else if (command === 'acks') {
  const acks = await signMarks(pool, signingKey(), { now: Date.now, nonce: randomUUID })
  console.log(JSON.stringify(acks))
} else end(USAGE, 2)
await pool.end()
