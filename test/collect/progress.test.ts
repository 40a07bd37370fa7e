import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress, sizeText } from '../../src/collect/progress.ts';

function output(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, write: (text: string) => written.push(text), text: () => written.join('') };
}

const now = () => new Date();
beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test('on a terminal one line tells what is done, and what the capture waits for', () => {
  const terminal = output(true);
  const progress = createProgress(terminal, now);
  progress.phase('logs', 2);
  progress.started('logs web-1');
  progress.started('logs web-2');
  vi.setSystemTime(4_000);
  progress.finished('logs web-2', 2048);
  progress.end();

  expect(terminal.text().split('\r\u001b[K')).toEqual([
    '',
    'logs 0/2  0 B  0 s  ',
    'logs 0/2  0 B  0 s  logs web-1',
    'logs 0/2  0 B  0 s  logs web-1',
    'logs 1/2  2.0 KiB  4 s  logs web-1',
    '',
  ]);
});

test('what takes long is called slow, though nothing else happens', () => {
  const terminal = output(true);
  const progress = createProgress(terminal, now);
  progress.phase('logs', 2);
  progress.started('logs web-1');
  vi.advanceTimersByTime(7_000);
  progress.end();

  expect(terminal.text().split('\r\u001b[K').at(-2)).toBe('logs 0/2  0 B  7 s  slow, 7 s: logs web-1');
});

test('a line never wraps', () => {
  const terminal = output(true);
  createProgress(terminal, now).phase('x'.repeat(200), 1);

  expect(terminal.text().length).toBeLessThanOrEqual('\r\u001b[K'.length + 59);
});

test('before the first phase nothing is said', () => {
  const terminal = output(true);
  const progress = createProgress(terminal, now);
  progress.started('get namespaces');
  progress.finished('get namespaces', 10);

  expect(terminal.text()).toBe('');
});

test('elsewhere each phase is a plain line, and a long one says now and then how far it is', () => {
  const file = output(false);
  const progress = createProgress(file, now);
  vi.setSystemTime(1_000);
  progress.phase('lists', 41);
  progress.started('get pods');
  progress.finished('get pods', 10);
  progress.phase('logs', 1);
  progress.started('logs web-1');
  vi.advanceTimersByTime(16_000);
  progress.end();

  expect(file.text().split('\n')).toEqual([
    'lists: 41 commands (after 1 s)',
    'logs: 1 command (after 1 s)',
    'logs 0/1  10 B  16 s  slow, 15 s: logs web-1',
    '',
  ]);
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
