/** A schedule of five fields, as the times of a day and the days on which they hold. */
export type Cron = {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** One of the day fields is `*`: then both must hold, else either. */
  anyDay: boolean;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Undefined for what is no such schedule. The rules are those of robfig/cron:parser.go@v3.0.1, which Argo CD uses. */
export function parseCron(schedule: string): Cron | undefined {
  const [minute, hour, day, month, weekday, ...rest] = schedule.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || rest.length > 0) return undefined;
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const days = valuesOf(day, 1, 31);
  const months = valuesOf(month, 1, 12, (name) => MONTHS.indexOf(name) + 1 || undefined);
  const weekdays = valuesOf(weekday, 0, 6, (name) => (WEEKDAYS.includes(name) ? WEEKDAYS.indexOf(name) : undefined));
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  return { minutes, hours, days, months, weekdays, anyDay: isAny(day) || isAny(weekday) };
}

/** Whether every value is meant: `*`, `?`, and `*` among others; a step chooses. */
const isAny = (field: string) => field.split(',').some((part) => /^[*?](?:\/1)?$/.test(part));

function valuesOf(
  field: string,
  min: number,
  max: number,
  named: (name: string) => number | undefined = () => undefined,
): Set<number> | undefined {
  const values = new Set<number>();
  const read = (text: string) => (/^\d{1,2}$/.test(text) ? Number(text) : named(text.toLowerCase()));
  for (const part of field.split(',')) {
    const [, from = '', to, step] = /^([*?]|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const any = from === '*' || from === '?';
    const first = any ? min : read(from);
    // `5/10` counts on to the end of the range.
    const last = any || (to === undefined && step !== undefined) ? max : to === undefined ? first : read(to);
    if (first === undefined || last === undefined || first < min || last > max || first > last || step === '0') {
      return undefined;
    }
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  // From the first to the last, as they are tried.
  return new Set([...values].sort((a, b) => a - b));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A date that is not found in five years, a 29th of February among them, does not exist. */
const HORIZON = 5 * 366 * DAY;

/** The first time after `moment`, both in milliseconds of the schedule's own clock read as UTC; undefined where there is none. */
export function nextTime(cron: Cron, moment: number): number | undefined {
  let day = Math.floor(moment / DAY) * DAY;
  while (day < moment + HORIZON) {
    const date = new Date(day);
    if (!cron.months.has(date.getUTCMonth() + 1)) {
      day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
      continue;
    }
    const time = holdsOn(cron, date) ? timeOfDay(cron, day, moment) : undefined;
    if (time !== undefined) return time;
    day += DAY;
  }
  return undefined;
}

function timeOfDay({ hours, minutes }: Cron, day: number, moment: number): number | undefined {
  for (const hour of hours) {
    if (day + (hour + 1) * HOUR <= moment) continue;
    for (const minute of minutes) {
      const time = day + hour * HOUR + minute * MINUTE;
      if (time > moment) return time;
    }
  }
  return undefined;
}

function holdsOn({ days, weekdays, anyDay }: Cron, date: Date): boolean {
  const [day, weekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return anyDay ? day && weekday : day || weekday;
}
