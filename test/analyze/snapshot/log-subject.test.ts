import { expect, test } from 'vitest';
import type { LogOrigin } from '../../../src/analyze/formats/facts.ts';
import { ownerOfLog } from '../../../src/analyze/snapshot/log-subject.ts';
import { createObjectIndex } from '../../../src/analyze/snapshot/object-index.ts';
import { captured } from '../../support/snapshot-of.ts';

const kubelet: LogOrigin = { file: 'kubelet.log', firstLine: 1, previous: false, nodeLog: true, stem: 'kubelet' };
const nodes = createObjectIndex(['node-a', 'node-b'].map((name) => captured({ kind: 'Node', metadata: { name } })));
const line = (text: string) => [{ line: 1, text }];

test('a journal names its node before the program', () => {
  const tail = line('Mar  1 12:00:00 node-b kubelet[812]: E0301 kubelet.go:2187] Container runtime network not ready');
  expect(ownerOfLog(kubelet, nodes, tail)).toMatchObject({ subject: { kind: 'Node', name: 'node-b' } });
});

test('a log that names no node stands for itself, unless there is only one', () => {
  const tail = line('E0301 12:00:00.000000 812 kubelet.go:2187] Container runtime network not ready');
  expect(ownerOfLog(kubelet, nodes, tail).subject.name).toBe('kubelet');
  const only = createObjectIndex([captured({ kind: 'Node', metadata: { name: 'node-a' } })]);
  expect(ownerOfLog(kubelet, only, tail).subject.name).toBe('node-a');
});
