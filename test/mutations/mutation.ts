/** One safeguard taken out of the code. `by`: what must then turn red, the cheapest first. */
export type Mutation = {
  readonly name: string
  readonly file: string
  /** Occurs once in the file. */
  readonly from: string
  readonly to: string
  readonly by: readonly Proof[]
}

/** The seeded simulation, or a test file with the project that runs it. */
export type Proof =
  | 'simulation'
  | { readonly project: 'unit' | 'contract' | 'simulation'; readonly files: readonly string[] }

/** Test files of the unit project. */
export const unit = (...files: string[]): Proof => ({ project: 'unit', files })
/** Test files of the contract project. */
export const contract = (...files: string[]): Proof => ({ project: 'contract', files })
