// A small made-up city for developing the screens: three districts of wobbly blocks, its units and a few matters. Everything follows from one seed.
export function random(seed) {
  let a = seed >>> 0;
  return () => { a = (a + 0x6d2b79f5) >>> 0; let t = a; t = Math.imul(t ^ (t >>> 15), t | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
}

const LON = 118.6, LAT = 30.6, STEP = 0.0075, N = 18;
const wobble = (i, j, k) => Math.sin(i * 1.9 + j * 0.7 + k) * 0.0009 + Math.cos(j * 2.3 - i + k) * 0.0007;
const knot = (i, j) => [LON + i * STEP * 1.15 + wobble(i, j, 1), LAT + j * STEP + wobble(i, j, 5)];

const districtNames = [['云溪区', 'Yunxi'], ['青澜区', 'Qinglan'], ['长汀区', 'Changting']];
const streetNames = [['锦绣街道', 'Jinxiu'], ['望江街道', 'Wangjiang'], ['梧桐街道', 'Wutong'], ['石桥街道', 'Shiqiao'], ['清河街道', 'Qinghe'], ['松岭街道', 'Songling'], ['白鹭街道', 'Bailu'], ['学府街道', 'Xuefu'], ['南湖街道', 'Nanhu']];
const roadWords = ['云锦', '望江', '青石', '白鹭', '松涛', '学府', '南湖', '清河', '锦绣', '梧桐', '长安', '临江', '和平', '星河', '翠竹', '海棠', '文昌', '银杏', '春晖'];
const roadWordsEn = ['Yunjin', 'Wangjiang', 'Qingshi', 'Bailu', 'Songtao', 'Xuefu', 'Nanhu', 'Qinghe', 'Jinxiu', 'Wutong', 'Changan', 'Linjiang', 'Heping', 'Xinghe', 'Cuizhu', 'Haitang', 'Wenchang', 'Yinxing', 'Chunhui'];

export const city = { code: '990000000000', name: '云澜市', name_en: 'Yunlan', timezone: '+08:00', map: { lon: knot(9, 9)[0], lat: knot(9, 9)[1], zoom: 11.2, bbox: [knot(0, 0)[0], knot(0, 0)[1], knot(N, N)[0], knot(N, N)[1]] } };

const ring = (i0, j0, i1, j1) => {
  const out = [];
  for (let i = i0; i < i1; i++) out.push(knot(i, j0));
  for (let j = j0; j < j1; j++) out.push(knot(i1, j));
  for (let i = i1; i > i0; i--) out.push(knot(i, j1));
  for (let j = j1; j > j0; j--) out.push(knot(i0, j));
  out.push(knot(i0, j0));
  return out;
};
const areaFeature = (code, [name, name_en], kind, parent, i0, j0, i1, j1) => {
  const [lon, lat] = knot(Math.round((i0 + i1) / 2), Math.round((j0 + j1) / 2));
  return { type: 'Feature', properties: { code, name, name_en, kind, parent, lon, lat }, geometry: { type: 'Polygon', coordinates: [ring(i0, j0, i1, j1)] }, box: [i0, j0, i1, j1] };
};
export const areas = [];
districtNames.forEach((name, d) => {
  const code = `9901${String(d + 1).padStart(2, '0')}000000`;
  areas.push(areaFeature(code, name, 'district', city.code, d * 6, 0, d * 6 + 6, N));
  for (let s = 0; s < 3; s++) {
    const street = `${code.slice(0, 6)}${String(s + 1).padStart(3, '0')}000`;
    areas.push(areaFeature(street, streetNames[d * 3 + s], 'street', code, d * 6, s * 6, d * 6 + 6, s * 6 + 6));
    for (let c = 0; c < 4; c++) {
      const [a, b] = [c % 2, c >> 1];
      areas.push(areaFeature(`${street.slice(0, 9)}${String(c + 1).padStart(3, '0')}`, [`${roadWords[(d * 12 + s * 4 + c) % 19]}社区`, roadWordsEn[(d * 12 + s * 4 + c) % 19]], 'community', street, d * 6 + a * 3, s * 6 + b * 3, d * 6 + a * 3 + 3, s * 6 + b * 3 + 3));
    }
  }
});
export const roads = [];
for (let k = 0; k <= N; k++) {
  const rank = k % 6 === 3 ? 1 : k % 3 === 0 ? 2 : 3;
  roads.push({ type: 'Feature', properties: { code: `R${k}`, name: `${roadWords[k]}路`, name_en: `${roadWordsEn[k]} Road`, rank }, geometry: { type: 'LineString', coordinates: Array.from({ length: N + 1 }, (_, i) => knot(i, k)) } });
  roads.push({ type: 'Feature', properties: { code: `S${k}`, name: `${roadWords[18 - k]}街`, name_en: `${roadWordsEn[18 - k]} Street`, rank }, geometry: { type: 'LineString', coordinates: Array.from({ length: N + 1 }, (_, j) => knot(k, j)) } });
}
export function buildings([w, s, e, n]) {
  const features = [];
  for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) {
    const rand = random(i * 1000 + j);
    const [lon, lat] = knot(i, j);
    for (let a = 0; a < 4; a++) for (let b = 0; b < 3; b++) {
      const x = lon + STEP * 1.15 * (0.12 + a * 0.21 + rand() * 0.03), y = lat + STEP * (0.14 + b * 0.26 + rand() * 0.04), dx = 0.0008 + rand() * 0.0006, dy = 0.0004 + rand() * 0.0006;
      if (x < w || x > e || y < s || y > n) { rand(); continue; }
      features.push({ type: 'Feature', properties: { code: `B${i}-${j}-${a}${b}`, name: `${i * 4 + a + 1}号`, floors: 3 + Math.floor(rand() * 25) }, geometry: { type: 'Polygon', coordinates: [[[x, y], [x + dx, y], [x + dx, y + dy], [x, y + dy], [x, y]]] } });
    }
  }
  return features.slice(0, 4000);
}
export function placeAt(lon, lat) {
  const inside = (f) => { const [x0, y0] = knot(f.box[0], f.box[1]), [x1, y1] = knot(f.box[2], f.box[3]); return lon >= x0 && lon <= x1 && lat >= y0 && lat <= y1; };
  const found = ['district', 'street', 'community'].map((kind) => areas.find((f) => f.properties.kind === kind && inside(f))).filter(Boolean);
  const ref = (f) => ({ code: f.properties.code, name: f.properties.name, name_en: f.properties.name_en, kind: f.properties.kind });
  const k = Math.max(0, Math.min(N, Math.round((lat - LAT) / STEP)));
  const number = 1 + Math.abs(Math.round(lon * 9000)) % 180;
  const address = `${roads[k * 2].properties.name}${number}号`;
  return { text: found.map((f) => f.properties.name).join('') + ' ' + address, point: { lon, lat }, areas: [{ code: city.code, name: city.name, name_en: city.name_en, kind: 'city' }, ...found.map(ref)], address: { code: `A${number}`, text: address } };
}
/** A river across the city and a few parks, for the map only. */
export const background = (kind) => {
  if (kind === 'water') {
    const bank = (side) => Array.from({ length: 41 }, (_, i) => [LON + (i / 40) * N * STEP * 1.15, LAT + STEP * (9.4 + Math.sin(i / 5) * 1.1 + side * (0.22 + 0.06 * Math.cos(i / 3)))]);
    const ring = [...bank(-1), ...bank(1).reverse()];
    return [{ type: 'Feature', properties: { name: '澜江', kind: 'river' }, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } }];
  }
  return [[3, 4], [8, 13], [13, 6], [15, 15]].map(([i, j], k) => ({ type: 'Feature', properties: { name: `${roadWords[k + 6]}公园`, kind: 'park' }, geometry: { type: 'Polygon', coordinates: [[knot(i, j), knot(i + 1, j), knot(i + 1, j + 1), knot(i, j + 1), knot(i, j)]] } }));
};
export const pointOn = (road, share) => { const line = road.geometry.coordinates; const at = share * (line.length - 1), i = Math.min(line.length - 2, Math.floor(at)); const f = at - i; return [line[i][0] + (line[i + 1][0] - line[i][0]) * f, line[i][1] + (line[i + 1][1] - line[i][1]) * f]; };

