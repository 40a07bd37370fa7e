import type { Json, JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, objectsOf } from '../formats/kube-object.ts';
import { healthOf } from '../snapshot/argocd/health/object-health.ts';

/** What a controller says went wrong with an object that it reconciles, and where it says so. */
export type ReportedFailure = { message: string; path: string; condition?: string };

/** Conditions that are bad when they are true, whoever invented them: `Degraded`, `Stalled`, `ReconcileError`, `HasErrors`. */
const BAD_WHEN_TRUE =
  /(?:Degraded|Stalled|Failed|Failure|Errors?|Errored|ErrorOccurred|Invalid(?:Spec)?|Unhealthy|Rejected|Unreachable|Orphan|Terminal|Violat(?:ed|ion)|Fallback)$|^(?:Failed|Not[A-Z])/;
/** Conditions that say how far work has come: false is no trouble without a reason that says so. */
const IN_WORDS_ONLY = /Progressing|Reconciling|Completed?$|Complete$|Finished|Running|Started|Scaling|Paused|Suspend/;
const TROUBLE =
  /fail|error|invalid|degraded|unhealthy|denied|forbidden|unauthori[sz]ed|refused|reject|not ?found|does ?not ?exist|missing|unable to|cannot|could not|unreachable|timed? ?out|timeout|deadline|exceeded|unsupported|mismatch|conflict|abort|back-?off|already exists|violat|unexpected/i;
/** Reasons that say that the controller is at work, or was told not to be. */
const ON_ITS_WAY =
  /progress|pending|waiting|creating|provisioning|installing|initiali[sz]ing|starting|reconciling|updating|upgrading|deploying|deleting|terminating|scaling|paused|suspend|disabled|cancell?ed|NotRequired|NotApplicable|NotReconciled|^Unknown$/i;

/** One word for all, as each operator names it; matched as a whole, in any case. */
const FAILED_STATES =
  /^(?:failed|failure|error|errored|degraded|invalid|noncompliant|unhealthy|red|critical|rejected|aborted|broken|unavailable|unrecoverable|health_err|[a-z]*config_?error|[a-z]+failed|[a-z]+error|err[A-Z][A-Za-z]*|(?:unable|failed) to .*|cannot .*)$/i;
const STATE_FIELDS =
  /^(?:phase|state|status|health|healthStatus|currentState|currentStatus|lastOperationStatus|deploymentStatus|result|compliant|.*ClusterStatus)$/;
/** Where the message of a state stands. The first that is filled is taken. */
const MESSAGE_FIELDS = [
  'message',
  'error',
  'errorMessage',
  'failureMessage',
  'failureReason',
  'errors',
  'lastError',
  'description',
  'reason',
  'phaseReason',
];
/** A part of the status that sums something up. */
const PART_FIELDS = /(?:State|Result|Status|Info)$/;
const ERROR_FIELDS = ['error', 'errorMessage', 'failureMessage', 'lastError'];

/**
 * The failure that the status of a custom resource reports: by a condition, by a state in one word, or by an error text.
 * There is no standard beyond `conditions`; the names are those that operators use. Undefined where nothing is wrong, and
 * where the controller is merely on its way.
 */
export function reportedFailure(object: KubeObject): ReportedFailure | undefined {
  const status = object.at('status');
  if (!isJsonObject(status)) return undefined;
  const health = healthOf(object);
  // Where the kind is known, its own words count.
  if (health?.status === 'Degraded') return { message: health.message ?? 'degraded', path: health.field ?? 'status' };
  return (
    fromConditions(status, 'status.conditions') ?? fromState(status, 'status') ?? fromParts(status) ?? fromError(status)
  );
}

function fromConditions(status: JsonObject, path: string): ReportedFailure | undefined {
  const failures = objectsOf(status.conditions).flatMap((condition, index) => {
    const failure = ofCondition(condition, `${path}[${index}]`);
    return failure ? [failure] : [];
  });
  // The sum says that something is wrong; a part of it says what.
  const telling = (of: ReportedFailure) => TROUBLE.test(of.message);
  return failures.find(telling) ?? failures[0];
}

function ofCondition(condition: JsonObject, path: string): ReportedFailure | undefined {
  const [type, status, reason, message] = [condition.type, condition.status, condition.reason, condition.message].map(
    (value) => (typeof value === 'string' ? value.trim() : ''),
  );
  if (!type) return undefined;
  const told = message && reason && !message.includes(reason) ? `${reason}: ${message}` : message || reason || type;
  const failure = { message: told, path, condition: type };
  if (BAD_WHEN_TRUE.test(type)) return status === 'True' ? failure : undefined;
  if (status !== 'False') return undefined;
  if (reason && TROUBLE.test(reason)) return failure;
  if (IN_WORDS_ONLY.test(type) || (reason && ON_ITS_WAY.test(reason))) return undefined;
  return message && TROUBLE.test(message) && !ON_ITS_WAY.test(message) ? failure : undefined;
}

function fromState(status: JsonObject, path: string): ReportedFailure | undefined {
  for (const [field, value] of Object.entries(status)) {
    if (typeof value !== 'string' || !STATE_FIELDS.test(field) || !FAILED_STATES.test(value)) continue;
    const message = messageIn(status);
    return { message: message && message !== value ? `${value}: ${message}` : value, path: `${path}.${field}` };
  }
  return undefined;
}

/** What is told for each part: `ancestors`, `listeners`, `applicationState` and the like, one level down. */
function fromParts(status: JsonObject): ReportedFailure | undefined {
  for (const [field, value] of Object.entries(status)) {
    const parts = isJsonObject(value) && PART_FIELDS.test(field) ? [value] : objectsOf(value);
    for (const [index, part] of parts.entries()) {
      const path = Array.isArray(value) ? `status.${field}[${index}]` : `status.${field}`;
      const failure = fromConditions(part, `${path}.conditions`) ?? (isJsonObject(value) && fromState(part, path));
      if (failure) return { message: failure.message, path: failure.path };
    }
  }
  return undefined;
}

function fromError(status: JsonObject): ReportedFailure | undefined {
  for (const field of ERROR_FIELDS) {
    const message = textOf(status[field]);
    if (message && (isJsonObject(status[field]) || TROUBLE.test(message))) return { message, path: `status.${field}` };
  }
  return undefined;
}

function messageIn(status: JsonObject): string | undefined {
  for (const field of MESSAGE_FIELDS) {
    const text = textOf(status[field]);
    if (text) return text;
  }
  return undefined;
}

/** A text, the first of a list of texts, or the message of an error that is an object. */
function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (Array.isArray(value)) return textOf(value[0]);
  return isJsonObject(value) ? textOf(value.message) : undefined;
}
