/** A text in Chinese and in English; {slots} are filled with values. */
type Text = readonly [zh: string, en: string]

/** Everything that can be wrong with an archive, and what it means for whoever reads the report. */
const FINDINGS = {
  manifest_not_canonical: [
    'archive.json 不是规范形式，写好以后被改过。',
    'archive.json is not in canonical form: it was changed after it was written.',
  ],
  unsigned: [
    '存档没有本机签名（archive.sig 不在）：无法证明存档出自这台收银机。',
    'The archive bears no signature (archive.sig is missing): nothing proves that this till made it.',
  ],
  bad_signature: [
    'archive.sig 不是这台收银机对 archive.json 的签名：存档被改过，或由别的密钥签名。',
    'archive.sig is not this till’s signature over archive.json: the archive was changed, or another key signed it.',
  ],
  other_key: [
    '存档的公钥 {found} 不是您给出的那一把：这不是那台收银机的存档。',
    'The archive’s public key {found} is not the one that was given: this is not that till’s archive.',
  ],
  key_is_not_the_till: [
    '公钥的指纹是 {found}，收银机编号却是 {till}：密钥被换过。',
    'The public key’s fingerprint is {found}, but the till is {till}: the key was exchanged.',
  ],
  no_key: [
    '存档和账本里都没有这台收银机的公钥，签名无法核对。',
    'Neither archive nor journal holds this till’s public key: no signature can be checked.',
  ],
  file_missing: ['存档里缺少文件 {file}。', 'The archive lacks the file {file}.'],
  file_changed: [
    '文件 {file} 的 SHA-256 与 archive.json 不符：导出以后被改过。',
    'The SHA-256 of {file} is not the one in archive.json: the file was changed after the export.',
  ],
  file_unlisted: [
    '文件 {file} 不在 archive.json 里，没有核对。',
    'The file {file} is not listed in archive.json and was not checked.',
  ],
  no_epochs: ['存档里没有账本。', 'The archive holds no journal.'],
  contents_differ: [
    'archive.json 说有 {saidEntries} 条、链头 {saidHead}；文件里有 {entries} 条、链头 {head}。',
    'archive.json says {saidEntries} entries up to {saidHead}; the file has {entries} up to {head}.',
  ],
  torn_tail: ['文件以不完整的一行结束：末尾被截断。', 'The file ends in an unfinished line: its end was cut off.'],
  malformed_line: [
    '这里的一行不是账本记录（损坏或被改过）。',
    'The line here is no journal entry: it is damaged or was changed.',
  ],
  hash_mismatch: [
    '这条记录的内容与它的校验值不符：封存以后被改过。',
    'This entry does not match its hash: it was changed after it was sealed.',
  ],
  not_canonical: [
    '这条记录不是规范的 JSON，不是收银机写的。',
    'This entry is not canonical JSON; no till writes it so.',
  ],
  wrong_till: [
    '这条记录属于收银机 {till} 的世代 {other}，不属于这本账。',
    'This entry belongs to till {till}, epoch {other}, and not to this journal.',
  ],
  gap: ['记录 #{from} 到 #{to} 不见了：被删去或丢失。', 'Entries #{from} to #{to} are missing: removed or lost.'],
  out_of_order: [
    '记录 #{seq} 出现在 #{after} 之后：顺序被换过。',
    'Entry #{seq} stands after #{after}: the order was changed.',
  ],
  repeated_line: ['记录 #{seq} 出现了两次。', 'Entry #{seq} is there twice.'],
  fork: [
    '编号 #{seq} 有两条不同的记录：账本分叉，其中一条不真实。',
    'There are two different entries with the number #{seq}: the journal forks, and one of them is not genuine.',
  ],
  does_not_follow: [
    '这条记录指向的前一条不是 #{before}：#{before} 在封存以后被改过，或其间有记录被换掉。',
    'This entry does not link to #{before}: #{before} was changed after it was sealed, or entries were exchanged.',
  ],
  unknown_kind: [
    '这条记录的种类 {kind} 这个版本不认识：链是完整的，内容没有核对。请用更新的版本核对。',
    'This version does not know the kind {kind}: the entry is chained, but its content was not checked. Use a newer version.',
  ],
  invalid_entry: ['这条 {kind} 记录的内容不合规定：{detail}', 'This {kind} entry breaks the format: {detail}'],
  genesis_missing: ['世代的第一条不是创世记录。', 'The epoch does not begin with a genesis entry.'],
  genesis_again: ['世代中间又出现创世记录。', 'A genesis entry stands in the middle of an epoch.'],
  genesis_key: [
    '创世记录里的公钥（指纹 {found}）不是这台收银机的：账本由另一把密钥建立。',
    'The genesis entry’s public key (fingerprint {found}) is not this till’s: another key began the journal.',
  ],
  parent_unknown: [
    '这个世代说它接着世代 {other} 的 #{seq}，那里却没有这条记录。',
    'This epoch says that it goes on from #{seq} of epoch {other}, but no such entry is there.',
  ],
  doubled: [
    '{kind} 与 #{first} 是同一件事，被记了两次。',
    'This {kind} is the same as #{first}: it was recorded twice.',
  ],
  line_amount: [
    '第 {line} 行的 {field} 写着 {said} 分，按单价、数量、折扣和税率应是 {counted} 分。',
    'Line {line}: {field} says {said} fen; price, quantity, discounts and rate make it {counted}.',
  ],
  sum_amount: [
    '{field} 写着 {said} 分，各行合计是 {counted} 分。',
    '{field} says {said} fen; the lines add up to {counted}.',
  ],
  tender_amount: [
    '收款对不上：{field} 写着 {said} 分，应是 {counted} 分。',
    'The tenders do not add up: {field} says {said} fen, and should be {counted}.',
  ],
  outside_shift: ['{kind} 不在开着的班次里。', 'This {kind} is not within the open shift.'],
  other_date: [
    '营业日写着 {said}，班次的营业日是 {counted}。',
    'The business date says {said}; the shift’s is {counted}.',
  ],
  receipt_form: [
    '小票号 {receiptNo} 的形式不对或日期不是 {date}。',
    'The receipt number {receiptNo} has not the right form, or not the date {date}.',
  ],
  receipt_gap: [
    '{date} 的小票号 {from} 到 {to} 缺失：前一张是 {before}，这一张是 {receiptNo}，中间的记录：{between}。没有记录说明它们的去向。',
    'Receipt numbers {from} to {to} of {date} are missing: the one before is {before}, this one is {receiptNo}, and between them stand {between}. No entry accounts for them.',
  ],
  receipt_repeated: [
    '小票号 {receiptNo} 不该在这里：{date} 已经用到 {last}。',
    'The receipt number {receiptNo} was used before: {date} had reached {last} already.',
  ],
  z_gap: [
    'Z 编号 {from} 到 {to} 缺失：上一份在 {before}，这一份是 Z {z}。',
    'Z numbers {from} to {to} are missing: the one before is at {before}, this one is Z {z}.',
  ],
  z_repeated: [
    'Z 编号 {z} 已经用过（上一份是 Z {last}）。',
    'Z number {z} was used before (the last one was Z {last}).',
  ],
  refund_unknown: ['退款所指的 #{seq} 不是之前的一笔销售。', 'The refund names #{seq}, which is no sale before it.'],
  refund_differs: [
    '退款与它所指的销售 #{seq} 内容不同（行、金额、付款方式或小票号）。',
    'The refund is not the same as the sale #{seq} that it names (lines, amounts, tenders or receipt number).',
  ],
  invoice_unknown: [
    '开票申请所指的 #{seq} 不是之前的一笔销售。',
    'The invoice request names #{seq}, which is no sale before it.',
  ],
  invoice_differs: [
    '开票申请的金额或小票号与销售 #{seq} 不同。',
    'The invoice request’s amounts or receipt number differ from the sale #{seq}.',
  ],
  shift_still_open: ['开班时上一个班次（#{seq}）还没有结束。', 'A shift opens while the one of #{seq} is still open.'],
  closing_without_shift: ['结班所指的班次没有开着。', 'The closing names a shift that is not open.'],
  closing_differs: [
    '结班（Z {z}）的 {field} 写着 {said}，按记录应是 {counted}。',
    'The closing (Z {z}) says {field} {said}; the entries make it {counted}.',
  ],
  x_range: [
    'X 报表的范围 #{from}–#{to} 不对，应是 #{rightFrom}–#{rightTo}。',
    'The X report covers #{from} to #{to}; it should be #{rightFrom} to #{rightTo}.',
  ],
  signed_unknown: [
    '签名所指的 #{seq} 没有这个校验值：账本在签名以后被换过。',
    'The signature names #{seq} with a hash that it has not: the journal was exchanged after it was signed.',
  ],
  signed_bad: [
    '对 #{seq} 的签名不是这台收银机的密钥作的。',
    'The signature over #{seq} was not made by this till’s key.',
  ],
  token_malformed: ['给出的凭证码不是小票上的签名凭证码。', 'What was given is no signed token of a receipt.'],
  token_of_other: ['凭证码属于收银机 {till}…，不是这一台。', 'The token belongs to till {till}…, not to this one.'],
  token_unknown: ['存档里没有凭证码所指的销售 #{seq}。', 'The archive has no sale #{seq} as the token names it.'],
  token_differs: [
    '凭证码与销售 #{seq} 的校验值、金额或小票号不同。',
    'The token differs from the sale #{seq} in hash, total or receipt number.',
  ],
  token_forged: ['凭证码不是这台收银机的密钥签名的。', 'The token was not signed by this till’s key.'],
  acks_unreadable: ['回执文件 {file} 读不懂。', 'The acknowledgements in {file} cannot be read.'],
  acks_of_others: [
    '{file} 里没有这台收银机（{till}）的回执：总部不认识这个密钥，或文件不是给它的。',
    '{file} holds no acknowledgement for this till ({till}): head office does not know its key, or the file is another’s.',
  ],
  ack_key: [
    '回执由密钥 {keyId} 签名，账本里没有这把总部密钥。',
    'The acknowledgement is signed by key {keyId}, which the journal does not name as head office’s.',
  ],
  ack_bad_signature: [
    '回执（到 #{seq}）的签名不是总部的：回执是伪造的或被改过。',
    'The acknowledgement up to #{seq} is not signed by head office: it is forged or was changed.',
  ],
  ack_differs: [
    '总部签收的 #{seq} 校验值是 {said}，存档里是 {found}：两份账在这里或之前分叉。',
    'Head office signed #{seq} with the hash {said}; the archive has {found}: the two journals part here or before.',
  ],
  cut_off: [
    '总部签收到 #{seq}，存档只到 #{last}：末尾被截去，或这是旧的备份。',
    'Head office has signed up to #{seq}, but the archive ends at #{last}: its end was cut off, or it is an old backup.',
  ],
} as const satisfies Record<string, Text>

