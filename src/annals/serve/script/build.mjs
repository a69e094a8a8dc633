// Makes what the page loads: annals.js from the sources beside this file, vendor/ from the packages that
// package-lock.json pins, and vendor/manifest.json, which names every one of these files with its hash.
//
//     node build.mjs FOLDER      (by `make script`: the folder src/annals/serve/static)
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const VENDORED = [
  {
    name: 'maplibre-gl',
    folder: '',
    files: {
      'maplibre-gl.mjs': 'dist/maplibre-gl.mjs',
      'maplibre-gl-worker.mjs': 'dist/maplibre-gl-worker.mjs',
      'maplibre-gl.css': 'dist/maplibre-gl.css',
      'maplibre-gl.LICENSE.txt': 'LICENSE.txt',
    },
  },
  {
    name: 'world-atlas',
    folder: 'world/',
    files: {
      'countries-110m.json': 'countries-110m.json',
      'countries-50m.json': 'countries-50m.json',
      LICENSE: 'LICENSE',
    },
  },
];

const out = process.argv[2];
if (!out) throw new Error('name the folder to write to');
const hash = (path) => createHash('sha256').update(readFileSync(join(out, path))).digest('hex');

function vendored({ name, folder, files }) {
  const from = join(HERE, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  mkdirSync(join(out, 'vendor', folder), { recursive: true });
  const told = Object.entries(files).map(([file, source]) => {
    const path = `vendor/${folder}${file}`;
    copyFileSync(join(from, source), join(out, path));
    return { path, source, sha256: hash(path) };
  });
  return { name, version, licence: license, from: `npm ${name}@${version}`, files: told };
}

// MapLibre's files hold the packages that it needs, whose licences ask to be handed on with them.
function licences() {
  const packages = JSON.parse(readFileSync(join(HERE, 'package-lock.json'), 'utf8')).packages;
  const held = new Set();
  const take = (name) => {
    const told = packages[`node_modules/${name}`];
    if (!told || held.has(name)) return;
    held.add(name);
    for (const needed of Object.keys(told.dependencies ?? {})) take(needed);
  };
  for (const needed of Object.keys(packages['node_modules/maplibre-gl'].dependencies)) take(needed);
  const texts = [...held].filter((name) => !name.startsWith('@types/')).sort().map((name) => {
    const folder = join(HERE, 'node_modules', name);
    const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
    const { version, license } = packages[`node_modules/${name}`];
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : readMe(folder, license);
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const path = 'vendor/maplibre-gl.needs.LICENSES.txt';
  writeFileSync(join(out, path), texts.join(`\n${'-'.repeat(80)}\n\n`));
  return { path, source: 'the licences of the packages in it', sha256: hash(path) };
}

function readMe(folder, licence) {
  const path = join(folder, 'README.md');
  const told = existsSync(path) ? readFileSync(path, 'utf8').split(/^#+ *licen[cs]e.*$/im)[1]?.trim() : '';
  return told || `The package names its licence, ${licence}, and gives no text of it.`;
}

// One for pages of a server, which may load modules, and one for pages in files, which may not.
const BUNDLES = [
  { file: 'annals.js', source: 'main.ts', format: 'esm' },
  { file: 'annals-files.js', source: 'files.ts', format: 'iife' },
];

async function bundle({ file, source, format }) {
  await build({
    absWorkingDir: HERE,
    entryPoints: [source],
    outfile: join(out, file),
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: '// The script of the annals page, made from src/annals/serve/script by `make script`. Apache-2.0' },
    logLevel: 'warning',
  });
  return { path: file, source: `src/annals/serve/script/${source}`, sha256: hash(file) };
}

async function bundled() {
  const files = [];
  for (const each of BUNDLES) files.push(await bundle(each));
  const esbuild = JSON.parse(readFileSync(join(HERE, 'node_modules/esbuild/package.json'), 'utf8')).version;
  const { version, license } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  return { name: 'annals', version, licence: license, from: `bundled by esbuild@${esbuild}`, files };
}

mkdirSync(join(out, 'vendor'), { recursive: true });
const manifest = [await bundled(), ...VENDORED.map(vendored)];
manifest.find(({ name }) => name === 'maplibre-gl').files.push(licences());
writeFileSync(join(out, 'vendor', 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
