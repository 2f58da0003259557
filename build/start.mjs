import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts()
continueIn('build/start.ts', process.argv.slice(2))