/** What is worth knowing and is no fault. */
const NOTES = {
  no_acks: [
    '没有总部回执：末尾是否被截去，只能由本机签名说明。',
    'There is no acknowledgement of head office: only the till’s own signature speaks for the end of the journal.',
  ],
  after_ack: [
    '总部签收到 #{seq}，之后的 {count} 条还没有签收。',
    'Head office has signed up to #{seq}; {count} entries after it are not signed yet.',
  ],
  closing_unsigned: ['最后一次结班没有本机签名。', 'The last closing bears no signature of the till.'],
  refund_elsewhere: [
    '退款所指的销售在收银机 {till}，不在这份存档里。',
    'The refund names a sale of till {till}, which is not in this archive.',
  ],
  parent_elsewhere: [
    '这个世代接着收银机 {till} 世代 {other} 的 #{seq}，它不在这份存档里。',
    'This epoch goes on from #{seq} of till {till}, epoch {other}, which is not in this archive.',
  ],
} as const satisfies Record<string, Text>

/** The name of what can be wrong. */
export type FindingCode = keyof typeof FINDINGS
/** The name of what cannot be told, which makes nothing wrong. */
export type NoteCode = keyof typeof NOTES

/** Where in the journal something was found; null where it is about the archive as a whole. */
export type Place = { readonly epoch: number; readonly seq: number } | null
/** What stands in the slots of a text. */
export type Values = Readonly<Record<string, string | number>>

