import { continueIn, installDependencies, installSystemParts } from './bootstrap.mjs'

installDependencies()
installSystemParts({ display: true, printing: true })
continueIn('build/check.ts', process.argv.slice(2))
