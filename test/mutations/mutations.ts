import { DECIDING } from './deciding.ts'
import { KEEPING } from './keeping.ts'
import type { Mutation } from './mutation.ts'
import { VERIFYING } from './verifying.ts'

/** Every safeguard that is taken out, one by one. */
export const MUTATIONS: readonly Mutation[] = [...KEEPING, ...DECIDING, ...VERIFYING]
