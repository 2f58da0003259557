import type { Text } from './text.ts'

/** Words for what can be wrong with the archive’s folder, its table of contents and its signature. */
export const ARCHIVE = {
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
  file_not_plain: [
    '{file} 不是普通文件（是链接、文件夹或管道），没有打开。',
    '{file} is no plain file but a link, a folder or a pipe: it was not opened.',
  ],
  file_too_large: ['文件 {file} 大得不合理，没有读。', 'The file {file} is unreasonably large and was not read.'],
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
} as const satisfies Record<string, Text>
