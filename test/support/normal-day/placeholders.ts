import type { Random } from '../../redact/corpus/random.ts';
import { DIGITS, HEX, LOWER } from '../../redact/corpus/random.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Clock = { iso: string; day: string; time: string; dayOfMonth: string; month: string; seconds: number };

/** The forms in which programs write the time. */
const TIMES: Record<string, (clock: Clock, at: Date) => string> = {
  iso: ({ iso }) => iso,
  isoSeconds: ({ iso }) => `${iso.slice(0, 19)}Z`,
  isoMicros: ({ iso }) => iso.replace('Z', '123Z'),
  isoNanos: ({ iso }) => iso.replace('Z', '123456Z'),
  isoOffset: ({ iso }) => iso.replace('Z', '+00:00'),
  isoComma: ({ iso }) => iso.slice(0, -1).replace('.', ','),
  plain: ({ day, time }) => `${day} ${time.slice(0, 8)}`,
  plainMillis: ({ day, time }) => `${day} ${time}`,
  plainMicros: ({ day, time }) => `${day} ${time}123`,
  comma: ({ day, time }) => `${day} ${time.replace('.', ',')}`,
  slashes: ({ day, time }) => `${day.replaceAll('-', '/')} ${time.slice(0, 8)}`,
  klog: ({ iso, time }) => `${iso.slice(5, 7)}${iso.slice(8, 10)} ${time}123`,
  monthDay: ({ day, time }) => `${day.slice(5)} ${time.slice(0, 8)}`,
  wordMonth: ({ day, dayOfMonth, month, time }) => `${dayOfMonth} ${month} ${day.slice(0, 4)} ${time}`,
  access: ({ day, dayOfMonth, month, time }) => `${dayOfMonth}/${month}/${day.slice(0, 4)}:${time.slice(0, 8)} +0000`,
  time: ({ time }) => time.slice(0, 8),
  unix: ({ seconds }) => String(Math.floor(seconds)),
  unixFraction: ({ seconds }) => seconds.toFixed(3),
  unixMillis: (_clock, at) => String(at.getTime()),
};

const VALUES: Record<string, (random: Random) => string> = {
  ip: (random) => `10.244.${random.number(8)}.${1 + random.number(250)}`,
  publicIp: (random) => `203.0.113.${1 + random.number(250)}`,
  port: (random) => String(30_000 + random.number(30_000)),
  pid: (random) => String(20 + random.number(4000)),
  hex: (random) => random.text(16, HEX),
  hex32: (random) => random.text(32, HEX),
  sha: (random) => random.text(64, HEX),
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-'),
  ulid: (random) => `01${random.text(24, '0123456789ABCDEFGHJKMNPQRSTVWXYZ')}`,
  word: (random) => random.text(4 + random.number(6), LOWER),
  suffix: (random) => random.text(5, LOWER + DIGITS),
  duration: (random) => `${1 + random.number(900)}.${random.text(3, DIGITS)}ms`,
};

const PLACEHOLDER = /\$\{([^{}]+)\}/g;
const RANGE = /^(\d+)-(\d+)$/;

/**
 * Fills the placeholders of a record: a form of the time, a value, `${1-99}` a number, `${GET|POST}` one of these. The
 * same placeholder stands for the same value in all its lines.
 */
export function fill(lines: readonly string[], at: Date, random: Random): string[] {
  const known = new Map<string, string>();
  const clock = clockOf(at);
  const valueFor = (name: string): string => {
    const [, from, to] = RANGE.exec(name) ?? [];
    if (from && to) return String(Number(from) + random.number(Number(to) - Number(from) + 1));
    if (name.includes('|')) return random.pick(name.split('|'));
    const value = TIMES[name]?.(clock, at) ?? VALUES[name]?.(random);
    if (value === undefined) throw new Error(`there is no placeholder ${name}`);
    return value;
  };
  return lines.map((line) =>
    line.replace(PLACEHOLDER, (_whole, name: string) => {
      const value = known.get(name) ?? valueFor(name);
      known.set(name, value);
      return value;
    }),
  );
}

function clockOf(at: Date): Clock {
  const iso = at.toISOString();
  return {
    iso,
    day: iso.slice(0, 10),
    time: iso.slice(11, 23),
    dayOfMonth: iso.slice(8, 10),
    month: MONTHS[at.getUTCMonth()] ?? '',
    seconds: at.getTime() / 1000,
  };
}
