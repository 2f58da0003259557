import type { Item } from './catalog.ts'
import { rowsOf } from './sample-item.ts'

const drink = rowsOf('drink')
const alcohol = rowsOf('alcohol')

/**
 * Drinks (3001-) and beer, wine, baijiu (3101-). Barcodes begin with 29: GS1's prefixes 200-299 circulate inside one
 * company only, so none is the code of anybody's goods.
 */
export const SAMPLE_DRINKS: readonly Item[] = [
  drink('3001', '酸梅汤', 'Smoked Plum Drink', 1200, '杯', ['temperature'], { favourite: true }),
  drink('3002', '酸梅汤（扎）', 'Smoked Plum Drink, Pitcher', 3800, '扎', ['temperature']),
  drink('3003', '鲜榨橙汁', 'Fresh Orange Juice', 2200, '杯', ['temperature']),
  drink('3004', '鲜榨西瓜汁', 'Fresh Watermelon Juice', 2000, '杯', ['temperature']),
  drink('3005', '玉米汁', 'Sweetcorn Juice', 3600, '扎', ['temperature', 'sugar']),
  drink('3006', '现磨豆浆', 'Fresh Soy Milk', 800, '杯', ['temperature', 'sugar', 'packing']),
  drink('3007', '珍珠奶茶', 'Bubble Tea', 1800, '杯', ['temperature', 'sugar']),
  drink('3008', '柠檬红茶', 'Black Tea with Lemon', 1600, '杯', ['temperature', 'sugar']),
  drink('3009', '茉莉花茶', 'Jasmine Tea', 3800, '壶'),
  drink('3010', '龙井', 'Longjing Green Tea', 6800, '壶'),
  drink('3011', '铁观音', 'Tieguanyin Oolong', 5800, '壶'),
  drink('3012', '陈年普洱', "Aged Pu'er", 7800, '壶'),
  drink('3013', '菊花茶', 'Chrysanthemum Tea', 3200, '壶', ['sugar']),
  drink('3014', '茶位', 'Tea and Place Setting', 300, '位'),
  drink('3015', '北冰洋汽水', 'Arctic Ocean Orange Soda', 800, '瓶', ['chill'], {
    barcode: '2900000030152',
    favourite: true,
  }),
  drink('3016', '可口可乐', 'Coca-Cola', 600, '听', ['chill'], { barcode: '2900000030169' }),
  drink('3017', '雪碧', 'Sprite', 600, '听', ['chill'], { barcode: '2900000030176' }),
  drink('3018', '王老吉', 'Wanglaoji Herbal Tea', 800, '听', ['chill'], { barcode: '2900000030183' }),
  drink('3019', '瓷罐老酸奶', 'Yogurt in a Clay Jar', 1000, '瓶', ['chill'], { barcode: '2900000030190' }),
  drink('3020', '椰汁', 'Coconut Milk Drink', 1000, '听', ['chill'], { barcode: '2900000030206' }),
  drink('3021', '矿泉水', 'Mineral Water 550 ml', 400, '瓶', ['chill'], { barcode: '2900000030213' }),
  drink('3022', '气泡矿泉水', 'Sparkling Water 750 ml', 2800, '瓶', ['chill'], { barcode: '2900000030220' }),

  alcohol('3101', '燕京啤酒', 'Yanjing Beer', 1200, '瓶', ['chill'], { barcode: '2900000031012', favourite: true }),
  alcohol('3102', '燕京啤酒（听）', 'Yanjing Beer, Can', 800, '听', ['chill'], { barcode: '2900000031029' }),
  alcohol('3103', '燕京U8', 'Yanjing U8', 1500, '瓶', ['chill'], { barcode: '2900000031036' }),
  alcohol('3104', '青岛啤酒', 'Tsingtao Beer', 1500, '瓶', ['chill'], { barcode: '2900000031043' }),
  alcohol('3105', '鲜啤', 'Draught Beer', 2200, '杯'),
  alcohol('3106', '鲜啤（扎）', 'Draught Beer, Pitcher', 5800, '扎'),
  alcohol('3107', '牛栏山二锅头', 'Niulanshan Erguotou 500 ml', 4800, '瓶', [], { barcode: '2900000031074' }),
  alcohol('3108', '红星二锅头（小二）', 'Red Star Erguotou 100 ml', 1500, '瓶', [], { barcode: '2900000031081' }),
  alcohol('3109', '汾酒', 'Fenjiu 475 ml', 12800, '瓶', [], { barcode: '2900000031098' }),
  alcohol('3110', '飞天茅台', 'Feitian Moutai 500 ml', 249900, '瓶', [], { barcode: '2900000031104' }),
  alcohol('3111', '桂花陈酒', 'Osmanthus Wine', 6800, '瓶', ['chill'], { barcode: '2900000031111' }),
  alcohol('3112', '古越龙山花雕', 'Huadiao Yellow Wine', 5800, '瓶', ['temperature']),
  alcohol('3113', '长城干红', 'Great Wall Dry Red', 16800, '瓶', [], { barcode: '2900000031135' }),
  alcohol('3114', '开瓶费', 'Corkage', 5000, '瓶'),
]
