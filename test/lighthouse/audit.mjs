import desktop from 'lighthouse/core/config/desktop-config.js';
import lighthouse from 'lighthouse';

export const categories = ['performance', 'accessibility', 'best-practices'];

/** A phone of the middle class on a slow network, and a desktop computer; what is slow about both is simulated. */
export const presets = {mobile: undefined, desktop};

/** One run of Lighthouse in a tab of its own. */
export async function audit(browser, url, preset) {
  const page = await browser.newPage();
  try {
    const flags = {onlyCategories: categories, logLevel: 'error', output: 'html'};
    const {lhr, report} = await lighthouse(url, flags, presets[preset], page);
    if (lhr.runtimeError) throw new Error(`${url} could not be audited. ${lhr.runtimeError.message}`);
    return {lhr, report};
  } finally {
    await page.close();
  }
}

/** Of 100. */
export const score = ({lhr}, category) => Math.round((lhr.categories[category].score ?? 0) * 100);

/** The run in the middle by its performance: the other scores do not depend on how busy the machine is. */
export const median = (runs) =>
  runs.toSorted((a, b) => score(a, 'performance') - score(b, 'performance'))[Math.floor(runs.length / 2)];

/** What costs points in a category, the worst first: its title, what was measured, and where. */
export function losses({lhr}, category) {
  return lhr.categories[category].auditRefs
    .map(({id, weight}) => ({...lhr.audits[id], weight}))
    .filter(({score: of, weight}) => weight > 0 && of !== null && of < 0.9)
    .sort((a, b) => b.weight * (1 - b.score) - a.weight * (1 - a.score))
    .map(({title, displayValue, details}) => {
      const places = (details?.items ?? []).map(({node, description}) => node?.selector ?? description);
      return [title, displayValue, ...places.filter((place) => typeof place === 'string').slice(0, 3)]
        .filter(Boolean)
        .join(' · ');
    });
}
