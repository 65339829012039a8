// What a CPU profile of a bundle comes to, by stage: the module that a function stands in, or the browser.

/** The browser's own work that a line asks for: where it is compiled in, the profiler counts it to the function with that line. */
const asked =
  /\b(postMessage|structuredClone|dispatchEvent|randomUUID|setTimeout|clearTimeout|now)\(|const \{ (data) \} = event\b|event\.(data)\b/;

const withoutScript = {
  '(program)': 'browser: outside of scripts',
  '(garbage collector)': 'browser: garbage collection',
};
const calledByScripts = 'browser: called by scripts';

/** `components/channel/wire.ts`, `penpal`, or `benchmark: app/kit.js`. */
function moduleOf(source) {
  const [, library] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (library !== undefined) return library;
  const [, ours] = /(components\/.+)/.exec(source) ?? [];
  return ours ?? `benchmark: ${source}`;
}

/** A function in the sources, or undefined for one of the browser's. */
function placeOf({functionName, url, lineNumber, columnNumber}, map) {
  if (url === '') return undefined;
  const {originalSource, originalLine} = map.findEntry(lineNumber, columnNumber);
  if (originalSource === undefined) return undefined;
  return {module: moduleOf(originalSource), name: `${functionName || '(anonymous)'} :${originalLine + 1}`};
}

const sum = (list) => list.reduce((all, one) => all + one, 0);
const longest = (list) => list.sort((one, other) => other.time - one.time);

class Stages {
  #times = new Map();

  add(stage, name, time) {
    const functions = this.#times.get(stage) ?? new Map();
    this.#times.set(stage, functions.set(name, (functions.get(name) ?? 0) + time));
  }

  list() {
    const stages = [...this.#times].map(([name, functions]) => ({
      name,
      time: sum([...functions.values()]),
      functions: longest([...functions].map(([each, time]) => ({name: each, time}))),
    }));
    return longest(stages);
  }
}

/**
 * Milliseconds by stage, longest first, and in each by function: its own time, without what it calls. `text` is the bundle,
 * `map` its source map.
 */
export function stagesOf({nodes, samples, timeDeltas}, text, map) {
  const lines = text.split('\n');
  const times = new Map();
  for (const [index, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + timeDeltas[index] / 1000);
  const callers = new Map(nodes.flatMap(({id, children = []}) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Stages();

  const addNative = ({id, callFrame: {functionName}}, time) => {
    const caller = byId.get(callers.get(id));
    const place = caller && placeOf(caller.callFrame, map);
    stages.add(
      calledByScripts,
      `${functionName || '(anonymous)'}${place ? `, by ${place.module} ${place.name}` : ''}`,
      time,
    );
  };
  const addScript = ({positionTicks = []}, {module, name}, time) => {
    const ticks = sum(positionTicks.map((each) => each.ticks));
    let own = time;
    for (const tick of positionTicks) {
      const call = asked.exec(lines[tick.line - 1] ?? '')?.find((part, index) => index > 0 && part);
      if (call === undefined) continue;
      const part = (time * tick.ticks) / ticks;
      stages.add(calledByScripts, `${call}, by ${module} ${name}`, part);
      own -= part;
    }
    if (own > 0) stages.add(module, name, own);
  };

  for (const node of nodes) {
    const time = times.get(node.id) ?? 0;
    const {functionName} = node.callFrame;
    if (time === 0 || functionName === '(idle)') continue;
    const place = placeOf(node.callFrame, map);
    if (place) addScript(node, place, time);
    else if (withoutScript[functionName]) stages.add(withoutScript[functionName], functionName, time);
    else addNative(node, time);
  }
  return stages.list();
}

/** Milliseconds of the stages together, by whose they are. */
export function byOwner(stages) {
  const owners = {'this kit': 0, libraries: 0, 'the benchmark’s own pages': 0, 'the browser': 0};
  const ownerOf = ({name}) => {
    if (name.startsWith('components/')) return 'this kit';
    if (name.startsWith('browser: ')) return 'the browser';
    return name.startsWith('benchmark: ') ? 'the benchmark’s own pages' : 'libraries';
  };
  for (const stage of stages) owners[ownerOf(stage)] += stage.time;
  return Object.entries(owners);
}
