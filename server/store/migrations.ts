import type { Pool, PoolClient } from 'pg'

/** The schema, one step per version; a step is never edited once it has shipped. */
const STEPS: readonly string[] = [
  `
  create table store (code text primary key, name text not null, created_at timestamptz not null default now());
  create table enrolment_code (
    code_hash text primary key,
    store text not null references store (code),
    till_code text not null,
    expires_at timestamptz not null,
    used_by text
  );
  create table till (
    till text primary key,
    store text not null references store (code),
    till_code text not null,
    public_key bytea not null,
    enrolled_at timestamptz not null default now()
  );
  create table mark (
    store text not null,
    till text not null references till (till),
    epoch integer not null,
    seq bigint not null,
    hash text not null,
    frozen boolean not null default false,
    primary key (store, till, epoch)
  );
  create table entry (
    store text not null,
    till text not null,
    epoch integer not null,
    seq bigint not null,
    hash text not null,
    raw bytea not null,
    doc jsonb,
    kind text not null,
    received_at timestamptz not null default now(),
    primary key (store, till, epoch, seq)
  );
  create table quarantine (
    store text not null,
    till text not null,
    epoch integer not null,
    seq bigint not null,
    reason text not null,
    detail text not null,
    primary key (store, till, epoch, seq)
  );
  create table sale (
    store text not null,
    till text not null,
    epoch integer not null,
    seq bigint not null,
    order_id text not null,
    receipt_no text not null,
    business_date date not null,
    total bigint not null,
    primary key (store, till, epoch, seq)
  );
  create table day_summary (
    store text not null,
    till text not null,
    business_date date not null,
    sales bigint not null,
    sales_total bigint not null,
    refunds bigint not null,
    refund_total bigint not null,
    primary key (store, till, business_date)
  );
  `,
  // Two tills with one code would print the same receipt numbers. Where that has happened already, the first holds the code.
  `
  alter table till add column holds_code boolean not null default true;
  update till later set holds_code = false where exists (
    select from till first where first.store = later.store and first.till_code = later.till_code
      and (first.enrolled_at, first.till) < (later.enrolled_at, later.till)
  );
  create unique index till_code_once on till (store, till_code) where holds_code;
  delete from enrolment_code older using enrolment_code newer
    where older.used_by is null and newer.used_by is null
      and older.store = newer.store and older.till_code = newer.till_code
      and (older.expires_at, older.code_hash) < (newer.expires_at, newer.code_hash);
  create unique index one_unused_code on enrolment_code (store, till_code) where used_by is null;
  `,
  // A till has one replacement at most: two would go on with the same numbers.
  `
  alter table enrolment_code add column replaces text references till (till);
  alter table till add column replaces text unique references till (till);
  `,
  // What a till made in an epoch that it has left, where another branch of it is stored: kept as it came, in no sum.
  `
  create table side_branch (
    store text not null,
    till text not null,
    epoch integer not null,
    seq bigint not null,
    hash text not null,
    raw bytea not null,
    kind text not null,
    received_at timestamptz not null default now(),
    primary key (store, till, epoch, seq, hash)
  );
  `,
  // So that a branch can be walked back. Every till writes the link at this place of its canonical text.
  `
  alter table side_branch add column prev text;
  update side_branch set prev = substring(convert_from(raw, 'UTF8')
    from '"prev":"([0-9a-f]{64})","seq":[0-9]+,"shift":(?:null|"[^"]*"),"till":"[0-9a-f]{32}","v":[0-9]+[}]$');
  `,
]

const apply = async (client: PoolClient, step: string, version: number): Promise<void> => {
  await client.query('begin')
  try {
    await client.query(step)
    await client.query('insert into schema_version (version) values ($1)', [version])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`schema step ${version} failed, nothing of it was kept: ${String(cause)}`, { cause })
  }
}

/**
 * Brings the schema to this build's version, or to an earlier one, step by step, each in a transaction. Throws on a
 * schema newer than this build.
 */
export const migrate = async (pool: Pool, upTo = STEPS.length): Promise<void> => {
  const client = await pool.connect()
  try {
    // Two head offices on one database must not migrate at once.
    await client.query('select pg_advisory_lock(20261124)')
    await client.query(
      'create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ version: number | null }>(
      'select max(version) as version from schema_version',
    )
    const at = rows[0]?.version ?? 0
    if (at > STEPS.length) {
      throw new Error(`the database has schema ${at}, this build knows ${STEPS.length}: install the newer version`)
    }
    for (const [index, step] of STEPS.slice(0, upTo).entries()) {
      if (index >= at) await apply(client, step, index + 1)
    }
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch((error: Error) => console.error(error.message))
    client.release()
  }
}
