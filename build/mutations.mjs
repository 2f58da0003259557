import { continueIn, installDependencies } from './bootstrap.mjs'

installDependencies()
continueIn('test/mutations/mutate.ts', process.argv.slice(2))
