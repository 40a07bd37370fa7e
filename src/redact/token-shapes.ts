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
  pattern: new RegExp(`${literal.replace(/[.$+]/g, '\\$&')}${rest}`, 'y'),
  ...(anywhere ? { anywhere } : {}),
});

const URLSAFE = '[A-Za-z0-9_-]';
const ALNUM = '[A-Za-z0-9]';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

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
  ...[
    'duffel_live_',
    'duffel_test_',
    'shippo_live_',
    'shippo_test_',
    'sb_secret_',
    'sm_aat_',
    'sm_pat_',
    'sm_sat_',
  ].map((prefix) => shape('api-key', prefix, `${URLSAFE}{16,}`, true)),
  ...['xkeysib-', 'xsmtpsib-', 'FLWSECK', 'CLOJARS_', 'HRKU-', 'jina_', 'bedrock-api-key-'].map((prefix) =>
    shape('api-key', prefix, `${URLSAFE}{28,}`, true),
  ),
  // Pods and hosts may be called so too, in lower case.
  ...['p8e-', 'ico-', 'tk-us-', 'dnkey-', 'fio-u-'].map((prefix) =>
    shape('api-key', prefix, `(?=[a-z0-9_-]{0,80}[A-Z])${URLSAFE}{28,}`),
  ),
  ...['nfp_', 'nfc_', 'phx_', 'napi_', 'AQVN', 'ABSK', 's-s4t2'].map((prefix) =>
    shape('api-key', prefix, `${URLSAFE}{28,}`),
  ),
  shape('api-key', 'rnd_', `${ALNUM}{28,}`),
  shape('api-key', 'live_', `(?=[A-Za-z_-]{0,80}\\d)${URLSAFE}{35,}`),
  shape('api-key', 'sk_', '[0-9a-f]{40,}'),
  shape('api-key', 'e2b_', '[0-9a-f]{40}'),
  shape('api-key', 'sgp_', '(?:[0-9a-fA-F]{16}_|local_)?[0-9a-fA-F]{40}'),
  shape('api-key', 'oy2', '[a-z0-9]{43}(?![A-Za-z0-9])'),
  shape('api-key', 'cio', `${ALNUM}{32}(?![A-Za-z0-9])`),
  shape('api-key', 't1.9', `${URLSAFE}{30,}\\.${URLSAFE}{60,}`),
  ...['pat-na1-', 'pat-eu1-', 'sdk-', 'access-sandbox-', 'access-production-', 'access-development-'].map((prefix) =>
    shape('api-key', prefix, UUID),
  ),
  ...['pat.', 'sat.'].map((prefix) =>
    shape('harness-token', prefix, `${URLSAFE}{20,24}\\.[0-9a-f]{24}\\.${ALNUM}{20}`),
  ),
  shape('onepassword-key', 'A3-', '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}'),
  shape('cloudflare-key', 'v1.0-', '[0-9a-f]{24}-[0-9a-f]{100,}'),
  shape('dropbox-token', 'sl.B', `${URLSAFE}{100,}`),
  ...['fo1_', 'fm1_', 'fm1a_', 'fm1r_', 'fm2_'].map((prefix) => shape('fly-token', prefix, '[A-Za-z0-9+/=_-]{40,}')),
  ...['EAAA', 'EAAB', 'EAAC', 'EAAG'].map((prefix) => shape('access-token', prefix, `${URLSAFE}{56,}`)),
  shape('gcp-token', '1//0', `${URLSAFE}{40,}`),
  shape('gcp-key', ':APA91b', `${URLSAFE}{100,}`, true),
  ...['IQoJb3JpZ2lu', 'FwoGZXIvYXdz'].map((prefix) => shape('aws-session-token', prefix, '[A-Za-z0-9+/=%]{60,}')),
  shape('atlassian-token', 'ATCTT3', '[A-Za-z0-9_=-]{60,}', true),
  shape('grafana-token', 'eyJrIjoi', '[A-Za-z0-9=]{40,}'),
  // Azure's keys tell what they are for by letters near their end.
  ...['AZDO', '+ASt', 'ACDb', 'AzFu', 'AzSe', 'AzCa', '+ACR', '+ASb', '+AIoT', '+ARm', '+AEh', 'APIM'].map((mark) =>
    shape('azure-key', mark, '[A-Za-z0-9+/]{4,12}={0,2}(?![A-Za-z0-9+/=])', true),
  ),
  shape('azure-key', 'JQQJ99', `${ALNUM}{20,30}`, true),
  shape('azure-key', '==', '(?!=)', true),
  shape('maxmind-key', '_mmk', '(?![A-Za-z0-9])', true),
  shape('newrelic-key', 'NRAL', '(?![A-Za-z0-9])', true),
  shape('newrelic-key', 'NRAL', `${ALNUM}{16,}`),
  shape('password-hash', '$2', '[abxy]\\$\\d{2}\\$[./A-Za-z0-9]{40,}', true),
  shape('password-hash', '$apr1$', '[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{16,}', true),
  ...['$1$', '$5$', '$6$'].map((prefix) =>
    shape('password-hash', prefix, '(?:rounds=\\d+\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{16,}', true),
  ),
  shape('password-hash', '$argon2', '[id]{1,2}\\$[A-Za-z0-9=,+/$]{30,}', true),
  shape('password-hash', 'SCRAM-SHA-', '\\d{1,3}\\$\\d+:[A-Za-z0-9+/=$:]{30,}', true),
];

/** Some markers stand inside their token: what of the letters before them belongs to it. Without them it is none. */
export const TOKEN_LEAD: Record<string, RegExp> = {
  'Q~': /[A-Za-z0-9._~-]{0,4}$/,
  '.atlasv1.': /[A-Za-z0-9]{0,20}$/,
  ':AA': /\d{6,12}$/,
  ':APA91b': /[A-Za-z0-9_-]{8,14}$/,
  AZDO: /[A-Za-z0-9]{60,84}$/,
  '+ASt': /[A-Za-z0-9+/]{60,84}$/,
  ACDb: /[A-Za-z0-9+/]{60,84}$/,
  AzFu: /[A-Za-z0-9+/_-]{30,60}$/,
  AzSe: /[A-Za-z0-9]{30,50}$/,
  AzCa: /[A-Za-z0-9+/]{25,50}$/,
  '+ACR': /[A-Za-z0-9+/]{30,50}$/,
  '+ASb': /[A-Za-z0-9+/]{25,50}$/,
  '+AIoT': /[A-Za-z0-9+/]{25,50}$/,
  '+ARm': /[A-Za-z0-9+/]{25,50}$/,
  '+AEh': /[A-Za-z0-9+/]{25,50}$/,
  APIM: /[A-Za-z0-9+/]{60,84}$/,
  JQQJ99: /[A-Za-z0-9]{40,60}$/,
  // 64 bytes: the keys of storage accounts. Digests of packages are as long.
  '==': /(?<![A-Za-z0-9+/=-])(?=[a-z0-9+/]{0,85}[A-Z])(?=[A-Z0-9+/]{0,85}[a-z])[A-Za-z0-9+/]{86}$/,
  _mmk: /(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}$/,
  NRAL: /[0-9a-f]{30,40}$/,
};

/** How far before a marker its token may begin. */
export const MAX_LEAD = 100;
