import { expect, test } from 'vitest';
import { problemLine } from '../../../src/analyze/rules/problem.ts';
import { readRules, readSoundRules } from '../../../src/analyze/rules/read-rules.ts';

const PACK = { path: 'shop/_pack.yaml', text: 'name: Shop\nversion: 1.0.0\nprefix: shop-\n' };

const RULE = `id: shop-key-unset
title: The shop started without a key
severity: error
role: cause
needs: logs
where: { container: shop }
match:
  log:
    pattern: 'env\\.(?P<variable>[A-Z_]+): not set'
what: The shop read env.{{variable}} and found nothing.
why: Every order is refused.
do: Put {{variable}} into the Secret.
references:
  - url: https://example.org/shop
hits: ['env.KEY: not set']
misses: ['env.KEY: set']
`;

const read = (text: string, name = 'shop-key-unset') => readRules([PACK, { path: `shop/${name}.yaml`, text }]);
const problems = async (text: string, name?: string) => (await read(text, name)).problems.map(problemLine);

test('a rule is read with its defaults, lists where one text stood, and the literal that its pattern promises', async () => {
  const { ruleSet, problems } = await read(RULE);

  expect(problems).toEqual([]);
  expect(ruleSet.rules[0]).toMatchObject({
    id: 'shop-key-unset',
    pack: 'shop',
    status: 'stable',
    needs: ['logs'],
    where: { container: ['shop'] },
    do: ['Put {{variable}} into the Secret.'],
    references: ['https://example.org/shop'],
    over: [],
  });
  expect(ruleSet.needles).toEqual([
    {
      id: 'shop-key-unset',
      literals: [': not set'],
      pattern: 'env\\.(?P<variable>[A-Z_]+): not set',
      also: [['env.'], [': not set']],
      input: 'both',
    },
  ]);
  // It is written as JSON by the build: what is not there must not be `undefined` either.
  expect(JSON.parse(JSON.stringify(ruleSet))).toStrictEqual(ruleSet);
});

test('a value of the wrong kind is told with its place, what was expected and what stood there', async () => {
  expect(await problems(RULE.replace('severity: error', 'severity: terrible'))).toEqual([
    'shop/shop-key-unset.yaml:3:1: severity: expected one of critical, error, warning, info, got "terrible"',
  ]);
});

test('what is missing is told by what was expected, in the words of YAML', async () => {
  expect(await problems(RULE.replace(/match:\n.*\n.*\n/, ''))).toEqual([
    'shop/shop-key-unset.yaml:1:1: match: expected a mapping, got nothing',
  ]);
});

test('an unknown key is told at the key', async () => {
  expect(await problems(RULE.replace('    pattern:', '    regex: x\n    pattern:'))).toEqual([
    'shop/shop-key-unset.yaml:9:5: match.log: unknown key regex',
  ]);
});

test('look-around is refused with the reason', async () => {
  const [problem] = await problems(RULE.replace('env\\.', '(?=env)env\\.'));
  expect(problem).toContain('shop-key-unset.yaml:9:5: match.log.pattern: look-around is refused: RE2 has none');
});

test('a pattern that promises no literal asks for one', async () => {
  const [problem] = await problems(RULE.replace('env\\.(?P<variable>[A-Z_]+): not set', '(?P<variable>[A-Z_]+)'));
  expect(problem).toContain('match.log.pattern: no literal of at least 3 characters occurs in every match');
});

test('a template may use captures and the names of the subject, nothing else', async () => {
  expect(await problems(RULE.replace('env.{{variable}}', 'env.{{varable}} in {{namespace}}'))).toEqual([
    'shop/shop-key-unset.yaml:10:1: what: unknown name {{varable}}: expected one of container, kind, name, namespace, node, variable',
  ]);
});

test('an id is the name of its file, has the prefix of its pack, and is not taken twice', async () => {
  expect(await problems(RULE, 'shop-key')).toEqual([
    'shop/shop-key.yaml:1:1: id: expected shop-key, the name of the file',
  ]);
  expect(await problems(RULE.replace('id: shop', 'id: store'), 'store-key-unset')).toEqual([
    'shop/store-key-unset.yaml:1:1: id: expected an id that begins with shop-, as the pack says',
  ]);
  const known = (await read(RULE)).ruleSet.rules;
  const { problems: taken } = await readRules([PACK, { path: 'shop/shop-key-unset.yaml', text: RULE }], known);
  expect(taken.map(problemLine)).toEqual(['shop/shop-key-unset.yaml:1:1: id: there is another rule shop-key-unset']);
});

test('ids that do not exist and cycles of explains are told', async () => {
  const other = RULE.replace('id: shop-key-unset', 'id: shop-other').concat('explains: shop-key-unset\n');
  const files = [
    PACK,
    { path: 'shop/shop-key-unset.yaml', text: `${RULE}explains: [shop-other, gone]\n` },
    { path: 'shop/shop-other.yaml', text: other },
  ];
  expect((await readRules(files)).problems.map(problemLine)).toEqual([
    'shop/shop-key-unset.yaml:17:1: explains: there is no rule and no tag gone',
    'shop/shop-key-unset.yaml:17:1: explains: a cycle: shop-key-unset → shop-other → shop-key-unset',
  ]);
});

test('broken YAML is told with its line', async () => {
  expect((await problems('id: ['))[0]).toMatch(/^shop\/shop-key-unset\.yaml:1:\d+: not valid YAML: /);
});

test('a folder that must be in order throws with the first problem', async () => {
  await expect(readSoundRules([PACK, { path: 'shop/x.yaml', text: RULE }])).rejects.toThrow(
    'shop/x.yaml:1:1: id: expected x, the name of the file',
  );
});
