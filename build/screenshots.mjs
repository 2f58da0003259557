import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('test/demo/screenshots.ts', process.argv.slice(2))
