import { LuaEngine, LuaFactory, LuaLibraries } from 'wasmoon';
import type { Json, JsonObject } from '../../formats/kube-object.ts';
import { isJsonObject } from '../../formats/kube-object.ts';
import type { Health } from '../../snapshot/argocd/health/health.ts';
import { isHealthStatus } from '../../snapshot/argocd/health/health.ts';

/** Runs a script over an object; throws where it fails, or costs more than it may. */
export type Sandbox = { run(script: string, object: JsonObject): Health };

const MAX_MEMORY_BYTES = 16 << 20;
const STEP = 1000;
/** A million instructions for one object; scripts of upstream need some thousands. */
const MAX_STEPS = 1000;
/** For all scripts of a bundle: long strings cost time that instructions do not show. */
const MAX_MILLISECONDS = 2000;

/**
 * What a script may not have. Whatever reaches outside, catches the error of a spent budget, runs where no hook is called
 * (a finalizer needs a metatable), or loops in C for as long as it is told to.
 */
const PRELUDE = `
local hook = debug.sethook
local used = 0
debug, print, load, loadstring, loadfile, dofile, require, collectgarbage, warn = nil
pcall, xpcall, setmetatable, getmetatable, rawset = nil
table.move, math.random, math.randomseed = nil
table.getn = function(t) return #t end
unpack = table.unpack

local rep = string.rep
string.rep = function(s, n, ...)
  if n > 100000 then error('too many repetitions', 0) end
  return rep(s, n, ...)
end
string.dump = nil
local function bounded(match)
  return function(s, pattern, ...)
    local _, quantifiers = tostring(pattern), 0
    for at = 1, #pattern do
      local c = pattern:sub(at, at)
      if c == '*' or c == '+' or c == '-' then quantifiers = quantifiers + 1 end
    end
    if (#tostring(s) + 1) ^ (quantifiers + 1) > 1e8 then error('too costly a pattern', 0) end
    return match(s, pattern, ...)
  end
end
for _, name in ipairs({ 'find', 'match', 'gmatch', 'gsub' }) do string[name] = bounded(string[name]) end

local late = isLate
isLate = nil
function arm()
  arm = nil
  hook(function()
    used = used + 1
    if used > ${MAX_STEPS} or late() then error('its budget is spent', 0) end
  end, '', ${STEP})
end
`;

/** Loads Lua, which takes a moment: only called where a cluster has scripts. */
export async function createSandbox(): Promise<Sandbox> {
  const lua = await new LuaFactory().getLuaModule();
  const libraries = [LuaLibraries.Base, LuaLibraries.Table, LuaLibraries.String, LuaLibraries.Math, LuaLibraries.Debug];
  let spent = 0;

  return {
    run(script, object) {
      // The clock decides nothing but when to give up on a script that means harm.
      const began = performance.now();
      // A state for each run: what one leaves behind must not reach the next.
      const engine = new LuaEngine(lua, {
        openStandardLibs: false,
        injectObjects: false,
        enableProxy: false,
        traceAllocations: true,
      });
      try {
        for (const library of libraries) engine.global.loadLibrary(library);
        engine.global.set('isLate', () => spent + performance.now() - began > MAX_MILLISECONDS);
        engine.doStringSync(PRELUDE);
        engine.global.set('obj', withoutNulls(object));
        engine.global.setMemoryMax(engine.global.getMemoryUsed() + MAX_MEMORY_BYTES);
        return healthFrom(engine.doStringSync(`arm()\n${script}`));
      } finally {
        spent += performance.now() - began;
        engine.global.close();
      }
    },
  };
}

/** Lua has no value for a null: a field that is null is one that is not there. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
}

function healthFrom(result: unknown): Health {
  if (typeof result !== 'object' || result === null) throw new TypeError('it returns no table');
  const { status, message } = result as Record<string, unknown>;
  if (!isHealthStatus(status)) throw new TypeError('it returns no health');
  return { status, ...(typeof message === 'string' && message ? { message: message.slice(0, 1000) } : {}) };
}
