/** What is written to the console as a warning while something is done. */
export function warnings(work: () => void): string[] {
  const told: string[] = [];
  const {warn} = console;
  console.warn = (text: string) => told.push(text);
  try {
    work();
  } finally {
    console.warn = warn;
  }
  return told;
}

/** The same, of something that takes its time. */
export async function warningsOf(work: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const {warn} = console;
  console.warn = (text: string) => told.push(text);
  try {
    await work();
  } finally {
    console.warn = warn;
  }
  return told;
}
