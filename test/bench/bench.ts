import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { escpos } from './escpos.ts'
import { history } from './history.ts'
import { payToDone } from './pay-to-done.ts'

type Row = { readonly inTill: boolean; readonly run: () => object | Promise<object> }

const ROWS: Record<string, Row> = {
  'pay-to-done': { inTill: true, run: () => payToDone(500) },
  history: { inTill: true, run: () => history(1_000, 100_000) },
  escpos: { inTill: false, run: escpos },
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
if (chosen.some(([, { inTill }]) => inTill) && !buildAll()) process.exit(4)
for (const [, { run }] of chosen) {
  const row = await run()
  if (json) console.log(JSON.stringify(row))
  else console.dir(row, { depth: null })
}
