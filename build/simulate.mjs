import { continueIn, installDependencies } from './bootstrap.mjs'

installDependencies()
continueIn('test/simulation/simulate.ts', process.argv.slice(2))
