/** Milliseconds that a slow and busy machine may take for anything that is waited for. Waiting ends the moment it is there. */
export const PATIENCE_MS = 90_000
