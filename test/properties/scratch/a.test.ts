import {weigh} from '../../../components/channel/weight.js';
it('x', () => {
  const cyc: Record<string, unknown> = {}; cyc['self'] = cyc;
  let deep: object = {}; for (let i = 0; i < 500; i++) deep = {deep};
  for (const v of [Object.assign([], {more: cyc}), Object.assign([], {more: deep}), Object.assign([1, 2], {more: deep})]) {
    console.log(weigh({list: structuredClone(v)}, 100), Object.keys(structuredClone(v)).join());
  }
  const e = new Error('x', {cause: deep});
  console.log(weigh({e: structuredClone(e)}, 100), typeof (structuredClone(e) as Error).cause);
});
