import {Divergence, World} from './world.mjs';

/**
 * Has the kit's channels do what a schedule says. Returns the claims that did not hold, and where the schedule wants what the
 * code does not do. `steps` are the model's, `withJobs` is what it was searched with.
 */
export async function replay(createKit, steps, withJobs) {
  const world = new World(createKit, {withJobs});
  try {
    await world.run(steps);
    return {broken: world.broken};
  } catch (error) {
    if (!(error instanceof Divergence)) throw error;
    return {broken: world.broken, divergence: error.message};
  }
}
