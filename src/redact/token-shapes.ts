/**
 * A token that is told by its shape: where `literal` is found, `pattern` decides from its first letter on. Only prefixes
 * that issuers document; what has none is judged by the name before it.
 */
export type TokenShape = {
  literal: string;
  kind: string;
  pattern: RegExp;
  /** The literal may follow a letter or digit; for prefixes that nothing else contains. */
  anywhere?: true;
};

const shape = (kind: string, literal: string, rest: string, anywhere?: true): TokenShape => ({
  literal,
  kind,
  pattern: new RegExp(`${literal.replace(/[.$]/g, '\\$&')}${rest}`, 'y'),
  ...(anywhere ? { anywhere } : {}),
});

const URLSAFE = '[A-Za-z0-9_-]';
const ALNUM = '[A-Za-z0-9]';

export const TOKEN_SHAPES: readonly TokenShape[] = [
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((prefix) => shape('aws-key-id', prefix, '[A-Z0-9]{16}(?![A-Za-z0-9])')),
  shape('gcp-key', 'AIza', `${URLSAFE}{30,}`),
  shape('gcp-token', 'ya29.', `${URLSAFE}{20,}`),
  shape('gcp-secret', 'GOCSPX-', `${URLSAFE}{20,}`),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => shape('github-token', prefix, `${ALNUM}{20,}`, true)),
  shape('github-token', 'github_pat_', '[A-Za-z0-9_]{20,}', true),
  ...[
    'glpat-',
    'glptt-',
    'gldt-',
    'glrt-',
    'glcbt-',
    'glsoat-',
    'glft-',
    'glimt-',
    'glagent-',
    'gloas-',
    'glffct-',
  ].map((prefix) => shape('gitlab-token', prefix, '[A-Za-z0-9_.=-]{16,}', true)),
  shape('gitlab-token', 'GR1348941', `${URLSAFE}{20,}`),
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.xox', 'xapp-', 'xoxc-', 'xoxd-', 'xoxo-'].map(
    (prefix) => shape('slack-token', prefix, '[A-Za-z0-9%._-]{10,}', true),
  ),
  shape('webhook', 'hooks.slack.com/', '(?:services|workflows|triggers)/[A-Za-z0-9/_+-]{20,}'),
  shape('webhook', '/api/webhooks/', `\\d{8,}/${URLSAFE}{20,}`, true),
  shape('webhook', 'webhook.office.com/', '[A-Za-z0-9/@_-]{30,}', true),
  ...['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'].map((prefix) =>
    shape('stripe-key', prefix, `${ALNUM}{10,}`, true),
  ),
  shape('webhook-secret', 'whsec_', '[A-Za-z0-9+/=]{16,}', true),
  shape('anthropic-key', 'sk-ant-', `${URLSAFE}{16,}`),
  // At least one digit or capital: `sk-learn-model-deployment` is a name.
  shape('api-key', 'sk-', `(?=[a-z_-]{0,200}[A-Z0-9])${URLSAFE}{16,}`),
  shape('huggingface-token', 'hf_', `${ALNUM}{30,}`),
  shape('huggingface-token', 'api_org_', `${ALNUM}{30,}`),
  shape('npm-token', 'npm_', `${ALNUM}{30,}`),
  shape('pypi-token', 'pypi-AgE', `${URLSAFE}{30,}`, true),
  shape('rubygems-key', 'rubygems_', '[0-9a-f]{40,}', true),
  ...['dckr_pat_', 'dckr_oat_'].map((prefix) => shape('docker-token', prefix, `${URLSAFE}{20,}`, true)),
  shape('sendgrid-key', 'SG.', `${URLSAFE}{16,64}\\.${URLSAFE}{16,}`),
  shape('twilio-key', 'SK', '[0-9a-f]{32}(?![A-Za-z0-9])'),
  shape('telegram-token', ':AA', `${URLSAFE}{32,34}(?!${URLSAFE})`, true),
  ...['dop_v1_', 'doo_v1_', 'dor_v1_'].map((prefix) => shape('digitalocean-token', prefix, '[0-9a-f]{40,}', true)),
  ...['hvs.', 'hvb.', 'hvr.'].map((prefix) => shape('vault-token', prefix, `${URLSAFE}{20,}`)),
  shape('vault-token', 's.', '(?=[A-Za-z]{0,23}\\d)(?=[a-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24}(?![A-Za-z0-9.])'),
  shape('grafana-token', 'glsa_', '[A-Za-z0-9_]{20,}', true),
  shape('grafana-token', 'glc_', '[A-Za-z0-9+/=]{32,}'),
  shape('openshift-token', 'sha256~', `${URLSAFE}{32,}`, true),
  shape('rancher-token', 'token-', '[a-z0-9]{5}:[a-z0-9]{40,}'),
  shape('node-token', 'K10', '[0-9a-f]{40,}::[A-Za-z0-9._-]{1,64}:[A-Za-z0-9]{8,}'),
  shape('age-key', 'AGE-SECRET-KEY-1', '[A-Z0-9]{40,}', true),
  ...['gsk_', 'xai-', 'pplx-', 'fw_', 'tgp_v1_', 'r8_', 'csk-'].map((prefix) =>
    shape('api-key', prefix, `${URLSAFE}{24,}`),
  ),
  ...['nvapi-', 'pcsk_', 'lsv2_pt_', 'lsv2_sk_', 'tvly-'].map((prefix) =>
    shape('api-key', prefix, `${URLSAFE}{20,}`, true),
  ),
  ...['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'].map((prefix) => shape('vercel-token', prefix, `${ALNUM}{20,60}`)),
  shape('databricks-token', 'dapi', '[0-9a-f]{32}(?:-\\d)?(?![A-Za-z0-9])'),
  ...['sntrys_', 'sntryu_'].map((prefix) => shape('sentry-token', prefix, '[A-Za-z0-9+/=_]{30,}', true)),
  ...['lin_api_', 'ntn_', 'figd_', 'sbp_', 'rdme_', 'pnu_', 'tfp_'].map((prefix) =>
    shape('api-key', prefix, `${URLSAFE}{30,}`),
  ),
  ...['PMAK-', 'NRAK-', 'NRJS-', 'NRII-', 'EZAK', 'EZTK'].map((prefix) => shape('api-key', prefix, `${URLSAFE}{20,}`)),
  ...['shpat_', 'shpss_', 'shpca_', 'shppa_'].map((prefix) => shape('shopify-token', prefix, '[0-9a-fA-F]{32,}', true)),
  shape('square-token', 'sq0', `(?:atp|csp|idp)-${URLSAFE}{20,}`),
  shape('mailgun-key', 'key-', '[0-9a-f]{32}(?![0-9a-zA-Z])'),
  shape('doppler-token', 'dp.', '(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{30,}'),
  shape('pulumi-token', 'pul-', '[0-9a-f]{40}'),
  ...['sqp_', 'squ_', 'sqa_'].map((prefix) => shape('sonarqube-token', prefix, '[0-9a-f]{40}')),
  shape('artifactory-token', 'AKCp', `${ALNUM}{20,}`),
  shape('artifactory-token', 'cmVmdGtuO', `${URLSAFE}{30,}`, true),
  ...['bkua_', 'CCIPAT_', 'CCIPRJ_'].map((prefix) => shape('ci-token', prefix, `${URLSAFE}{20,}`, true)),
  ...['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'].map((prefix) =>
    shape('planetscale-token', prefix, '[A-Za-z0-9=._-]{30,}', true),
  ),
  shape('tailscale-key', 'tskey-', '(?:auth|api|client|scim|webhook)-[A-Za-z0-9-]{16,}', true),
  shape('atlassian-token', 'ATATT3', '[A-Za-z0-9_=-]{30,}', true),
  shape('atlassian-token', 'ATBB', `${ALNUM}{28,}`),
  shape('dynatrace-token', 'dt0', '[a-z]\\d{2}\\.[A-Z0-9]{20,}\\.[A-Z0-9]{40,}'),
  shape('alibaba-key-id', 'LTAI', `${ALNUM}{12,26}(?![A-Za-z0-9])`),
  shape('tencent-key-id', 'AKID', `${ALNUM}{32}(?![A-Za-z0-9])`),
  shape('terraform-token', '.atlasv1.', '[A-Za-z0-9_=-]{40,}', true),
  shape('onepassword-token', 'ops_eyJ', `${URLSAFE}{40,}`),
  shape('azure-secret', 'Q~', '[A-Za-z0-9._~-]{30,36}(?![A-Za-z0-9._~-])', true),
  shape('newrelic-key', 'NRAL', `${ALNUM}{16,}`),
  shape('password-hash', '$2', '[abxy]\\$\\d{2}\\$[./A-Za-z0-9]{40,}', true),
  shape('password-hash', '$apr1$', '[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{16,}', true),
  ...['$1$', '$5$', '$6$'].map((prefix) =>
    shape('password-hash', prefix, '(?:rounds=\\d+\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{16,}', true),
  ),
  shape('password-hash', '$argon2', '[id]{1,2}\\$[A-Za-z0-9=,+/$]{30,}', true),
  shape('password-hash', 'SCRAM-SHA-', '\\d{1,3}\\$\\d+:[A-Za-z0-9+/=$:]{30,}', true),
];

/** Azure's and Atlas' markers stand inside the token: how much before them belongs to it. */
export const TOKEN_LEAD: Record<string, RegExp> = {
  'Q~': /[A-Za-z0-9._~-]{0,4}$/,
  '.atlasv1.': /[A-Za-z0-9]{0,20}$/,
  ':AA': /\d{6,12}$/,
};
