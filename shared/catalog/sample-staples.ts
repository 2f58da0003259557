import type { Item } from './catalog.ts'
import { rowsOf } from './sample-item.ts'

const staple = rowsOf('staple')
const snack = rowsOf('snack')
const dessert = rowsOf('dessert')
const favourite = { favourite: true }

/** Rice, noodles and dumplings (2001-), Beijing snacks (2101-), desserts (2201-). */
export const SAMPLE_STAPLES: readonly Item[] = [
  staple('2001', '米饭', 'Steamed Rice', 300, '碗', [], favourite),
  staple(
    '2002',
    '老北京炸酱面',
    'Beijing Noodles with Fried Bean Paste',
    3200,
    '碗',
    ['noodle-extra', 'allergy'],
    favourite,
  ),
  staple('2003', '打卤面', 'Noodles in Thick Gravy', 2800, '碗', ['noodle-extra', 'allergy']),
  staple('2004', '红烧牛肉面', 'Braised Beef Noodle Soup', 3600, '碗', ['bowl', 'noodle-extra', 'allergy']),
  staple('2005', '重庆小面', 'Chongqing Noodles', 2600, '碗', ['spice', 'noodle-extra', 'allergy']),
  staple('2006', '长寿面', 'Longevity Noodles', 2800, '碗', ['noodle-extra', 'allergy']),
  staple('2007', '潮汕粿条汤', 'Teochew Rice Noodle Soup', 3200, '碗', ['bowl', 'noodle-extra', 'allergy']),
  staple('2008', '扬州炒饭', 'Yangzhou Fried Rice', 3200, '份', ['allergy', 'packing']),
  staple('2009', '手工水饺', 'Handmade Dumplings', 3600, '份', ['filling', 'packing'], favourite),
  staple('2010', '锅贴', 'Pot Stickers', 3200, '份', ['packing']),
  staple('2011', '羊肉烧卖', 'Lamb Shaomai', 3800, '笼', ['packing']),
  staple('2012', '小笼包', 'Steamed Soup Dumplings', 3200, '笼', ['packing']),
  staple('2013', '门钉肉饼', 'Doornail Beef Pies', 3600, '份', ['packing']),
  staple('2014', '褡裢火烧', 'Pan-Fried Pork Rolls', 3200, '份', ['packing']),
  staple('2015', '香河肉饼', 'Xianghe Meat Pie', 4200, '份', ['packing']),
  staple('2016', '葱花饼', 'Scallion Pancake', 1800, '份', ['packing']),
  staple('2017', '麻酱烧饼', 'Sesame Paste Flatbread', 500, '个', ['packing']),
  staple('2018', '馒头', 'Steamed Bun', 300, '个', ['packing']),
  staple('2019', '荷叶饼', 'Lotus Leaf Pancakes', 1000, '份', ['packing']),
  staple('2020', '小米粥', 'Millet Porridge', 800, '碗', ['packing']),
  staple('2021', '皮蛋瘦肉粥', 'Pork and Century Egg Congee', 1800, '碗', ['packing']),

  snack('2101', '豆汁儿', 'Fermented Mung Bean Drink', 800, '碗'),
  snack('2102', '焦圈', 'Crisp Fried Rings', 400, '个', ['packing']),
  snack('2103', '炒肝', 'Stewed Liver in Starch Gravy', 1600, '碗', ['allergy', 'packing']),
  snack('2104', '卤煮火烧', 'Pork Offal Stew with Flatbread', 3800, '碗', ['bowl', 'allergy']),
  snack('2105', '爆肚', 'Quick-Boiled Tripe', 4800, '份', ['allergy', 'packing'], favourite),
  snack('2106', '炸灌肠', 'Fried Starch Slices with Garlic', 2200, '份', ['allergy', 'packing']),
  snack('2107', '面茶', 'Millet Gruel with Sesame Paste', 1200, '碗', ['packing']),
  snack('2108', '豆腐脑', 'Tofu Pudding in Gravy', 1000, '碗', ['allergy', 'packing']),
  snack('2109', '麻豆腐', 'Mung Bean Mash with Mutton Fat', 3200, '份', ['spice', 'packing']),
  snack('2110', '炸咯吱盒', 'Crisp Mung Bean Rolls', 2400, '份', ['packing']),
  snack('2111', '烤羊肉串', 'Lamb Skewer', 800, '串', ['spice']),
  snack('2112', '炸鸡翅', 'Fried Chicken Wings', 3200, '份', ['spice', 'packing']),
  snack('2113', '椒盐花生', 'Salt and Pepper Peanuts', 1600, '份', ['packing']),

  dessert('2201', '驴打滚', 'Rolled Sticky Rice with Bean Flour', 1800, '份', ['packing'], favourite),
  dessert('2202', '豌豆黄', 'Split Pea Cake', 1800, '份', ['packing']),
  dessert('2203', '艾窝窝', 'Sticky Rice Balls', 1600, '份', ['packing']),
  dessert('2204', '糖火烧', 'Sesame Sugar Buns', 600, '个', ['packing']),
  dessert('2205', '奶油炸糕', 'Cream Fritters', 2600, '份', ['packing']),
  dessert('2206', '糖耳朵', 'Honeyed Twists', 1600, '份', ['packing']),
  dessert('2207', '宫廷奶酪', 'Imperial Milk Curd', 1600, '碗', ['toppings', 'packing']),
  dessert('2208', '双皮奶', 'Double-Skin Milk', 1800, '碗', ['toppings', 'packing']),
  dessert('2209', '冰糖葫芦', 'Candied Hawthorn', 1200, '串'),
  dessert('2210', '拔丝苹果', 'Toffee Apple', 4200, '份'),
  dessert('2211', '八宝饭', 'Eight-Treasure Rice', 3200, '份', ['packing']),
  dessert('2212', '绿豆汤', 'Mung Bean Soup', 1000, '碗', ['packing']),
]
