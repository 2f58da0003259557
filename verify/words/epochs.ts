import type { Text } from './text.ts'

/** Words for what can be wrong with how an epoch begins, and with what the till’s key signed in it. */
export const EPOCHS = {
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
  signed_unknown: [
    '签名所指的 #{seq} 没有这个校验值：账本在签名以后被换过。',
    'The signature names #{seq} with a hash that it has not: the journal was exchanged after it was signed.',
  ],
  signed_bad: [
    '对 #{seq} 的签名不是这台收银机的密钥作的。',
    'The signature over #{seq} was not made by this till’s key.',
  ],
} as const satisfies Record<string, Text>
