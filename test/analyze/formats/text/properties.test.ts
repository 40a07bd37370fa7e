import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksLikeKubectlText } from '../../../../src/analyze/formats/text/read-text.ts';
import { cellsOf, headerOf } from '../../../../src/analyze/formats/text/tables/columns.ts';
import { reading } from './reading.ts';

/** As kubectl's tabwriter does it: every column as wide as its longest cell, and three spaces. */
function render(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3))
      .join('')
      .trimEnd(),
  );
}

const heading = fc.constantFrom('STATUS', 'ACCESS MODES', 'VOLUME', 'PORT(S)', 'NODE SELECTOR', 'UP-TO-DATE', 'SECRET');
const word = fc.stringMatching(/^[a-z0-9:/.,-]{1,12}$/);
const cell = fc.oneof(
  fc.constant(''),
  word,
  fc.tuple(word, word).map((words) => words.join(' ')),
);

test('a rendered table is read back, empty cells and all', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(heading, { minLength: 1, maxLength: 6 })
        .chain((headings) =>
          fc.tuple(
            fc.constant<string[]>(['NAME', ...headings]),
            fc.array(fc.tuple(word, ...headings.map(() => cell)), { minLength: 1, maxLength: 8 }),
          ),
        ),
      ([headings, rows]) => {
        const [first = '', ...lines] = render([headings, ...rows]);
        const header = headerOf(first);
        expect(header?.columns.map(({ name }) => name)).toEqual(headings);
        for (const [index, line] of lines.entries()) {
          const expected = headings.flatMap((name, column) => {
            const value = rows[index]?.[column];
            return value ? [[name, value]] : [];
          });
          if (header) expect(Object.entries(cellsOf(line, header) ?? {})).toEqual(expected);
        }
      },
    ),
    { numRuns: 200 },
  );
});

/** Pieces of which real files are made, and pieces that break them. */
const piece = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'Name:         web',
    'Namespace:    shop',
    'Labels:       a=b',
    'Events:',
    '  Type     Reason   Age   From     Message',
    '  Warning  BackOff  3m    kubelet  Back-off',
    'NAME    READY   STATUS    RESTARTS   AGE',
    'web-0   1/1     Running   0          5m',
    '$ kubectl get pods -n shop',
    '$ kubectl logs web-0',
    '$ kubectl describe pod web-0',
    'apiVersion: v1',
    'kind: Pod',
    '{ "kind": "Pod",',
    '}',
    '```',
    '...',
    '',
    'Error from server (NotFound): pods "x" not found',
    'Data',
    '====',
    '    Containers:',
    'Containers:',
    '  app:',
    '    State:  Waiting',
    '\tConditions:\t',
    '  FirstSeen\tLastSeen\tCount\tFrom\tSubObjectPath\tType\tReason\tMessage',
    'Sync Status:  OutOfSync from HEAD (1ff8a67)',
    'Health Status:  Degraded',
  ),
);

test('no text throws, and every line that is named exists', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const text = pieces.join('\n');
      const count = text.split('\n').length;
      const found = await reading(text, 'describe-pod.txt');
      const named = [
        ...found.objects.map(({ source }) => source.line ?? 0),
        ...found.events.map(({ source }) => source.line ?? 0),
        ...found.texts.map(({ origin }) => origin.firstLine),
        ...found.logs.map(({ origin }) => origin.firstLine),
        ...found.structured.map(({ firstLine }) => firstLine),
      ];
      expect(named.every((line) => line >= 1 && line <= count)).toBe(true);
      for (const object of found.objects) expect(JSON.parse(JSON.stringify(object.body))).toEqual(object.body);
      looksLikeKubectlText(text);
    }),
    { numRuns: 300 },
  );
});

test('text that nothing recognises comes out as it went in, with its line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-z ,.]{1,60}[a-z]$/), { minLength: 1, maxLength: 10 }),
      fc.nat({ max: 5 }),
      async (lines, before) => {
        const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
        const { texts } = await reading(`${'\n'.repeat(before)}${lines.join('\n')}\n`);
        expect(texts).toEqual([
          {
            origin: { file: 'notes.txt', firstLine: before + 1, kind: 'output' },
            text: lines.map((line) => line.slice(margin)).join('\n'),
          },
        ]);
      },
    ),
    { numRuns: 100 },
  );
});

test('events go back and forth in the layout of a description', async () => {
  const age = fc.constantFrom('3m', '41h', '2y45d', '<unknown>', '3m (x25 over 9m11s)', '<invalid> (x5 over 10m)');
  const reason = fc.stringMatching(/^[A-Z][a-z]{2,12}[A-Z][a-z]{2,12}$/);
  const message = fc.stringMatching(/^[A-Z][a-z]{1,10}( [a-z0-9"/:]{1,10}){0,6}$/);
  const row = fc.tuple(
    fc.constantFrom('Normal', 'Warning'),
    reason,
    age,
    fc.constantFrom('kubelet', 'job-controller', ''),
    message,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const lines = render([
        ['Type', 'Reason', 'Age', 'From', 'Message'],
        ['----', '------', '----', '----', '-------'],
        ...rows,
      ]);
      const { events } = await reading(`Events:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
      expect(events.map(({ type, reason, component, message }) => [type, reason, component ?? '', message])).toEqual(
        rows.map(([type, why, , from, what]) => [type, why, from, what]),
      );
    }),
    { numRuns: 100 },
  );
});
