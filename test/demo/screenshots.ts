import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildAll } from '../../build/build-all.ts'
import { cameraFor, type Language, type Scheme } from './camera.ts'
import { makeHouse } from './house.ts'
import { walkOwnRestaurant } from './walk-own-restaurant.ts'
import { walkTheScreens } from './walk-the-screens.ts'

const USAGE = `usage: npm run screenshots -- [--folder out/screenshots] [--languages zh,en] [--schemes light,dark] [--only sale,pay] [--restaurants sample,own]
for the README: npm run screenshots -- --folder docs/screenshots --languages zh --schemes light --only sale,pay,done,today,paper --one-window --restaurants sample`

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'out/screenshots' },
    languages: { type: 'string', default: 'zh,en' },
    schemes: { type: 'string', default: 'light,dark' },
    restaurants: { type: 'string', default: 'sample,own' },
    only: { type: 'string', default: '' },
    'one-window': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const among = <T extends string>(known: readonly T[], typed: string): readonly T[] =>
  known.filter((one) => typed.split(',').includes(one))

const languages = among<Language>(['zh', 'en'], values.languages)
const restaurants = among(['sample', 'own'] as const, values.restaurants)
const schemes = among<Scheme>(['light', 'dark'], values.schemes)
const only = values.only.split(',').filter((screen) => screen !== '')

if (values.help || restaurants.length === 0 || languages.length === 0 || schemes.length === 0) {
  console.error(USAGE)
  process.exit(2)
}
if (!buildAll()) process.exit(4)
const WALKS = { sample: walkTheScreens, own: walkOwnRestaurant } as const

for (const restaurant of restaurants) {
  for (const language of languages) {
    const house = makeHouse(undefined, restaurant)
    try {
      await WALKS[restaurant](house, language, (page) =>
        cameraFor(page, { folder: values.folder, language, schemes, only, oneWindow: values['one-window'] }),
      )
    } finally {
      await house.stop()
      rmSync(house.folder, { recursive: true, force: true })
    }
  }
}
console.log(values.folder)
