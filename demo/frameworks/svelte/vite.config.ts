import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vite';

export default defineConfig({
  base: './',
  plugins: [svelte({configFile: false})],
  build: {rollupOptions: {input: ['ehr.html', 'app.html']}},
});
