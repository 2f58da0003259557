import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { encode } from './encode.ts'
import { history } from './history.ts'
import { payToDone } from './pay-to-done.ts'

const ROWS: Record<string, () => object | Promise<object>> = {
  'pay-to-done': () => payToDone(500),
  history: () => history(1_000, 100_000),
  encode,
}

const end = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const readArguments = () => {
  try {
    return parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } }).values
  } catch {
    return end('usage: npm run bench -- [--only NAME] [--json]')
  }
}

const { only, json } = readArguments()
const chosen = Object.entries(ROWS).filter(([name]) => only === undefined || only === name)
if (chosen.length === 0) end(`No row of that name. There are: ${Object.keys(ROWS).join(', ')}`)
if (!buildAll()) process.exit(4)
for (const [, run] of chosen) {
  const row = await run()
  if (json) console.log(JSON.stringify(row))
  else console.dir(row, { depth: null })
}
