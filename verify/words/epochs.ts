import type { Text } from './text.ts'

/** Words for what can be wrong with how an epoch begins, and with what the till’s key signed in it. */
export const EPOCHS = {
  genesis_missing: ['账段的第一条不是创世记录。', 'The epoch does not begin with a genesis entry.'],
  genesis_again: ['账段中间又出现创世记录。', 'A genesis entry stands in the middle of an epoch.'],
  genesis_key: [
    '创世记录里的公钥（指纹 {found}）不是这台收银机的：账本由另一把密钥建立。',
    'The genesis entry’s public key (fingerprint {found}) is not this till’s: another key began the journal.',
  ],
  parent_unknown: [
    '这个账段说它接着账段 {other} 的 #{seq}，那里却没有这条记录，或它的校验值不同。',
    'This epoch says that it goes on from #{seq} of epoch {other}, but that entry is not there, or has another hash.',
  ],
  parent_not_here: [
    '这个账段接着账段 {other} 的 #{seq}，但账段 {other} 的账本不在这份存档里。',
    'This epoch goes on from #{seq} of epoch {other}, but the journal of epoch {other} is not in this archive.',
  ],
  epoch_without_parent: [
    '这个账段没有接着之前的账段 {other}：两个账段之间没有任何证明。',
    'This epoch does not go on from the one before it, epoch {other}: nothing proves what lies between the two.',
  ],
  epoch_went_on: [
    '这个账段接着账段 {other} 的 #{seq}，账段 {other} 却一直记到 #{last}：#{seq} 之后的记录在账本的主线之外。',
    'This epoch goes on from #{seq} of epoch {other}, yet epoch {other} goes to #{last}: its entries after #{seq} stand beside the line.',
  ],
  epoch_passed_over: [
    '这个账段接着账段 {other} 的 #{seq}，跳过了账段 {between}：账段 {between} 在账本的主线之外。',
    'This epoch goes on from #{seq} of epoch {other} and passes over epoch {between}, which stands beside the line.',
  ],
  epoch_twice: [
    'archive.json 里账段 {epoch} 列了两次（{file}）；第二份没有核对。',
    'archive.json lists epoch {epoch} twice ({file}); the second was not checked.',
  ],
  signed_unknown: [
    '签名所指的账段 {other} #{seq} 没有这个校验值：账本在签名以后被换过。',
    'The signature names #{seq} of epoch {other} with a hash that it has not: the journal was exchanged after it was signed.',
  ],
  signed_bad: [
    '对账段 {other} #{seq} 的签名不是这台收银机的密钥作的。',
    'The signature over #{seq} of epoch {other} was not made by this till’s key.',
  ],
} as const satisfies Record<string, Text>
