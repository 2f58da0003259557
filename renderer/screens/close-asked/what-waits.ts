import type { Standing } from '../../till/standing.ts'

/** How many entries and slips have not reached their place. A till without head office waits for none. */
export type Waiting = { readonly mirror: number; readonly office: number; readonly print: number }

/** What would go on at the next start if the till were closed now. */
export const whatWaits = ({ seq, mirror, office, printer }: Standing): Waiting => ({
  mirror: Math.max(0, seq - mirror.durable),
  office: office === null || office.state === 'standalone' ? 0 : Math.max(0, seq - (office.proven?.seq ?? 0)),
  print: [printer, ...(printer?.others ?? [])].reduce((sum, one) => sum + (one?.waiting ?? 0), 0),
})
