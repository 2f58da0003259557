import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('test/powercut/powercut.ts', process.argv.slice(2))
