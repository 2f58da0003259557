import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('test/damage/damage.ts', process.argv.slice(2))
