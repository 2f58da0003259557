import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { cameraFor, type Language, type Scheme } from './camera.ts'
import { makeHouse } from './house.ts'
import { walkTheScreens } from './walk-the-screens.ts'

const USAGE = `usage: npm run screenshots -- [--folder out/screenshots] [--languages zh,en] [--schemes light,dark] [--only sale,pay]
for the README: npm run screenshots -- --folder docs/screenshots --languages zh --schemes light --only sale,pay,done,today,paper --one-window`

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'out/screenshots' },
    languages: { type: 'string', default: 'zh,en' },
    schemes: { type: 'string', default: 'light,dark' },
    only: { type: 'string', default: '' },
    'one-window': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const among = <T extends string>(known: readonly T[], typed: string): readonly T[] =>
  known.filter((one) => typed.split(',').includes(one))

const languages = among<Language>(['zh', 'en'], values.languages)
const schemes = among<Scheme>(['light', 'dark'], values.schemes)
const only = values.only.split(',').filter((screen) => screen !== '')

if (values.help || languages.length === 0 || schemes.length === 0) {
  console.error(USAGE)
  process.exit(2)
}
if (!buildAll()) process.exit(4)
for (const language of languages) {
  const house = makeHouse()
  try {
    await walkTheScreens(house, language, (page) =>
      cameraFor(page, { folder: values.folder, language, schemes, only, oneWindow: values['one-window'] }),
    )
  } finally {
    await house.stop()
    rmSync(house.folder, { recursive: true, force: true })
  }
}
console.log(values.folder)
