import type { Message } from './message.ts'

/** Copies of the journal outside this machine. */
export const copiesMessages = {
  stripOutsideStarting: ['外部副本 正在核对', 'Outside copy: comparing'],
  stripOutsideProven: ['外部副本 #{seq}', 'Outside copy #{seq}'],
  stripOutsideWaiting: ['外部副本 待写 {count}', 'Outside copy: {count} to write'],
  stripOutsideAway: ['外部副本不在，插上会自动补写', 'Outside copy away: it catches up once plugged in'],
  stripOutsideFull: ['外部副本的盘满了', 'Outside copy: its disk is full'],
  stripOutsideFailed: ['外部副本写不进去，请到“设置”查看', 'Outside copy is not written: see Settings'],
  copiesTitle: ['备份与外部副本', 'Backup and outside copy'],
  outsideTitle: ['外部副本（优盘、共享文件夹）', 'Outside copy (stick, share)'],
  outsideIntro: [
    '每条记录再写一份到优盘或共享文件夹。它慢、满了或拔掉，都不影响销售；插回来会自动补上。',
    'Every entry is written once more, to a stick or a share. Slow, full or unplugged, it never holds up a sale; plugged in again, it catches up by itself.',
  ],
  outside_none: ['没有选择外部副本。', 'No outside copy is chosen.'],
  outside_starting: ['正在核对 {folder} 上的副本。', 'The copy in {folder} is being compared.'],
  outside_good: [
    '{folder} 上的副本写到 #{held}，已落盘并核对过。',
    'The copy in {folder} is flushed up to #{held} and was compared.',
  ],
  outside_away: [
    '{folder} 现在不在。记录都在本机，没有丢失；插上后会自动补写。',
    '{folder} is not there now. Every entry is kept here and nothing is lost; it catches up once plugged in.',
  ],
  outside_other_medium: [
    '{folder} 是另一个优盘或文件夹，没有往里写。请插回原来的，或在下面重新选择。',
    'Another stick or folder lies at {folder}; nothing was written to it. Plug in the one from before, or choose anew below.',
  ],
  outside_fork: [
    '{folder} 上的副本与本机账本不一致，一个字节也没有改动它。请妥善保管它并联系管理员，另选一个文件夹。',
    'The copy in {folder} is not of this journal, and not a byte of it was changed. Keep it, call whoever looks after the till, and choose another folder.',
  ],
  outside_ahead: [
    '{folder} 上的副本比本机第二份副本更长，没有改动它。本机补齐后会自动继续；如果一直不变，请妥善保管它并联系管理员。',
    'The copy in {folder} holds more than the second copy here, and was left alone. It goes on once that one is made up; if this stays, keep it and call whoever looks after the till.',
  ],
  outside_disk_full: [
    '{folder} 的盘满了，没有写全。记录都在本机，没有丢失；腾出空间后会自动补写。',
    'The disk of {folder} is full, so the copy is not whole. Every entry is kept here; once there is room it catches up.',
  ],
  outside_write_failed: [
    '{folder} 写不进去。记录都在本机，没有丢失；会一直重试。请检查优盘或共享，必要时换一个。',
    '{folder} cannot be written. Every entry is kept here and the till goes on trying. Check the stick or share, or take another.',
  ],
  outsideRemade: [
    '那里有一段损坏的内容，已另存为 {file}，并用本机的副本补好。没有丢失。',
    'Something damaged was found there; it is kept as {file}, and the copy was made good from the one here. Nothing is missing.',
  ],
  outsideSameDisk: [
    '这个文件夹和数据在同一块盘上：盘坏了两份都会没有。请选优盘或另一台机器上的共享。',
    'This folder is on the same disk as the data: if that disk fails, both are gone. Choose a stick, or a share of another machine.',
  ],
  outsideChoose: ['写到这个文件夹', 'Write to this folder'],
  outsideEnd: ['不再写外部副本', 'Stop the outside copy'],
  outside_saved: ['已选好。', 'Chosen.'],
  outside_failed: [
    '没有改动：这个文件夹不存在或写不进去。原来的选择仍然有效。',
    'Nothing was changed: the folder is not there or cannot be written. What was chosen before still holds.',
  ],
  outside_not_absolute: [
    '没有改动，原来的选择仍然有效：请写出完整的路径，例如 D:\\counterfoil 或 /media/stick，或从上面的按钮里选。',
    'Nothing was changed, what was chosen before still holds: give the whole path, such as D:\\counterfoil or /media/stick, or choose one above.',
  ],
  outside_not_allowed: [
    '没有改动：经理的确认已失效，请再输入一次经理密码。原来的选择仍然有效。',
    'Nothing was changed: the manager’s approval holds no more. What was chosen before still holds; enter the PIN again.',
  ],
  outside_not_recorded: [
    '已选好，但没能记入账本。请手工记下是谁改的，并检查磁盘。',
    'Chosen, but the journal could not record it. Write down who changed it, and check the disk.',
  ],
  stripBackupFailed: ['备份没有成功，请到“设置”查看', 'Backup failed: see Settings'],
  stripBackupNone: ['还没有备份，请到“设置”备份', 'No backup yet: make one under Settings'],
  stripBackupOld: ['三天没有备份了，请到“设置”查看', 'No backup for three days: see Settings'],
  backupTitle: ['备份', 'Backup'],
  backupIntro: [
    '一个加密文件，装着全部账本、设置和员工名单；每次交班和每天各做一次。每个备份做完都会立刻打开核对，与本机账本一致才算数。',
    'One encrypted file with the whole journal, the settings and the staff, made at each closing and every day. Each is opened again at once and counts only if it agrees with the journal here.',
  ],
  backupNone: ['还没有设置备份。', 'Backups are not set up.'],
  backupFolder: ['备份放在 {folder}，共 {count} 个。', 'Backups go to {folder}; there {count|is|are} of them.'],
  backupVerified: ['已核对到 #{seq}（{at}）。', 'Verified up to #{seq} ({at}).'],
  backupNever: ['还没有核对过的备份。', 'There is no verified backup yet.'],
  backupRunning: ['正在备份并核对…', 'Being made and verified…'],
  backupNow: ['立即备份', 'Make one now'],
  backupKeep: ['备份到这个文件夹', 'Back up to this folder'],
  backupRenew: ['换一个新口令', 'Make a new passphrase'],
  backupKey_os: ['备份密钥由操作系统保护。', 'The key of backups is protected by the system.'],
  backupKey_file: [
    '这台电脑没有系统钥匙串：备份密钥存在只有本用户可读的文件里。',
    'This machine has no keychain: the key of backups is in a file that only this user can read.',
  ],
  backup_not_set_up: [
    '还没有设置备份，或它的密钥已丢失。请在下面重新设置。',
    'Backups are not set up, or their key is gone. Set them up below.',
  ],
  backup_busy: ['正在备份，请稍候。', 'One is being made; wait a moment.'],
  backup_folder_missing: [
    '备份文件夹现在不在，没有备份。记录都在本机；插上优盘或连上共享后再试。',
    'The folder of backups is not there now, so none was made. Every entry is kept here; plug in the stick or share and try again.',
  ],
  backup_disk_full: [
    '空间不够，没有备份。以前的备份和本机记录都没有改动。请腾出空间。',
    'There is no room, so none was made. Earlier backups and the entries here are untouched. Free some space.',
  ],
  backup_write_failed: [
    '写不进去，没有备份。以前的备份和本机记录都没有改动。请检查优盘或共享。',
    'It could not be written, so none was made. Earlier backups and the entries here are untouched. Check the stick or share.',
  ],
  backup_behind: [
    '本机的第二份副本还没写全，备份不能算数。请先看副本的状态，再备份。',
    'The second copy here does not hold everything yet, so the backup does not count. Look at that copy first.',
  ],
  backup_verify_failed: [
    '备份打开核对时不对，已经作废；以前的备份没有改动。请换一个优盘再试，并告诉管理员。',
    'Opened again, the backup was not right and was thrown away; earlier ones are untouched. Try another stick, and tell whoever looks after the till.',
  ],
  backup_totals_differ: [
    '备份里的合计与本机账本不一致，已经作废；以前的备份没有改动。请导出账本并联系管理员。',
    'What the backup adds up to is not what the journal here says; it was thrown away and earlier ones are untouched. Export the archive and call whoever looks after the till.',
  ],
  backupSetUpFailed: [
    '没有改动：这个文件夹写不进去，或者正在备份。',
    'Nothing was changed: the folder cannot be written, or a backup is being made.',
  ],
  backupNotAllowed: [
    '没有改动：经理的确认已失效，请再输入一次经理密码。',
    'Nothing was changed: the manager’s approval holds no more. Enter the PIN again.',
  ],
  placeNotAbsolute: [
    '没有改动：请写出完整的路径，例如 D:\\counterfoil 或 /media/stick，或从上面的按钮里选。',
    'Nothing was changed: give the whole path, such as D:\\counterfoil or /media/stick, or choose one above.',
  ],
  backupMade: ['已备份并核对到 #{seq}：{name}', 'Made and verified up to #{seq}: {name}'],
  restoreTitle: ['从备份恢复', 'Restore from a backup'],
  restoreIntro: [
    '换了电脑或重装以后用。先完整核对备份，再让您看到里面是什么；在您确认之前，不会改动任何东西。',
    'For a new or reinstalled machine. The backup is proven as a whole first and you see what it holds; until you say so, nothing is changed.',
  ],
  restoreOpen: ['从备份恢复…', 'Restore from a backup…'],
  restoreFound: ['{at} · 收银机 {till} · #{seq}', '{at} · till {till} · #{seq}'],
  restoreFile: ['备份文件', 'Backup file'],
  restorePassphrase: ['恢复口令', 'Passphrase from the sheet'],
  restoreLook: ['核对备份', 'Check the backup'],
  restoreLooking: ['正在打开并核对，可能要几分钟…', 'Opening and checking; this may take minutes…'],
  restoreWhole: ['备份完好，每一条记录都核对过。', 'The backup is whole: every entry in it was checked.'],
  restoreUnsigned: [
    '备份完好，但没有原收银机的签名（它当时丢了密钥）。',
    'The backup is whole, but not signed: the till had lost its key.',
  ],
  restoreHolds: [
    '{restaurant} · 收银机 {till} · 共 {entries} 条，最后一条 #{seq} · 备份于 {at}',
    '{restaurant} · till {till} · {entries|entry|entries}, the last is #{seq} · made {at}',
  ],
  restoreTotals: [
    '最后营业日 {date} · 销售 {sales} 笔 ￥{salesTotal} · 退款 {refunds} 笔 ￥{refundTotal}',
    'Last business date {date} · {sales|sale|sales}, ￥{salesTotal} · {refunds|refund|refunds}, ￥{refundTotal}',
  ],
  restoreNow: ['就恢复这个备份', 'Restore this backup'],
  restoreReady: [
    '已经准备好。请关闭程序，再打开一次，恢复就完成了。',
    'All is ready. Close the app and open it again: that completes the restore.',
  ],
  restoreClose: ['关闭程序', 'Close the app'],
  restore_not_new: [
    '这台收银机已经有记录，不能覆盖。什么都没有改动。',
    'This till has entries already and is not restored over. Nothing was changed.',
  ],
  restore_busy: ['正在核对，请稍候。', 'One is being checked; wait a moment.'],
  restore_not_found: ['找不到这个文件。什么都没有改动。', 'There is no such file. Nothing was changed.'],
  restore_unreadable: [
    '文件读不出来，优盘可能坏了或被拔掉。什么都没有改动，可以再试。',
    'The file cannot be read; the stick may be broken or unplugged. Nothing was changed; try again.',
  ],
  restore_not_a_backup: [
    '这不是存根的备份文件。什么都没有改动。',
    'This is not a backup of Counterfoil. Nothing was changed.',
  ],
  restore_newer_version: [
    '这个备份来自更新的版本，请先升级程序。什么都没有改动。',
    'This backup is of a newer version: update the app first. Nothing was changed.',
  ],
  restore_wrong_passphrase: [
    '口令不对。什么都没有改动，请照着抄写的再输一次。',
    'The passphrase is wrong. Nothing was changed; type it from the sheet once more.',
  ],
  restore_damaged: [
    '备份文件损坏或不完整，一条也没有采用。什么都没有改动，请换一个备份。',
    'The backup is damaged or cut off, and nothing of it was used. Nothing was changed; take another backup.',
  ],
  restore_disk_full: [
    '本机磁盘空间不够打开它。什么都没有改动，请腾出空间。',
    'There is no room here to open it. Nothing was changed; free some space.',
  ],
  restore_not_looked: ['请先核对备份。', 'Check the backup first.'],
  restore_write_failed: [
    '写不进磁盘，没有恢复。什么都没有改动。',
    'The disk could not be written; nothing was restored and nothing changed.',
  ],
  restoredTitle: ['已从备份恢复', 'Restored from a backup'],
  restoredBody: [
    '{restaurant}：到 #{seq} 为止的账本、设置和员工都已恢复。本机用新的密钥开始新的账段，单号接着以前的继续。',
    '{restaurant}: the journal up to #{seq}, the settings and the staff are back. This till begins a new epoch with a key of its own, and receipt numbers go on.',
  ],
  restoredLimits: [
    '以前的账本原样保存在本机，并进入以后的每个备份和外部副本；以前的销售在“今日”和查找里都看得到，标着“原收银机”，可以退款、开票、重打。备份之后的销售不在其中。如果当时还有没交的班，请按纸质小票核对现金。要上传总部，请重新登记：请总部为原来的收银机发一个接替码，单号前面的代码就不变。',
    'The journal from before is kept here as it was, and goes into every later backup and outside copy; its sales are under Today and in the search, marked, and can be refunded, invoiced and reprinted. What was sold after the backup is not in it. If a shift was open then, count its cash by the receipts. To send to head office, enrol anew, with a code that replaces the till from before: its till code then stays.',
  ],
  restoredBegin: ['开始使用', 'Begin'],
  sheetTitle: ['恢复口令，只显示这一次', 'Recovery sheet: shown this once'],
  sheetBody: [
    '请抄两份，放在不同的地方，不要放在收银机旁边。没有它，谁也打不开备份，本店和开发者都不行。',
    'Write it down twice and keep the sheets apart, away from the till. Without it nobody can open a backup, neither you nor the makers.',
  ],
  sheetTill: ['{restaurant} · 收银机 {till}', '{restaurant} · till {till}'],
  sheetDone: ['我已经抄好', 'I have written it down'],
  placeFolder: ['文件夹', 'Folder'],
  placeFree: ['{folder}（剩 {gigabytes} GB）', '{folder} ({gigabytes} GB free)'],
} as const satisfies Record<string, Message>
