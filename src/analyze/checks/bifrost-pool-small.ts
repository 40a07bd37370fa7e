import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { CONFIG_PATH, gateways, settingsOf } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** The guide's lowest value for a gateway under load. */
const LEAST_POOL = 500;
const QUEUE_TROUBLE = /queue is full|waiting for queue space/i;

/** Gateways whose queue does not hold what comes, with the small pool that they were given. A small pool alone is no trouble. */
export const bifrostPoolSmall = defineCheck({
  run: ({ snapshot, evidence }) => {
    const found = new Map<string, RawFinding>();
    for (const { owner, config } of gateways(snapshot)) {
      const settings = settingsOf(config);
      const pool = valueAt(settings, 'client.initial_pool_size');
      if (typeof pool !== 'number' || pool >= LEAST_POOL || found.has(config.name)) continue;
      const lines = snapshot
        .logsOf(owner)
        .flatMap((log) => log.hits.map((hit) => ({ file: log.origin.file, hit })))
        .find(({ hit }) => QUEUE_TROUBLE.test(hit.first.text));
      if (!lines) continue;
      const drop = valueAt(settings, 'client.drop_excess_requests');
      found.set(config.name, {
        subject: { ...subjectOf(config), apiVersion: 'v1' },
        captures: { pool: String(pool) },
        evidence: [
          evidence.inside(config, CONFIG_PATH, 'client.initial_pool_size', String(pool)),
          ...(typeof drop === 'boolean'
            ? [evidence.inside(config, CONFIG_PATH, 'client.drop_excess_requests', String(drop))]
            : []),
          evidence.logLine(lines.file, lines.hit.first, lines.hit.count),
        ],
        affected: [refOf(owner)],
      });
    }
    return [...found.values()];
  },
});
