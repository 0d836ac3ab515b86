// Draws every bpmn/<process>/<process>.bpmn as a PNG, as the modeler shows it, and says what overlaps.
//   cd src/docs/diagrams && npm ci && npm run draw -- [folder for the pictures] [process …]
// Needs a Chromium on the machine: CHROMIUM names it, else /usr/bin/chromium. The pictures go to target/diagrams.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const house = path.resolve(here, '../../..');
const [into = path.join(house, 'target/diagrams'), ...only] = process.argv.slice(2);
const viewer = fs.readFileSync(path.join(here, 'node_modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js'), 'utf8');
const style = fs.readFileSync(path.join(here, 'node_modules/bpmn-js/dist/assets/bpmn-js.css'), 'utf8');

/** Runs in the page: what overlaps, by the ids of the elements. */
async function look(xml) {
  const shown = new window.BpmnJS({ container: '#canvas' });
  const { warnings } = await shown.importXML(xml);
  const canvas = shown.get('canvas');
  const registry = shown.get('elementRegistry');
  const all = registry.getAll();
  const { inner } = canvas.viewbox();
  const margin = 20;
  document.getElementById('canvas').style.width = inner.width + 2 * margin + 'px';
  document.getElementById('canvas').style.height = inner.height + 2 * margin + 'px';
  canvas.resized();
  canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, width: inner.width + 2 * margin, height: inner.height + 2 * margin });

  const found = new Set();
  const meet = (a, b) => a.x < b.x + b.w - 1 && b.x < a.x + a.w - 1 && a.y < b.y + b.h - 1 && b.y < a.y + a.h - 1;
  const text = element => registry.getGraphics(element).querySelector('text')?.getBBox();
  const box = element => ({ x: element.x, y: element.y, w: element.width, h: element.height });
  const pieces = flow => flow.waypoints.slice(1).map((to, i) => {
    const from = flow.waypoints[i];
    return { x: Math.min(from.x, to.x) - 1, y: Math.min(from.y, to.y) - 1, w: Math.abs(from.x - to.x) + 2, h: Math.abs(from.y - to.y) + 2 };
  });
  const labels = all.filter(each => each.labelTarget && text(each)).map(each => {
    const written = text(each);
    return { of: each, x: each.x + written.x, y: each.y + written.y, w: written.width, h: written.height };
  });
  const flows = all.filter(each => each.waypoints);
  const shapes = all.filter(each => each.width && !each.waypoints && !each.labelTarget && !/Process$|SubProcess$|Participant$|Lane$/.test(each.type));

  labels.forEach((label, i) => {
    labels.slice(i + 1).filter(other => meet(label, other)).forEach(other => found.add(`${label.of.id} lies on ${other.of.id}`));
    shapes.filter(other => meet(label, box(other))).forEach(other => found.add(`${label.of.id} lies on ${other.id}`));
    flows.filter(flow => pieces(flow).some(piece => meet(label, piece))).forEach(flow => found.add(`${label.of.id} is crossed by ${flow.id}`));
  });
  shapes.filter(each => /Task$|CallActivity$/.test(each.type)).forEach(each => {
    const written = text(each);
    if (written && (written.width > each.width || written.height > each.height)) {
      found.add(`the name of ${each.id} is larger than it`);
    }
  });
  flows.forEach(flow => shapes
    .filter(each => each !== flow.source && each !== flow.target && /Task$|CallActivity$|Gateway$/.test(each.type))
    .filter(each => pieces(flow).some(piece => meet(piece, { x: each.x + 2, y: each.y + 2, w: each.width - 4, h: each.height - 4 })))
    .forEach(each => found.add(`${flow.id} runs through ${each.id}`)));
  return { width: inner.width + 2 * margin, height: inner.height + 2 * margin, found: [...found, ...warnings.map(String)] };
}

fs.mkdirSync(into, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let overlaps = 0;
for (const name of fs.readdirSync(path.join(house, 'bpmn')).sort()) {
  const model = path.join(house, 'bpmn', name, `${name}.bpmn`);
  if (!fs.existsSync(model) || (only.length && !only.includes(name))) {
    continue;
  }
  const page = await browser.newPage({ viewport: { width: 2400, height: 1600 }, deviceScaleFactor: 1.5 });
  await page.setContent('<body style="margin:0;background:#fff"><div id="canvas" style="width:2400px;height:1600px"></div>');
  await page.addStyleTag({ content: `${style} .bjs-powered-by { display: none }` });
  await page.addScriptTag({ content: viewer });
  const { width, height, found } = await page.evaluate(look, fs.readFileSync(model, 'utf8'));
  await page.screenshot({ path: path.join(into, `${name}.png`), clip: { x: 0, y: 0, width, height } });
  await page.close();
  overlaps += found.length;
  console.log(`${name}: ${found.length ? found.join('; ') : 'nothing overlaps'}`);
}
await browser.close();
process.exitCode = overlaps ? 1 : 0;
