import type { Json, JsonObject } from '../../kube-object.ts';
import { defined } from '../context.ts';
import { environmentOf, environmentSourcesOf } from './environment.ts';
import { pairsOf } from './metadata.ts';
import { probeOf } from './probe.ts';
import { timeOf } from './times.ts';
import { type Field, fieldNamed, longTextAt, numberOf, textAt, trimmedBelow } from './tree.ts';

/** The containers of a section (`Containers:`, `Init Containers:`), as `spec` has them. */
export function containerSpecsOf(section: Field | undefined): JsonObject[] | undefined {
  const specs = section?.fields.filter(isContainer).map(({ key, fields }) =>
    defined({
      name: key,
      image: textAt(fields, 'Image'),
      command: wordsOf(fieldNamed(fields, 'Command')),
      args: wordsOf(fieldNamed(fields, 'Args')),
      ports: portsOf(textAt(fields, 'Port', 'Ports')),
      env: environmentOf(fields),
      envFrom: environmentSourcesOf(fields),
      resources: resourcesOf(fields),
      livenessProbe: probeOf(textAt(fields, 'Liveness')),
      readinessProbe: probeOf(textAt(fields, 'Readiness')),
      startupProbe: probeOf(textAt(fields, 'Startup')),
      volumeMounts: mountsOf(fieldNamed(fields, 'Mounts')),
      restartPolicy: textAt(fields, 'Restart Policy', 'RestartPolicy'),
    }),
  );
  return specs && specs.length > 0 ? specs : undefined;
}

/** The same containers as `status` has them; undefined in a template, which has no state. */
export function containerStatusesOf(section: Field | undefined): JsonObject[] | undefined {
  const statuses = section?.fields
    .filter(({ fields }) => fieldNamed(fields, 'State', 'Ready', 'Restart Count'))
    .map(({ key, fields }) =>
      defined({
        name: key,
        image: textAt(fields, 'Image'),
        imageID: textAt(fields, 'Image ID'),
        containerID: textAt(fields, 'Container ID'),
        ready: readyOf(textAt(fields, 'Ready')),
        restartCount: numberOf(textAt(fields, 'Restart Count')),
        state: stateOf(fieldNamed(fields, 'State')),
        lastState: stateOf(fieldNamed(fields, 'Last State')),
      }),
    );
  return statuses && statuses.length > 0 ? statuses : undefined;
}

function isContainer({ fields }: Field): boolean {
  return fieldNamed(fields, 'Image', 'State', 'Container ID', 'Port', 'Ports', 'Mounts') !== undefined;
}

function readyOf(text: string | undefined): boolean | undefined {
  return text === 'True' ? true : text === 'False' ? false : undefined;
}

function stateOf(field: Field | undefined): JsonObject | undefined {
  if (!field) return undefined;
  const { value, fields } = field;
  const reason = textAt(fields, 'Reason');
  const message = longTextAt(fields, 'Message');
  const startedAt = timeOf(textAt(fields, 'Started'));
  if (value === 'Waiting') return { waiting: defined({ reason, message }) };
  if (value === 'Running') return { running: defined({ startedAt }) };
  if (value !== 'Terminated') return undefined;
  return {
    terminated: defined({
      reason,
      message,
      exitCode: numberOf(textAt(fields, 'Exit Code')),
      signal: numberOf(textAt(fields, 'Signal')) || undefined,
      startedAt,
      finishedAt: timeOf(textAt(fields, 'Finished')),
    }),
  };
}

/** `-c` and its variants take one script, which is printed over as many lines as it has. */
const TAKES_SCRIPT = /^-[a-z]{0,5}c$/;

function wordsOf(field: Field | undefined): string[] | undefined {
  if (!field) return undefined;
  const lines = [...(field.value ? [field.value] : []), ...trimmedBelow(field)];
  const script = lines.findIndex((line) => TAKES_SCRIPT.test(line));
  const words = script < 0 ? lines : [...lines.slice(0, script + 1), lines.slice(script + 1).join('\n')];
  const set = words.filter((word) => word !== '');
  return set.length > 0 ? set : undefined;
}

/** `8080/TCP, 8443/TCP (https)`. */
function portsOf(text: string | undefined): JsonObject[] | undefined {
  const ports = [...(text ?? '').matchAll(/(\d{1,5})\/(TCP|UDP|SCTP)(?: \(([a-z0-9-]{1,63})\))?/g)].map(
    ([, port, protocol, name]) => defined({ name, containerPort: Number(port), protocol }),
  );
  return ports.length > 0 ? ports : undefined;
}

function resourcesOf(fields: readonly Field[]): JsonObject | undefined {
  const limits = pairsOf(fieldNamed(fields, 'Limits'), ':');
  const requests = pairsOf(fieldNamed(fields, 'Requests'), ':');
  return limits || requests ? defined({ limits, requests }) : undefined;
}

/** `/etc/app from config (ro,path="app.yaml")`. */
function mountsOf(field: Field | undefined): JsonObject[] | undefined {
  const mounts = field?.below.flatMap(({ text }): JsonObject[] => {
    const match = /^(\S{1,4096}) from (\S{1,253})(?: \(([^()]*)\))?$/.exec(text.trim());
    if (!match?.[1] || !match[2]) return [];
    const flags = match[3] ?? '';
    const subPath = /path="([^"]{0,4096})"/.exec(flags)?.[1];
    const readOnly: Json | undefined = /(?:^|,)ro(?:,|$)/.test(flags) ? true : undefined;
    return [defined({ mountPath: match[1], name: match[2], readOnly, subPath })];
  });
  return mounts && mounts.length > 0 ? mounts : undefined;
}
