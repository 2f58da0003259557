import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('test/crash/crash.ts', process.argv.slice(2))
