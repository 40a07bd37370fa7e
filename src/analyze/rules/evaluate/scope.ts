import type { KubeObject } from '../../formats/kube-object.ts';
import { holdsAll } from '../../scan/needle-matcher.ts';
import { rulePattern } from '../../scan/pattern.ts';
import { lowerOf, plainView, type View } from '../../scan/views.ts';
import { oncePerObject } from '../../snapshot/once-per-object.ts';
import { containersOf } from '../../snapshot/pod.ts';
import type { LogStream } from '../../snapshot/snapshot.ts';
import { promisedBy } from '../required-literals.ts';
import type { Pack, Rule, WhereField } from '../rule.ts';
import { globMatches } from './glob.ts';

/** `unknown`: nothing that was captured tells, so the rule is tried and stays a possibility. */
export type Fit = 'yes' | 'no' | 'unknown';

/** What is known of the place where a rule would be tried. */
export type Place = {
  kind: string;
  namespace?: string | undefined;
  name: string;
  container?: string | undefined;
  images: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** Name of a loose log file, from which the container or system may be guessed. */
  stem?: string | undefined;
  /** Lines of the log, for its shape. */
  lines: readonly View[];
  /** Ids of the packs that know this log by its container or its lines, where no object tells whose it is. */
  systems: readonly string[];
};

/** The place of an object, or of one container of a pod. */
export function placeOf(
  subject: { kind: string; namespace?: string | undefined; name: string; container?: string | undefined },
  object: KubeObject | undefined,
): Place {
  const { containers, labels } = object ? marksOf(object) : NO_MARKS;
  const own = subject.container ? containers.filter(({ name }) => name === subject.container) : containers;
  return {
    kind: subject.kind,
    namespace: subject.namespace,
    name: subject.name,
    container: subject.container ?? (own.length === 1 ? own[0]?.name : undefined),
    images: own.flatMap(({ image }) => (image ? [image] : [])),
    labels,
    lines: [],
    systems: [],
  };
}

type Marks = { containers: readonly { name: string; image: string | undefined }[]; labels: Record<string, string> };

const NO_MARKS: Marks = { containers: [], labels: {} };

/** By what a pod's system is known. Every pack asks every pod, and a packed object is parsed for each question. */
const marksOf = oncePerObject((object): Marks => {
  const containers = object.kind === 'Pod' ? containersOf(object) : [];
  return {
    containers: containers.map(({ name, image }) => ({ name, image })),
    labels: object.texts('metadata.labels'),
  };
});

/** The place of a log: its stem speaks only where no object was captured. */
export function placeOfLog(log: LogStream, packs: Iterable<Pack> = []): Place {
  const hits = log.hits.flatMap(({ first }) => [first.text, ...first.before]);
  const place = {
    ...placeOf(log.subject, log.object),
    stem: log.object ? undefined : log.origin.stem,
    lines: [...log.tail.map(({ text }) => text), ...hits].map(plainView),
  };
  const systems = isMarked(place) ? [] : [...packs].filter((pack) => !pack.generic && recognises(pack, place));
  return { ...place, systems: systems.map(({ id }) => id) };
}

/** Whether a rule is tried at a place: its `where`, and what its pack recognises. */
export function fits(rule: Rule, pack: Pack | undefined, place: Place): Fit {
  const wheres = Object.entries(rule.where) as [WhereField, string[]][];
  const all = [...wheres.map(([field, globs]) => fitsField(field, globs, place)), fitsPack(rule, pack, place)];
  if (all.includes('no')) return 'no';
  return all.includes('unknown') ? 'unknown' : 'yes';
}

const APP_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app', 'k8s-app'];

function fitsField(field: WhereField, globs: readonly string[], place: Place): Fit {
  switch (field) {
    case 'kind':
      return judge(globs, [place.kind]);
    case 'name':
      return judge(globs, [place.name]);
    case 'namespace':
      return judge(globs, place.namespace ? [place.namespace] : []);
    case 'container':
      if (place.container) return judge(globs, [place.container]);
      return place.stem && globs.some((glob) => globMatches(`*${glob}*`, place.stem ?? '')) ? 'yes' : 'unknown';
    case 'image':
      return judge(globs, place.images.flatMap(imageNames));
    case 'app':
      return judge(
        globs,
        APP_LABELS.flatMap((label) => place.labels[label] ?? []),
      );
  }
}

function judge(globs: readonly string[], values: readonly string[]): Fit {
  if (values.length === 0) return 'unknown';
  return values.some((value) => globs.some((glob) => globMatches(glob, value))) ? 'yes' : 'no';
}

/** A rule of a system is never tried on the log of another: one sign of its own is enough, none is a refusal. */
function fitsPack(rule: Rule, pack: Pack | undefined, place: Place): Fit {
  if (!pack || rule.generic || pack.generic) return 'yes';
  const { images, labels, containers, logs } = pack.recognise;
  if (images.length + labels.length + containers.length + logs.length === 0) return 'yes';
  // What a system is recognised by are its pods and logs; an object of another kind speaks by its kind.
  if (place.kind !== 'Pod' && place.kind !== 'File' && place.kind !== 'Node') return 'yes';
  if (recognises(pack, place)) return 'yes';
  return isMarked(place) || place.systems.length > 0 ? 'no' : 'unknown';
}

function recognises({ recognise: { images, labels, containers, logs } }: Pack, place: Place): boolean {
  const ofImage = place.images.flatMap(imageNames).some((name) => images.some((glob) => globMatches(glob, name)));
  const ofLabel = labels.some((label) => {
    const [key = '', value = '*'] = label.split('=', 2);
    return place.labels[key] !== undefined && globMatches(value, place.labels[key] ?? '');
  });
  const ofContainer = containers.some((glob) => place.container && globMatches(glob, place.container));
  const ofStem = containers.some((glob) => place.stem && globMatches(`*${glob}*`, place.stem));
  const ofShape = () => logs.map(shapeOf).some((shape) => place.lines.some((line) => shape.fits(line)));
  return ofImage || ofLabel || ofContainer || ofStem || ofShape();
}

/** Whether an object tells whose it is. */
function isMarked({ images, labels }: Place): boolean {
  return images.length > 0 || Object.keys(labels).length > 0;
}

/** What only the log of one system has. */
type Shape = { fits(line: View): boolean };

const SHAPES = new Map<string, Shape>();

/** A pattern is compiled for the first line that holds its literals: a bundle has logs of few systems. */
function shapeOf(source: string): Shape {
  const known = SHAPES.get(source);
  if (known) return known;
  const promised = promisedBy(source);
  const shape: Shape = { fits: (line) => holdsAll(lowerOf(line), promised) && rulePattern(source).test(line.text) };
  SHAPES.set(source, shape);
  return shape;
}

/** `docker.io/maximhq/bifrost:v1@sha256:...` is also `maximhq/bifrost` and `bifrost`. */
function imageNames(image: string): string[] {
  const path = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
}
