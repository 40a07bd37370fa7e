import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import type { Story } from '../bundle.ts';

/** Something that looks like trouble and is none, and the same with the one detail changed that makes it trouble. */
export type Noise = { what: string; closest: string; healthy: Story; broken: Story };

/** `closest` is the rule that fires once the detail is the second one. */
export function noise<T>(
  what: string,
  closest: string,
  [good, bad]: readonly [T, T],
  story: (detail: T) => Story | JsonObject[],
): Noise {
  return { what, closest, healthy: storyOf(story(good)), broken: storyOf(story(bad)) };
}

function storyOf(told: Story | JsonObject[]): Story {
  return Array.isArray(told) ? { objects: told } : told;
}
