import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')

/** Lints a copy of the project's rules over a few files, planted where they should not be. */
const lint = (files: Record<string, string>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-layers-'))
  cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const result = spawnSync(process.execPath, [biome, 'lint', '.', '--max-diagnostics=50'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return `${result.status} ${result.stdout}${result.stderr}`
}

const NODE = "import { readFileSync } from 'node:fs'\nexport const read = () => readFileSync('x')\n"
const use = (from: string) => `import { it } from '${from}'\nexport const that = it\n`

test.each([
  ['shared/money/fen.ts', NODE],
  ['shared/money/fen.ts', use('../../electron/mirror/mirror.ts')],
  ['shared/money/fen.ts', 'export const now = () => Date.now()\n'],
  ['electron/main.ts', use('../renderer/till/till.ts')],
  ['renderer/till/till.ts', NODE],
  ['renderer/till/till.ts', use('../../electron/mirror/mirror.ts')],
  ['renderer/screens/sale.ts', use('dexie')],
  ['server/main.ts', use('../electron/mirror/mirror.ts')],
  ['verify/counterfoil.ts', use('../shared/shift/shift-totals.ts')],
  ['verify/counterfoil.ts', use('../server/signing-key.ts')],
  ['verify/counterfoil.ts', use('node:https')],
  ['verify/counterfoil.ts', "export const ask = () => fetch('https://x')\n"],
])('%s may not hold %j', (file, text) => {
  const said = lint({ [file]: text })
  expect(said).toMatch(/^1 /)
  expect(said).toMatch(/noRestricted(Imports|Globals)/)
})

test('a cycle of imports is red', () => {
  const said = lint({
    'electron/one.ts': use('./two.ts'),
    'electron/two.ts': "import { that } from './one.ts'\nexport const it = that\n",
  })
  expect(said).toMatch(/^1 /)
  expect(said).toContain('noImportCycles')
})

test('what is allowed is green', () => {
  const said = lint({
    'renderer/journal/database.ts': use('dexie'),
    'electron/main.ts': use('../shared/money/fen.ts'),
    'verify/counterfoil.ts': use('../shared/journal/line.ts'),
  })
  expect(said).toMatch(/^0 /)
})
