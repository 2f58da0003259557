import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('test/demo/demo.ts', process.argv.slice(2))
