// @vitest-environment node
import { expect, test } from 'vitest';
import { asDmn13, laidOut } from './layout';
import { asked, cellFault, meant, typed } from './rulesDocument';
import { withoutRules, withRules } from './stripped';

const FILE = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d">
<inputData id="level" name="level"><variable name="level" typeRef="number"/></inputData>
<decision id="a" name="A"><informationRequirement id="n1"><requiredInput href="#level"/></informationRequirement>
  <decisionTable id="t"><input id="i"><inputExpression><text>level</text></inputExpression></input><output id="o"/>
    <!-- x --><rule id="r"><inputEntry id="e"><text>&lt; 3</text></inputEntry><outputEntry id="f"><text>1</text></outputEntry></rule>
  </decisionTable></decision>
<decision id="b" name="B"><informationRequirement id="n2"><requiredDecision href="#a"/></informationRequirement></decision>
</definitions>`;

test('rules taken out for the drawing come back byte by byte', () => {
  const { text, kept } = withoutRules(FILE);
  expect(text).not.toContain('<rule');
  expect(withRules(text, kept)).toBe(FILE);
  expect(withRules(text.replace(/<decisionTable id="t">[\s\S]*<\/decisionTable>/, '<decisionTable id="t"/>'), kept)).toContain('<text>&lt; 3</text>');
});

test('rules follow a writer that names the namespace otherwise', () => {
  const { text, kept } = withoutRules(FILE);
  const renamed = text.replaceAll(/<(\/?)(\w)/g, '<$1dmn:$2').replace('xmlns=', 'xmlns:dmn=');
  expect(withRules(renamed, kept)).toContain('<dmn:rule id="r"><dmn:inputEntry id="e"><dmn:text>&lt; 3</dmn:text></dmn:inputEntry>');
});

test('a file of another version of DMN goes to the modeler as 1.3 and comes back as it was', () => {
  const { text, back } = asDmn13(FILE);
  expect(text).toContain('20191111/MODEL');
  expect(back(text)).toBe(FILE);
});

test('a file without a drawing gets one box for each element, needs below what needs them', () => {
  const drawn = laidOut(FILE);
  const y = (id: string) => Number(new RegExp(`dmnElementRef="${id}"><dc:Bounds height="\\d+" width="\\d+" x="-?\\d+" y="(\\d+)"`).exec(drawn)?.[1]);
  expect(y('level')).toBeGreaterThan(y('a'));
  expect(y('a')).toBeGreaterThan(y('b'));
  expect(drawn.match(/DMNEdge dmnElementRef/g)?.length).toBe(2);
  expect(laidOut(drawn)).toBe(drawn);
  const bare = drawn.replace(/<dmndi:DMNEdge[\s\S]*<\/dmndi:DMNEdge>/, '');
  expect(bare).not.toContain('DMNEdge');
  expect(laidOut(bare).match(/DMNEdge dmnElementRef/g)?.length).toBe(2);
});

test('a decision asks for the inputs it needs through others', () => {
  expect(asked(FILE, 'b')).toEqual([{ id: 'level', name: 'level', type: 'number' }]);
  expect([typed('3', 'number'), typed('true', 'boolean'), typed('3', 'string'), typed('', 'number'), typed('[1]', 'Any')]).toEqual([3, true, '3', undefined, [1]]);
});

test('cells with quotes or brackets left open are named, ranges of every kind are not', () => {
  for (const fine of ['-', '< 5', '[1..5]', '(1..5]', ']1..5[', '[1..5)', 'not("a", "b")', '"say \\"x\\""', '{a: 1}', 'f((1 + 2) * 3)', '']) expect(cellFault(fine), fine).toBeNull();
  expect(cellFault('"a')).toBe('quote');
  expect(cellFault('not("a"')).toBe('bracket');
  expect(cellFault('f(1))')).toBe('bracket');
});

test('a bare word in a column of texts becomes a text, unless it names something or is FEEL', () => {
  const column = { part: 'input', id: 'i', title: '', expression: 'kind', type: 'string', allowed: '' } as const;
  expect(['\u5de5\u5730', 'site A', 'kind', '-', 'true', 'not("a")', '"a"', '1'].map((text) => meant(text, column, ['kind']))).toEqual(['"\u5de5\u5730"', '"site A"', 'kind', '-', 'true', 'not("a")', '"a"', '1']);
  expect(meant('site', { ...column, type: 'number' }, [])).toBe('site');
});
