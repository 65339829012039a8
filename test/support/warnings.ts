/** The texts of `console.warn` during some work, which are kept out of the console. */
export async function warningsDuring(work: () => unknown): Promise<string[]> {
  const {warn} = console;
  const warnings: string[] = [];
  console.warn = (...parts: unknown[]) => void warnings.push(parts.map(String).join(' '));
  try {
    await work();
  } finally {
    console.warn = warn;
  }
  return warnings;
}
