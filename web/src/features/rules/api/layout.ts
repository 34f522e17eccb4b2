import { attribute, child, children, encode, scan, spliced, type XmlNode } from './xml';

const SIZE = { decision: [180, 80], inputData: [125, 45], businessKnowledgeModel: [135, 46], knowledgeSource: [100, 63] } as const;
type Kind = keyof typeof SIZE;
const NEEDS = ['informationRequirement', 'knowledgeRequirement', 'authorityRequirement'];

interface Box { id: string; kind: Kind; needs: { id: string; to: string }[]; level: number; x: number; y: number; width: number; height: number }

/** A file that carries no drawing gets one: what is needed below, what needs it above; one without arrows gets those. Nothing is stored until somebody changes the diagram. */
export function laidOut(text: string): string {
  const root = scan(text).find((node) => node.local === 'definitions');
  if (!root || root.open) return text;
  const drawn = root.children.find((node) => node.local === 'DMNDI');
  if (drawn) return withEdges(text, root, drawn);
  const boxes = new Map<string, Box>();
  for (const node of root.children) {
    const id = attribute(node, 'id');
    if (!id || !(node.local in SIZE)) continue;
    const kind = node.local as Kind;
    const needs = NEEDS.flatMap((name) => children(node, name)).flatMap((need) => { const at = attribute(need, 'id'); return at ? need.children.map((one) => ({ id: at, to: (attribute(one, 'href') ?? '').replace(/^.*#/, '') })) : []; });
    boxes.set(id, { id, kind, needs, level: 0, x: 0, y: 0, width: SIZE[kind][0], height: SIZE[kind][1] });
  }
  // A circle of needs would climb for ever; no level is higher than there are boxes.
  for (let round = 0, moved = true; moved && round < boxes.size; round += 1) {
    moved = false;
    for (const box of boxes.values()) for (const need of box.needs) { const below = boxes.get(need.to); if (below && box.level <= below.level) { box.level = below.level + 1; moved = true; } }
  }
  const levels = new Map<number, Box[]>();
  for (const box of boxes.values()) levels.set(box.level, [...(levels.get(box.level) ?? []), box]);
  const top = Math.max(0, ...levels.keys());
  const wide = Math.max(1, ...[...levels.values()].map((row) => row.length)) * 220;
  for (const [level, row] of levels) row.forEach((box, i) => { box.x = Math.round(((i + 0.5) * wide) / row.length - box.width / 2 + 60); box.y = (top - level) * 150 + 80; });
  const shapes = [...boxes.values()].map((box) => `<dmndi:DMNShape dmnElementRef="${encode(box.id)}"><dc:Bounds height="${box.height}" width="${box.width}" x="${box.x}" y="${box.y}"/></dmndi:DMNShape>`);
  const edges = [...boxes.values()].flatMap((box) => box.needs.flatMap((need) => { const from = boxes.get(need.to); return from ? [`<dmndi:DMNEdge dmnElementRef="${encode(need.id)}"><di:waypoint x="${from.x + from.width / 2}" y="${from.y}"/><di:waypoint x="${box.x + box.width / 2}" y="${box.y + box.height}"/></dmndi:DMNEdge>`] : []; }));
  const drawing = `<dmndi:DMNDI xmlns:dmndi="${DI}" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"><dmndi:DMNDiagram>${shapes.join('')}${edges.join('')}</dmndi:DMNDiagram></dmndi:DMNDI>`;
  return spliced(text, [{ from: root.closeFrom, to: root.closeFrom, text: drawing }]);
}

/** A drawing of boxes alone gets its arrows. */
function withEdges(text: string, root: XmlNode, drawn: XmlNode): string {
  const diagram = drawn.children.find((node) => node.local === 'DMNDiagram');
  const [shape] = children(diagram, 'DMNShape');
  if (!diagram || !shape || children(diagram, 'DMNEdge').length) return text;
  const number = (node: XmlNode | undefined, name: string) => Number(attribute(node, name) ?? 0);
  const bounds = new Map(children(diagram, 'DMNShape').map((one) => { const box = child(one, 'Bounds'); return [attribute(one, 'dmnElementRef') ?? '', { x: number(box, 'x'), y: number(box, 'y'), width: number(box, 'width'), height: number(box, 'height') }] as const; }));
  const edges = root.children.flatMap((node) => NEEDS.flatMap((name) => children(node, name)).flatMap((need) => need.children.flatMap((one) => {
    const [to, from, id] = [bounds.get(attribute(node, 'id') ?? ''), bounds.get((attribute(one, 'href') ?? '').replace(/^.*#/, '')), attribute(need, 'id')];
    return to && from && id ? [`<${shape.prefix}DMNEdge dmnElementRef="${encode(id)}"><di:waypoint xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" x="${from.x + from.width / 2}" y="${from.y}"/><di:waypoint xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" x="${to.x + to.width / 2}" y="${to.y + to.height}"/></${shape.prefix}DMNEdge>`] : [];
  })));
  const last = children(diagram, 'DMNShape').at(-1) ?? shape;
  return edges.length ? spliced(text, [{ from: last.to, to: last.to, text: edges.join('') }]) : text;
}

const MODEL = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const DI = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
const VERSIONS = [
  { model: 'https://www.omg.org/spec/DMN/20230324/MODEL/', di: 'https://www.omg.org/spec/DMN/20230324/DMNDI/' },
  { model: 'https://www.omg.org/spec/DMN/20211108/MODEL/', di: 'https://www.omg.org/spec/DMN/20211108/DMNDI/' },
  { model: 'http://www.omg.org/spec/DMN/20180521/MODEL/', di: 'http://www.omg.org/spec/DMN/20180521/DI/' },
];

/** dmn-js reads DMN 1.3 only: newer and older names are written as those of 1.3, and back when it saves. */
export function asDmn13(text: string): { text: string; back: (text: string) => string } {
  const found = VERSIONS.find((one) => text.includes(`"${one.model}"`) || text.includes(`'${one.model}'`));
  if (!found) return { text, back: (given) => given };
  const [named, drawn] = [found.di !== 'http://www.omg.org/spec/DMN/20180521/DI/', text.includes(found.di)];
  return {
    text: named ? text.replaceAll(found.model, MODEL).replaceAll(found.di, DI) : text.replaceAll(found.model, MODEL),
    back: (given) => { const model = given.replaceAll(MODEL, found.model); return named && (drawn || given.includes(DI)) ? model.replaceAll(DI, found.di) : model; },
  };
}