const unit = (code, name, name_en, kind, area = city.code, parent = null) => ({ code, name, name_en, kind, parent, area, phone: null });
export const units = [
  unit('U001', '12345热线中心', '12345 hotline centre', 'hotline'), unit('U010', '市城市管理局', 'City management bureau', 'city_management'), unit('U011', '市生态环境局', 'Environment bureau', 'environment'),
  unit('U012', '市交通运输局', 'Transport bureau', 'transport'), unit('U013', '市住房城乡建设局', 'Housing bureau', 'housing'), unit('U014', '市水务局', 'Water bureau', 'water'), unit('U015', '市市场监管局', 'Market regulation bureau', 'market'),
  unit('U016', '市公安局交警支队', 'Traffic police', 'traffic_police'), unit('U017', '市园林绿化局', 'Parks bureau', 'parks'), unit('U018', '市供电公司', 'Power company', 'power'), unit('U019', '市教育局', 'Education bureau', 'education'),
  ...areas.filter((f) => f.properties.kind === 'street').map((f, i) => unit(`U10${i}`, `${f.properties.name}办事处`, `${f.properties.name_en} street office`, 'street', f.properties.code)),
];
// code, Chinese, English, class, group, unit, urgency, words it is known by, made-up reports
export const matters = [
  ['030201', '建筑施工噪声', 'Construction noise', '生态环境', '噪声污染', 'U011', 'ordinary', ['施工', '工地', '打桩', '噪声', '吵', 'construction', 'noise'], ['{r}{n}号旁边的工地半夜还在打桩，吵得老人孩子睡不着', '{r}路口工地凌晨两点还在浇筑，噪声很大，请管一管']],
  ['010301', '占道经营', 'Street vending', '市容环卫', '市容秩序', 'U010', 'ordinary', ['占道', '摆摊', '摊贩', '人行道', 'vendor'], ['{r}菜场门口流动摊贩把人行道占满了，推婴儿车只能走机动车道', '{r}{n}号门口烧烤摊每晚占道，油烟也大']],
  ['010102', '生活垃圾清运', 'Rubbish collection', '市容环卫', '环境卫生', 'U010', 'ordinary', ['垃圾', '臭', '清运', 'rubbish', 'garbage'], ['{r}{n}号小区垃圾房三天没有清运，味道很大', '{r}路边一堆装修垃圾没人管']],
  ['040101', '道路破损', 'Damaged road', '交通运输', '道路养护', 'U012', 'pressing', ['坑', '破损', '塌陷', '路面', 'pothole', 'road'], ['{r}{n}号前面路面有个大坑，昨天有人骑车摔了', '{r}与青石街路口路面塌陷，来往车辆很危险']],
  ['040203', '路灯不亮', 'Street light out', '交通运输', '道路照明', 'U010', 'ordinary', ['路灯', '不亮', '黑', 'light', 'lamp'], ['{r}从{n}号往东一段路灯全都不亮，晚上走路害怕']],
  ['050102', '自来水停水', 'Water cut', '公用事业', '供水', 'U014', 'urgent', ['停水', '没水', '水管', '爆管', 'water'], ['{r}{n}号整栋楼从早上停水到现在，没有任何通知', '{r}自来水管爆了，路上全是水，请尽快来修']],
  ['060201', '电动自行车违规充电', 'E-bike charging indoors', '住房城建', '消防安全', 'U013', 'pressing', ['电动车', '充电', '楼道', '飞线', 'e-bike'], ['{r}{n}号小区楼道里有人给电动车飞线充电，怕着火']],
  ['070105', '机动车违停', 'Illegal parking', '公安交管', '停车秩序', 'U016', 'ordinary', ['违停', '停车', '堵', '消防通道', 'parking'], ['{r}{n}号消防通道被私家车长期占用，救护车都进不来']],
  ['080303', '餐饮油烟', 'Kitchen fumes', '生态环境', '大气污染', 'U011', 'ordinary', ['油烟', '饭店', '餐馆', 'smoke', 'fumes'], ['{r}{n}号一楼饭店油烟直排，楼上住户窗户都不敢开']],
  ['090101', '预付卡退费', 'Prepaid card refund', '市场监管', '消费维权', 'U015', 'ordinary', ['健身房', '退费', '预付', '退款', 'refund'], ['{r}{n}号健身房突然关门，年卡的钱不给退']],
  ['100201', '树木遮挡', 'Trees in the way', '园林绿化', '树木养护', 'U017', 'ordinary', ['树', '树枝', '遮挡', 'tree'], ['{r}{n}号门前大树枝叶伸到三楼窗户，台风天担心砸下来']],
  ['110301', '入学政策咨询', 'School admission', '教育', '招生入学', 'U019', 'ordinary', ['入学', '学区', '报名', '转学', 'school'], ['想问一下孩子从外地转学到{r}附近的小学需要什么材料']],
];
