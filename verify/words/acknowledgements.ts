import type { Text } from './text.ts'

/** Words for what can be wrong with head office’s acknowledgements, and with the journal held against them. */
export const ACKNOWLEDGEMENTS = {
  acks_unreadable: ['回执文件 {file} 读不懂。', 'The acknowledgements in {file} cannot be read.'],
  acks_of_others: [
    '{file} 里没有这台收银机（{till}）的回执：总部不认识这个密钥，或文件不是给它的。',
    '{file} holds no acknowledgement for this till ({till}): head office does not know its key, or the file is another’s.',
  ],
  ack_key: [
    '回执由密钥 {keyId} 签名。账本里登记过的总部密钥没有这一把，您也没有给出它，所以这份回执不算数：总部换过密钥，或回执是伪造的。请直接向总部要公钥（不要从这份存档里抄），用 --head-office-key 再核对一次。',
    'The acknowledgement is signed by key {keyId}, which is neither a head office’s that the journal names nor one that was given, so it counts for nothing: head office has changed its key, or the acknowledgement is forged. Ask head office itself for its public key (do not copy it from this archive) and check again with --head-office-key.',
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
