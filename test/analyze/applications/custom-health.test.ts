import { expect, test } from 'vitest';
import { customHealthOf } from '../../../src/analyze/applications/custom-health/index.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { object } from '../../support/check.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const WIDGET = 'resource.customizations.health.shop.example_Widget';
const widget = (name: string, status: JsonObject) => object('Widget', name, { status }, 'shop.example/v1');
const settings = (data: JsonObject) =>
  ({ kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data }) as JsonObject;

/** What the scripts of a cluster say of its widgets, and the gaps that are left. */
async function judged(data: JsonObject, widgets = [widget('one', { phase: 'Ready', parts: [1, 2] })]) {
  const snapshot = snapshotOf({ objects: [settings(data), ...widgets] });
  const custom = await customHealthOf(snapshot);
  const health = snapshot.objects.ofKind('Widget').map((one) => custom?.of(one));
  return { health, gaps: custom?.gaps() ?? [] };
}

const READY = `
hs = { status = "Progressing", message = "waiting" }
if obj.status ~= nil and obj.status.phase == "Ready" and table.getn(obj.status.parts) == 2 then
  hs.status = "Healthy"
  hs.message = string.format("%s of %s", obj.metadata.name, obj.metadata.namespace)
end
return hs`;

test('a script of the cluster judges its kind', async () => {
  expect(
    await judged({ [WIDGET]: READY }, [
      widget('one', { phase: 'Ready', parts: [1, 2] }),
      widget('two', { phase: 'No' }),
    ]),
  ).toEqual({
    health: [
      { status: 'Healthy', message: 'one of shop' },
      { status: 'Progressing', message: 'waiting' },
    ],
    gaps: [],
  });
});

test('a field that is null is not there', async () => {
  const script = 'if obj.status.phase == nil then return { status = "Suspended" } end';
  expect((await judged({ [WIDGET]: script }, [widget('one', { phase: null, parts: [null, 1] })])).health).toEqual([
    { status: 'Suspended' },
  ]);
});

test('without scripts nothing is loaded, and another kind has none', async () => {
  expect(
    await customHealthOf(snapshotOf({ objects: [settings({ 'timeout.reconciliation': '180s' })] })),
  ).toBeUndefined();
  expect((await judged({ 'resource.customizations.health.Service': READY })).health).toEqual([undefined]);
});

test('wildcards, and the old form with one document for all kinds', async () => {
  expect((await judged({ 'resource.customizations.health.*.example_*': READY })).health[0]).toMatchObject({
    status: 'Healthy',
  });
  const old = `shop.example/Widget:\n  health.lua: |\n    return { status = "Degraded", message = obj.status.phase }\n`;
  expect((await judged({ 'resource.customizations': old })).health).toEqual([{ status: 'Degraded', message: 'Ready' }]);
  expect((await judged({ 'resource.customizations': 'a: "' })).gaps[0]?.why).toContain('not valid YAML');
});

const HOSTILE: Record<string, string> = {
  'an endless loop': 'while true do end',
  'an endless loop that catches': 'while true do pcall(function() while true do end end) end',
  'a finalizer that never ends': 'setmetatable({}, { __gc = function() while true do end end })',
  'a huge string': 'return { status = string.rep("x", 1e9) }',
  'an empty string without end': 'return string.rep("", 1e18)',
  'strings that double': 'local s = "x" while true do s = s .. s end',
  'long strings again and again': 'local s = string.rep("x", 100000) while true do local t = s .. s end',
  'a table without end': 'local t = {} while true do t[#t + 1] = string.rep("x", 1000) end',
  'a command': 'os.execute("touch /tmp/owned")',
  'a file': 'io.open("/etc/passwd")',
  'a module': 'require("os")',
  'code from text': 'return load("return 1")()',
  'a pattern that goes back': 'return string.find(string.rep("a", 5000), ".-.-.-.-.-b")',
  'the same by method': 'return (string.rep("a", 5000)):match(".*.*.*.*b")',
  'recursion without end': 'local function f() return 1 + f() end return f()',
  'a table moved': 'table.move({}, 1, 1e9, 2)',
  'no script at all': ') this is not Lua',
  'no health': 'return { status = "Fine" }',
  nothing: 'return nil',
};

test.each(Object.entries(HOSTILE))('%s costs its budget and a gap line', async (_, script) => {
  const began = performance.now();
  const { health, gaps } = await judged({ [WIDGET]: script }, [widget('one', {}), widget('two', {})]);
  expect(performance.now() - began).toBeLessThan(8000);
  expect(health).toEqual(['unknown', 'unknown']);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({
    what: 'health of shop.example/Widget',
    why: expect.stringContaining('was not applied'),
  });
});
