import solid from 'vite-plugin-solid';
import {defineConfig} from 'vite';

export default defineConfig({
  base: './',
  plugins: [solid()],
  build: {rollupOptions: {input: ['ehr.html', 'app.html']}},
});
