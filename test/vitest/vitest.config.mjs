import {defineConfig} from 'vitest/config';

/** `environment` by the command line. The kit is loaded as a dependency is: by Node, not transformed. */
export default defineConfig({
  root: import.meta.dirname,
  test: {include: ['**/*.spec.mjs'], server: {deps: {external: [/\/dist\//]}}},
});
