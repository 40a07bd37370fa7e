import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Story } from '../stories/bundle.ts';
import { together } from '../stories/bundle.ts';
import { event, the } from '../stories/workloads.ts';

/** A bundle of one fault of a product, and the same with the fault mended. */
export type Golden = {
  /** The row of the product's guide: `A4`. */
  row: string;
  name: string;
  /** The cause of the first diagnosis: a rule, with its subject where it matters (`secret-missing Secret/ai-gateway/x`). */
  cause: string;
  /** Rules of the chain that leads from it. */
  chain?: string[];
  broken: Story;
  good: Story;
};

type Events = [kind: string, name: string, reason: string, message: string, more?: Parameters<typeof event>[3]];

/** A story with events about its objects. */
export function withEvents(story: Story, ...events: Events[]): Story {
  return together(story, {
    objects: events.map(([kind, name, reason, message, more]) =>
      event(the(kind, name, story.objects), reason, message, more),
    ),
  });
}

/** A story with more objects. */
export function withObjects(story: Story, ...objects: JsonObject[]): Story {
  return together(story, { objects });
}

/** A story without the objects of a kind, or only without that of a name. */
export function without(story: Story, kind: string, name?: string): Story {
  const objects = story.objects.filter(
    (object) => object.kind !== kind || (name !== undefined && (object.metadata as { name: string }).name !== name),
  );
  return { ...story, objects };
}

/** A story with lines in its logs. */
export function withLogs(story: Story, logs: Record<string, string[]>): Story {
  return together(story, { objects: [], logs });
}
