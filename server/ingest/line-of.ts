import type { Pool, PoolClient } from 'pg'

/** The tills whose place a till has taken: the one that it replaces, then the one that that one replaced, and so on. */
export const lineOf = async (pool: Pool | PoolClient, till: string): Promise<string[]> => {
  const { rows } = await pool.query<{ replaces: string }>(
    `with recursive line (replaces, place) as (
       select replaces, 1 from till where till = $1 and replaces is not null
       union all
       select t.replaces, place + 1 from till t join line on t.till = line.replaces where t.replaces is not null
     )
     select replaces from line order by place`,
    [till],
  )
  return rows.map(({ replaces }) => replaces)
}
