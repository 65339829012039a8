const fromMetrics = ['JSHeapUsedSize', 'JSEventListeners', 'Nodes', 'Documents', 'Frames', 'DetachedScriptStates'];

/** What is counted in each process, in the order of the table. */
export const counted = [...fromMetrics, 'OpenTimers'];

/** The counts of a page's process, once everything that nobody needs any more is gone. */
export async function sample(session, evaluate) {
  // The developer tools keep each error of the page, and all that stood on its stack.
  await session.send('Runtime.discardConsoleEntries');
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  const values = new Map(metrics.map(({name, value}) => [name, value]));
  values.set('OpenTimers', await evaluate(session, () => window.openTimers()));
  return Object.fromEntries(counted.map((name) => [name, values.get(name)]));
}
