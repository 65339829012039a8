/** The texts of `console.warn` during some work that ends at once, kept out of the console. */
export function warnings(work: () => void): string[] {
  const {texts, restore} = keepWarnings();
  try {
    work();
  } finally {
    restore();
  }
  return texts;
}

/** What the elements advise comes from modules that they load behind everything else. */
export async function adviceGiven(): Promise<void> {
  const advice = [
    import('../../components/smart-app-frame/advice.js'),
    import('../../components/smart-messaging-context/advice.js'),
    import('../../components/smart-messaging-context/commands.js'),
  ];
  await Promise.all<unknown>(advice);
  await new Promise((resolve) => setTimeout(resolve));
}

/** The same, of work that takes time and may look at those that have come so far. What earlier tests caused comes before. */
export async function warningsDuring(work: (texts: string[]) => unknown): Promise<string[]> {
  await adviceGiven();
  const {texts, restore} = keepWarnings();
  try {
    await work(texts);
    await adviceGiven();
  } finally {
    restore();
  }
  return texts;
}

function keepWarnings(): {texts: string[]; restore: () => void} {
  const texts: string[] = [];
  const {warn} = console;
  console.warn = (...parts: unknown[]) => void texts.push(parts.map(String).join(' '));
  return {texts, restore: () => (console.warn = warn)};
}
