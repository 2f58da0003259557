import type { Message } from './message.ts'

/** The till refuses to sell: why, what is safe, what to do. */
export const stoppedMessages = {
  stoppedTitle: ['收银已停用', 'Selling has stopped'],
  stoppedSafe: ['什么是安全的', 'What is safe'],
  stoppedDo: ['怎么办', 'What to do'],
  stoppedDetail: ['技术细节', 'Technical detail'],
  stoppedRetry: ['重新打开', 'Open again'],
  stopped_newer_version: [
    '账本由更新版本的存根写过，这个版本读不懂全部内容。',
    'The journal was written by a newer version of Counterfoil; this version cannot read all of it.',
  ],
  stopped_newer_version_do: [
    '请安装与之前相同或更新的版本，再打开。不要删除数据文件夹。',
    'Install the version that was used before, or a newer one, and open again. Do not delete the data folder.',
  ],
  stopped_fork: [
    '账本与它的副本在同一个编号上内容不同。继续收款会让两份账对不上。',
    'The journal and its second copy differ at the same number. Selling on would make two accounts that disagree.',
  ],
  stopped_fork_do: [
    '请备份整个数据文件夹，再联系系统管理员。不要删除任何一份。',
    'Back up the whole data folder, then call whoever looks after the till. Delete neither copy.',
  ],
  stopped_other_till: [
    '这里的账本属于另一台收银机（设备密钥不同）。',
    'The journal here belongs to another till (its device key is a different one).',
  ],
  stopped_other_till_do: [
    '数据文件夹可能是从别的机器复制来的。请放回原机，或换一个空的数据文件夹。',
    'The data folder may have been copied from another machine. Put it back there, or use an empty data folder here.',
  ],
  stopped_already_open: [
    '另一个窗口已经打开了这本账。同一本账只能由一个窗口写。',
    'Another window has this journal open. Only one window may write it.',
  ],
  stopped_already_open_do: [
    '请回到另一个窗口，或把它关闭后在这里重新打开。',
    'Go back to the other window, or close it and open again here.',
  ],
  stopped_missing: [
    '有些编号的记录确实有过，但账本、副本和总部现在都拿不出来。继续收款会把这些编号再用一次。',
    'Entries are known to exist that neither journal, second copy nor head office can give now. Selling on would give their numbers again.',
  ],
  stopped_missing_do: [
    '请接好网络，再问一次总部。仍然不行，请先存一份存档，再联系系统管理员。不要删除任何文件。',
    'Connect the network and ask head office again. If that does not help, save an archive and call whoever looks after the till. Delete no file.',
  ],
  stoppedAskAgain: ['再问一次总部', 'Ask head office again'],
  stopped_database_gone: [
    '账本数据库打不开，或缺少的部分不能全部从副本恢复。',
    'The journal’s database cannot be opened, or not all of it could be brought back from the second copy.',
  ],
  stopped_database_gone_do: [
    '请重新打开。如果仍然不行，请备份整个数据文件夹并联系系统管理员。',
    'Open again. If it still fails, back up the whole data folder and call whoever looks after the till.',
  ],
  recoveredTitle: ['账本已恢复', 'The journal was brought back'],
  recoveredBody: [
    '本机的账本有缺失或损坏，打开时已从其他副本补齐。每一条都按编号和校验值核对过。',
    'Something of the journal on this till was lost or damaged; it was filled in from the other copies. Every entry was checked by number and hash.',
  ],
  recoveredContinue: ['继续营业', 'Go on'],
  recoverySave: ['存一份存档', 'Save an archive'],
  recoverySaved: ['已存 {entries} 条到 {path}', '{entries|entry|entries} saved to {path}'],
  foundTitle: ['三份账里找到了什么', 'What was found in the three copies'],
  foundJournal: ['账本数据库：到 #{seq}', 'Journal database: up to #{seq}'],
  foundJournalEmpty: ['账本数据库：是空的', 'Journal database: empty'],
  foundMirror: ['副本文件：到 #{seq}，完好', 'Second copy: up to #{seq}, whole'],
  foundMirrorEmpty: ['副本文件：没有记录', 'Second copy: nothing'],
  foundMirrorShort: [
    '副本文件：曾写到 #{held}，完好的只到 #{seq}',
    'Second copy: once held #{held}, whole only up to #{seq}',
  ],
  foundUnconnected: [
    '副本文件：有一行编号 #{seq}，接不上任何记录，没有采信，原样另存',
    'Second copy: a line numbered #{seq} connects to nothing; it is not believed, and is kept as it is',
  ],
  foundOffice: ['总部：签收到 #{seq}。', 'Head office: signed up to #{seq}.'],
  foundOfficeNothing: ['总部：本机没有它的签收。', 'Head office: no signature of it here.'],
  foundOffice_not_asked: ['不需要问它。', 'There was no need to ask it.'],
  foundOffice_standalone: ['没有接总部。', 'This till has no head office.'],
  foundOffice_unreachable: ['现在连不上。', 'It cannot be reached now.'],
  foundOffice_refused: ['它没有给。', 'It gave nothing.'],
  foundOffice_gave: ['它还回了记录。', 'It gave entries back.'],
  foundOffice_had_none: ['它没有更多的记录。', 'It has no more than that.'],
  foundTaken: ['从哪里补回', 'What was taken from where'],
  foundFrom_journal: ['#{first}–#{last}：账本', '#{first}–#{last}: journal'],
  foundFrom_memory: ['#{first}–#{last}：本窗口的记忆', '#{first}–#{last}: what this window remembers'],
  foundFrom_mirror: ['#{first}–#{last}：副本', '#{first}–#{last}: second copy'],
  foundFrom_salvage: ['#{first}–#{last}：副本中损坏处之后的部分', '#{first}–#{last}: second copy, behind the damage'],
  foundFrom_office: ['#{first}–#{last}：总部', '#{first}–#{last}: head office'],
  foundNothingMissing: ['到 #{seq} 为止，一条不少。', 'Nothing is missing up to #{seq}.'],
  foundMissingAll: ['缺 #1 到 #{last}。', '#1 to #{last} cannot be found.'],
  foundMissing: [
    '缺 #{first} 到 #{last}；在它之前的一条不少。',
    '#{first} to #{last} cannot be found; nothing before that is missing.',
  ],
  stopped_unreadable: [
    '浏览器打不开账本数据库，它的文件损坏了。',
    'The browser cannot open the journal’s database: its files are damaged.',
  ],
  stopped_unreadable_do: [
    '请关闭存根，再启动一次：损坏的文件会被改名保留，账本从副本重新生成。',
    'Close Counterfoil and start it again: the damaged files are kept under another name, and the journal is made again from the second copy.',
  ],
  stoppedClose: ['关闭存根', 'Close Counterfoil'],
  stoppedSafeBoth: [
    '已显示“完成”的每一笔销售都保存在账本和副本里，没有被改动。',
    'Every sale that was shown as done is in the journal and in the second copy, unchanged.',
  ],
  stoppedCarriedOn: [
    '看不懂的记录照样写进副本、上传总部；进度在下面的状态条里。',
    'What cannot be read here still goes to the second copy and to head office; the strip below says how far.',
  ],
  stoppedSafeUntouched: [
    '账本和副本都原样保留，程序没有改动任何一份。',
    'Journal and second copy were both left as they are; nothing was changed in either.',
  ],
  stoppedSafeMirror: [
    '副本文件原样保留，没有被改动；写进副本的销售都在其中。',
    'The second copy’s file was left as it is; every sale that was written to it is in there.',
  ],
  closeTitle: ['关闭存根？', 'Close Counterfoil?'],
  closeNothingWaits: ['所有记录都已保存两份。', 'Everything is kept in two copies.'],
  closeMirrorWaits: [
    '有 {count} 条记录还没写进副本。它们已安全保存在账本里，下次打开时继续写。',
    '{count|entry is|entries are} not in the second copy yet, but safe in the journal; written at the next start.',
  ],
  closeOfficeWaits: [
    '有 {count} 条记录等待上传总部。它们已安全保存在本机，下次打开时继续传。',
    '{count|entry waits|entries wait} for head office, safe on this till; sent at the next start.',
  ],
  closePrintWaits: [
    '有 {count} 张单据等待打印。它们已保存，下次打开时继续打印。',
    '{count|slip waits|slips wait} for the printer; kept, and printed at the next start.',
  ],
  closeOrderOpen: [
    '屏幕上还有一张没有收款的账单。它已存为草稿，下次打开时还在。',
    'An order on the screen is not paid. It is kept as a draft and is there at the next start.',
  ],
  closeShiftOpen: ['班次还没有结束（{date}）。', 'The shift of {date} is still open.'],
  closeStay: ['继续使用', 'Stay'],
  closeLeave: ['关闭', 'Close'],
  notTaken_not_signed_in: ['请先登录。什么都没有记录。', 'Sign in first. Nothing was recorded.'],
  notTaken_no_open_shift: [
    '没有开班，所以没有记录。请先开班。',
    'No shift is open, so nothing was recorded. Open one.',
  ],
  notTaken_shift_already_open: ['已有班次开着，没有再开一个。', 'A shift is open already; no second one was opened.'],
  notTaken_closed_otherwise: ['之前已经处理过，没有再记一次。', 'This was settled before; nothing was recorded again.'],
  notTaken_disk_full: [
    '磁盘已满，没有记录。已有的记录都安全。请腾出空间后再试。',
    'The disk is full and nothing was recorded. What was there is safe. Free space and try again.',
  ],
  notTaken_newer_version: [
    '账本由更新的版本写过，没有记录。请先更新程序。',
    'The journal was written by a newer version; nothing was recorded. Update the app first.',
  ],
  notTaken_database_gone: [
    '账本打不开，没有记录。已有的记录在副本里。请重新启动程序。',
    'The journal cannot be opened; nothing was recorded. The second copy has what was there. Start the app again.',
  ],
  notTaken_invalid_entry: [
    '内容超出范围，没有记录。请检查后再试。',
    'Something is out of range and nothing was recorded. Check it and try again.',
  ],
  notTaken_write_failed: [
    '账本写不进去，没有记录。请再试一次。',
    'The journal could not be written and nothing was recorded. Try again.',
  ],
} as const satisfies Record<string, Message>
