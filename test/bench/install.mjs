import {fileURLToPath} from 'node:url';
import {installPackages} from '../../.ci/install.mjs';

/** Installs the libraries to compare with, where they are not there or not those of the lock file. */
export const installLibraries = () =>
  installPackages(
    fileURLToPath(new URL('.', import.meta.url)),
    'Installing the libraries that the benchmark compares with.',
  );
