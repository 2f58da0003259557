import type { PermitAction } from '../../shared/bridge/permit.ts'

const LIFE_MS = 10 * 60_000

/** Whoever sets the till does it in several steps. An outside copy that the journal cannot tell of is taken back. */
const USES: Readonly<Record<PermitAction, number>> = {
  settings: Number.POSITIVE_INFINITY,
  enrol: 1,
  backup: 1,
  outside_copy: 2,
}

/** What managers have allowed with their PINs: in memory alone, one permit for each action, for ten minutes at most. */
export type Permits = {
  /** Allows the action in a manager's name, given by id; what it answers is known to nobody else. */
  readonly give: (action: PermitAction, manager: string) => string
  /** Takes one use of the permit. The id of who gave it; null where nobody did, for this action and still. */
  readonly use: (action: PermitAction, permit: string | null) => string | null
  /** Ends all of them. */
  readonly end: () => void
}

type Standing = { readonly secret: string; readonly manager: string; readonly since: number; readonly uses: number }

/** `now` is UTC milliseconds: a clock that is set back ends a permit. `secret` makes one that cannot be guessed. */
export const makePermits = ({
  now,
  secret: makeSecret,
}: {
  readonly now: () => number
  readonly secret: () => string
}): Permits => {
  const standing = new Map<PermitAction, Standing>()

  const give: Permits['give'] = (action, manager) => {
    const secret = makeSecret()
    standing.set(action, { secret, manager, since: now(), uses: USES[action] })
    return secret
  }

  const use: Permits['use'] = (action, permit) => {
    const known = standing.get(action)
    if (known === undefined || known.secret !== permit) return null
    const age = now() - known.since
    if (age < 0 || age >= LIFE_MS || known.uses === 0) return null
    standing.set(action, { ...known, uses: known.uses - 1 })
    return known.manager
  }

  return { give, use, end: () => standing.clear() }
}
