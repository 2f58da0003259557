import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { createStore, issueCode } from './ingest/enrol.ts'
import { migrate } from './store/migrations.ts'

const USAGE = `usage:
  node server/admin.ts create-store --data FOLDER --code BJ01 --name NAME [--json]
  node server/admin.ts issue-code   --data FOLDER --store BJ01 --till-code 01 [--json]
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
  }
  try {
    return parseArgs({ allowPositionals: true, options: { ...options, json: { type: 'boolean', default: false } } })
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
    return end(`No head office runs on ${values.data}: start it first (node server/main.ts --data ${values.data}).`, 4)
  }
}

const print = (result: Record<string, string>, sentence: string) =>
  console.log(values.json ? JSON.stringify(result) : sentence)

const pool = new Pool({ connectionString: databaseUrl(), max: 1 })
await migrate(pool).catch((error) => end(`The database cannot be used: ${error.message}`, 4))
const [command] = positionals
if (command === 'create-store' && values.code && values.name) {
  const made = await createStore(pool, values.code, values.name)
  if (!made) end(`There is a store ${values.code} already.`, 1)
  print({ store: values.code }, `Store ${values.code} is made.`)
} else if (command === 'issue-code' && values.store && values['till-code']) {
  const code = await issueCode(pool, values.store, values['till-code'])
  if (code === null) end(`There is no store ${values.store}.`, 1)
  else print({ code }, `One-time code, good for 24 hours: ${code}`)
} else end(USAGE, 2)
await pool.end()
