// Bundles the browser modules and lays the fonts where the program and the reports find them.
// Called by the Maven build with the folder of its classes; needs Node 18 or later.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const classes = process.argv[2];
if (!classes) {
  console.error('use: node build.mjs FOLDER-OF-CLASSES');
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`Gridwork's browser modules need Node 18 or later, this is ${process.version}. Install a newer one and start again.`);
  process.exit(1);
}

const lock = join(here, 'package-lock.json');
const installed = join(here, 'node_modules', '.installed');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(lock, 'utf8')) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (done.error || done.status !== 0) {
    console.error(`npm ci failed${done.error ? `: ${done.error.message} (is npm installed?)` : ''}; the lines above say why.`);
    process.exit(1);
  }
  writeFileSync(installed, readFileSync(lock));
}

const web = join(classes, 'static', 'web');
mkdirSync(web, { recursive: true });
const esbuild = await import('esbuild');
await esbuild.build({
  entryPoints: [join(here, 'src', 'main.js'), join(here, 'src', 'main.css')],
  outdir: web,
  bundle: true,
  minify: true,
  sourcemap: false,
  format: 'esm',
  target: 'es2020',
  loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file' },
  legalComments: 'linked',
});

// the four web applications of the process engine look alike
for (const app of ['admin', 'cockpit', 'tasklist', 'welcome']) {
  const styles = join(classes, 'META-INF', 'resources', 'webjars', 'camunda', 'app', app, 'styles');
  mkdirSync(styles, { recursive: true });
  cpSync(join(here, 'src', 'camunda.css'), join(styles, 'user-styles.css'));
}

const fonts = join(classes, 'reports', 'fonts');
mkdirSync(fonts, { recursive: true });
for (const [weight, file] of [['400Regular', 'NotoSansSC_400Regular.ttf'], ['700Bold', 'NotoSansSC_700Bold.ttf']]) {
  const from = join(here, 'node_modules', '@expo-google-fonts', 'noto-sans-sc', weight, file);
  const to = join(fonts, file);
  if (!existsSync(to) || statSync(to).size !== statSync(from).size) {
    cpSync(from, to);
  }
}
