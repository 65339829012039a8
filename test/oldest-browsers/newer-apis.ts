// Uses of APIs that the oldest browsers lack, by which the check is checked.
export const newer = [[2, 1].toSorted(), AbortSignal.any([]), URL.canParse('x'), document.body.checkVisibility()];
export const old = [[2, 1].at(-1), new AbortController(), structuredClone({}), document.body.append('x')];
