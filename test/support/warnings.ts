/** What is written to the console as warnings while `act` runs; the console itself does not show it. */
export async function warnings(act: (told: string[]) => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const {warn} = console;
  console.warn = (text: string) => told.push(text);
  try {
    await act(told);
  } finally {
    console.warn = warn;
  }
  return told;
}
