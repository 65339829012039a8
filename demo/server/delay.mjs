import {setTimeout as pause} from 'node:timers/promises';

const longest = 10_000;

/** Answers requests with `?delay=` that many milliseconds later, for the story of the slow app. */
export const delay = async (context, next) => {
  const milliseconds = Math.min(Number(context.query['delay']) || 0, longest);
  if (milliseconds > 0) await pause(milliseconds, undefined, {ref: false});
  return next();
};
