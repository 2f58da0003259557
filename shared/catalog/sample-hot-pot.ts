import type { Item } from './catalog.ts'
import { rowsOf } from './sample-item.ts'

const hotPot = rowsOf('hot-pot')

/** Copper-pot mutton, Beijing style: broth first, then what is dipped in it (4001-). */
export const SAMPLE_HOT_POT: readonly Item[] = [
  hotPot('4001', '铜锅锅底', 'Copper Pot with Broth', 2800, '锅', ['broth']),
  hotPot('4002', '麻酱小料', 'Sesame Dip', 800, '位', ['dip']),
  hotPot('4003', '手切鲜羊肉', 'Hand-Cut Fresh Lamb', 6800, '盘', ['plate'], { favourite: true }),
  hotPot('4004', '羊上脑', 'Lamb Shoulder', 7200, '盘', ['plate']),
  hotPot('4005', '黄瓜条', 'Lamb Inner Thigh', 7200, '盘', ['plate']),
  hotPot('4006', '精品肥牛', 'Prime Marbled Beef', 6800, '盘', ['plate']),
  hotPot('4007', '鲜毛肚', 'Fresh Tripe', 5800, '盘', ['plate']),
  hotPot('4008', '百叶', 'Omasum', 4800, '盘'),
  hotPot('4009', '虾滑', 'Prawn Paste', 4800, '份'),
  hotPot('4010', '羊尾油', 'Mutton Tail Fat', 1800, '盘'),
  hotPot('4011', '冻豆腐', 'Frozen Tofu', 1600, '份'),
  hotPot('4012', '鲜豆皮', 'Fresh Tofu Skin', 1600, '份'),
  hotPot('4013', '大白菜', 'Chinese Cabbage', 1400, '份'),
  hotPot('4014', '茼蒿', 'Crown Daisy Greens', 1800, '份'),
  hotPot('4015', '白萝卜', 'White Radish', 1200, '份'),
  hotPot('4016', '土豆片', 'Potato Slices', 1200, '份'),
  hotPot('4017', '宽粉', 'Wide Glass Noodles', 1400, '份'),
  hotPot('4018', '手擀面', 'Hand-Rolled Noodles', 1200, '份'),
  hotPot('4019', '菌菇拼盘', 'Assorted Mushrooms', 4200, '盘'),
  hotPot('4020', '涮肉双人套餐', 'Hot Pot Set for Two', 22800, '份', ['broth']),
]