/** One thing that was found, and where; `epoch` and `seq` are null where it is of the whole archive. */
export type Finding<C = FindingCode> = {
  readonly code: C
  readonly epoch: number | null
  readonly seq: number | null
  readonly zh: string
  readonly en: string
}

/** Takes down what the checks find. */
export type Notebook = {
  readonly find: (code: FindingCode, place: Place, values?: Values) => void
  readonly note: (code: NoteCode, place: Place, values?: Values) => void
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding<NoteCode>[]
  /** How many findings of each code were counted but not kept. */
  readonly unlisted: ReadonlyMap<FindingCode, number>
}

/** A file of rubbish must not fill the memory: of each code this many are listed, the rest are counted. */
const LISTED = 200

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))

const entryOf = <C>(code: C, [zh, en]: Text, place: Place, given: Values): Finding<C> => {
  const values = { ...(place ?? {}), ...given }
  return {
    code,
    epoch: place?.epoch ?? null,
    seq: place?.seq ?? null,
    zh: fill(zh, values),
    en: fill(en, values),
  }
}

/** Makes an empty notebook. */
export const makeNotebook = (): Notebook => {
  const findings: Finding[] = []
  const notes: Finding<NoteCode>[] = []
  const counts = new Map<FindingCode, number>()
  const unlisted = new Map<FindingCode, number>()
  return {
    find: (code, place, values = {}) => {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= LISTED) findings.push(entryOf(code, FINDINGS[code], place, values))
      else unlisted.set(code, count - LISTED)
    },
    note: (code, place, values = {}) => notes.push(entryOf(code, NOTES[code], place, values)),
    findings,
    notes,
    unlisted,
  }
}
