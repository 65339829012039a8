import type fc from 'fast-check';
import {stepsInOneDocument, stepsWithDocuments, type FrameStep} from './support/frame-steps.js';
import {FrameWorld} from './support/frame-world.js';
import {check, shareOfEngine} from '../support/properties.js';

describe('a frame and an app on another site, whatever they do and in which order', () => {
  for (const [where, input, runs] of [
    ['in one document of the app', stepsInOneDocument, 440],
    ['while documents of the app come and go', stepsWithDocuments, 60],
  ] satisfies Array<[string, fc.Arbitrary<FrameStep[]>, number]>) {
    it(`settle every request once, with its own answer or a reason, and go on: ${where}`, async function () {
      this.timeout(150_000);
      let world: FrameWorld | undefined;
      await check(`real frames, ${where}`, {
        runs: runs * shareOfEngine,
        input,
        holds: async (steps) => {
          world ??= await FrameWorld.launch();
          try {
            await world.run(steps);
          } catch (error) {
            world.dispose(); // what goes wrong in it from now on says nothing about the next steps
            world = undefined;
            throw error;
          }
        },
      });
    });
  }
});
