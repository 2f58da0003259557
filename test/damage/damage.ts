import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { makeHouse } from '../demo/house.ts'
import { BACKENDS, backendArguments } from '../powercut/backend.ts'
import { whyNoDisk } from '../powercut/disk.ts'
import { type Case, casesForFiles, casesForFolders } from './cases.ts'
import { examine } from './examine.ts'
import { attackByFilling } from './fill-disk.ts'
import { judge } from './judge.ts'
import { makeProfile } from './profile.ts'
import { markdownTable, type Row } from './table.ts'

const USAGE =
  'usage: npm run damage -- [--sales N] [--past ENTRIES] [--only TEXT] [--backend leveldb|sqlite] [--markdown] [--json]'

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readArguments = () => {
  try {
    const options = {
      sales: { type: 'string', default: '20' },
      past: { type: 'string', default: '0' },
      only: { type: 'string', default: '' },
      backend: { type: 'string', default: 'leveldb' },
      markdown: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ options })
    const sales = Number(values.sales)
    const past = Number(values.past)
    const backend = BACKENDS.find((one) => one === values.backend)
    const isGood = Number.isInteger(sales) && sales > 0 && Number.isInteger(past) && past >= 0
    return isGood && backend ? { ...values, sales, past, backend } : end(USAGE, 2)
  } catch {
    return end(USAGE, 2)
  }
}

const { sales, past, only, backend, markdown, json } = readArguments()
if (!buildAll()) end('The build failed; the lines above say where.', 4)
const house = makeHouse()
const args = backendArguments(backend)

const run = async (): Promise<Row[]> => {
  const profile = await makeProfile(house, { sales, past, args })
  const { entries, restore, files } = profile
  const whole: Case = { file: 'nothing', injury: 'none', copyLives: true, apply: () => undefined }
  const cases = [whole, ...casesForFiles(house.tillFolder, files), ...casesForFolders(house.tillFolder)]
  const chosen = cases.filter((one) => one === whole || `${one.file} ${one.injury}`.includes(only))
  const rows: Row[] = []
  for (const { file, injury, copyLives, apply } of chosen) {
    restore()
    apply()
    const finding = await examine({ house, args, entries })
    const wrong = judge(finding, copyLives)
    rows.push({ file, injury, copyLives, ...finding, wrong })
    console.error(
      `${rows.length}/${chosen.length} ${file} ${injury}: ${finding.screen}, ${finding.sale} ${wrong.join('; ')}`,
    )
  }
  return rows
}

const rows = await run().finally(() => house.stop())
const noDisk = whyNoDisk()
if (noDisk !== null) console.error(`disk full: not run: ${noDisk}`)
else if (only === '' || only.includes('disk')) rows.push(...(await attackByFilling(sales, args)))
rmSync(house.folder, { recursive: true, force: true })
const bad = rows.filter(({ wrong }) => wrong.length > 0)
if (json) for (const row of rows) console.log(JSON.stringify(row))
if (markdown) console.log(markdownTable(rows))
console.log(JSON.stringify({ cases: rows.length, wrong: bad.length, backend, entries: rows[0]?.before ?? 0 }))
process.exit(bad.length === 0 ? 0 : 1)
