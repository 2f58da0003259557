/** How often a property over values in memory is tried. fast-check prints the seed and the path of a failure. */
export const MANY = { numRuns: 300 }
/** How often one that opens a few files is tried. */
export const SOME = { numRuns: 40 }
/** How often one that opens sockets, a database or a whole till is tried. */
export const FEW = { numRuns: 20 }
