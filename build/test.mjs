import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts({ display: true })
continueIn('build/check.ts', process.argv.slice(2))
