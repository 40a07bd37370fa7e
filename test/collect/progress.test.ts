import { expect, test } from 'vitest';
import { createProgress, sizeText } from '../../src/collect/progress.ts';

function output(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, write: (text: string) => written.push(text), text: () => written.join('') };
}

/** A clock that is a second later each time. */
function clock() {
  let seconds = 0;
  return () => new Date(1000 * seconds++);
}

test('on a terminal one line tells what is done, and what the capture waits for', () => {
  const terminal = output(true);
  const progress = createProgress(terminal, clock());
  progress.phase('logs', 2);
  progress.started('logs web-1');
  progress.started('logs web-2');
  progress.finished('logs web-2', 2048);
  progress.end();

  expect(terminal.text().split('\r\u001b[K')).toEqual([
    '',
    'logs 0/2  0 B  1 s  ',
    'logs 0/2  0 B  2 s  logs web-1',
    'logs 0/2  0 B  3 s  logs web-1',
    'logs 1/2  2.0 KiB  4 s  logs web-1',
    '',
  ]);
});

test('a line never wraps', () => {
  const terminal = output(true);
  createProgress(terminal, clock()).phase('x'.repeat(200), 1);

  expect(terminal.text().length).toBeLessThanOrEqual('\r\u001b[K'.length + 59);
});

test('elsewhere each phase is a plain line', () => {
  const file = output(false);
  const progress = createProgress(file, clock());
  progress.phase('lists', 41);
  progress.started('get pods');
  progress.finished('get pods', 10);
  progress.phase('logs', 1);
  progress.end();

  expect(file.text()).toBe('lists: 41 commands (after 1 s)\nlogs: 1 command (after 2 s)\n');
});

test('sizes', () => {
  expect([0, 1023, 1024, 1_572_864, 5 * 1024 ** 3].map(sizeText)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KiB',
    '1.5 MiB',
    '5.0 GiB',
  ]);
});
