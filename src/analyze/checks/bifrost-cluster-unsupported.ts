import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { CONFIG_PATH, releases, settingsOf } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** The open image; enterprise images lie in registries of their own. */
const OPEN_IMAGE = /^(?:docker\.io\/|index\.docker\.io\/)?maximhq\/bifrost(?:[:@]|$)/;
/** The block is written `cluster_config` in config.json, and `cluster` in the chart's values. */
const SWITCHES = ['cluster_config.enabled', 'cluster.enabled'];

/**
 * Releases whose configuration turns cluster mode on and whose image does not have it: "OSS images accept these values but
 * do not run cluster mode" (maximhq/bifrost:docs/deployment-guides/helm/cluster.mdx@12b6a829).
 */
export const bifrostClusterUnsupported = defineCheck({
  run: ({ snapshot, evidence }) =>
    releases(snapshot).flatMap(({ owner, container, containerPath, config }): RawFinding[] => {
      const settings = settingsOf(config);
      const wanted = SWITCHES.find((path) => valueAt(settings, path) === true);
      const image = typeof container.image === 'string' ? container.image : '';
      if (!wanted || !OPEN_IMAGE.test(image)) return [];
      return [
        {
          subject: subjectOf(owner),
          captures: { image },
          evidence: [
            evidence.inside(config, CONFIG_PATH, wanted, 'true'),
            evidence.field(owner, `${containerPath}.image`),
          ],
          confidence: 'confirmed',
        },
      ];
    }),
});
