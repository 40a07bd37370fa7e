import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { CONFIG_PATH, gateways, settingsOf, textsIn } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Settings of config.json that hold a secret. */
const SECRET_SETTING =
  /^(?:encryption_key|providers\.[^.]+\.keys\[\d+\]\.value|(?:config_store|logs_store|vector_store)\.config\.(?:password|api_key)|auth_config\.admin_password)$/;
const MAX_FINDINGS = 20;

/** Secrets that stand in config.json itself, where a reference `env.NAME` should. The value is never shown. */
export const bifrostKeyInClear = defineCheck({
  run: ({ snapshot, evidence }) => {
    const configs = new Map(gateways(snapshot).map(({ config, owner }) => [config, owner] as const));
    return [...configs].flatMap(([config, owner]) =>
      textsIn(settingsOf(config))
        .filter(({ value, setting }) => value !== '' && !value.startsWith('env.') && SECRET_SETTING.test(setting))
        .slice(0, MAX_FINDINGS)
        .map(
          ({ setting }): RawFinding => ({
            subject: { ...subjectOf(config), apiVersion: 'v1' },
            captures: { setting },
            evidence: [evidence.inside(config, CONFIG_PATH, setting, '(a value, not shown)')],
            affected: [refOf(owner)],
            confidence: 'confirmed',
          }),
        ),
    );
  },
});
