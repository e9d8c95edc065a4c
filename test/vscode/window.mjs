/**
 * A VS Code window as somebody sits before it: what is read comes from the screen, and what is done goes through
 * keyboard and pointer. Nothing waits for a fixed time; each reading is repeated until it holds or its time is up.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { scratchFolder } from './host.mjs';
import { ensureChromium } from './install.mjs';

/** A browser that can reach this machine and nothing else, and writes nothing where it stays. */
export function startBrowser() {
  return chromium.launch({
    executablePath: ensureChromium(),
    env: { ...process.env, XDG_CONFIG_HOME: scratchFolder('browser') },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/**
 * Opens a window on a folder, with one of its files in the editor.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {Awaited<ReturnType<import('./host.mjs').startHost>>} host
 * @param {{ folder: string, file?: string, pictures?: string }} options the folder that pictures go to
 */
export async function openWindow(browser, host, { folder, file, pictures = 'out/pictures' }) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(patience);
  const payload = file === undefined ? [] : [['openFile', host.uri(path.join(folder, file))]];
  await page.goto(host.url(folder, payload));
  await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
  if (file !== undefined) await activeTab(page, file);

  const window = {
    page,

    /** Opens a file of the folder by a part of its name, and waits until its tab is in front. */
    async open(name) {
      await page.keyboard.press('Control+P');
      await page.locator('.quick-input-widget input').fill(name);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
      await activeTab(page, name);
    },

    /** Runs a command by its title in the palette, "Gloss: Show term…" for one. */
    async run(title) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
    },

    /** The rows that a quick pick shows. */
    async picks() {
      return texts(page.locator('.quick-input-list .monaco-list-row'));
    },

    /** Puts the cursor into a line of the active editor, counted from 1, and makes the editor show it. */
    async goTo(line, column = 1) {
      await page.keyboard.press('Control+G');
      await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },

    /** Types into what has the focus, key by key, as completions depend on it. */
    async type(text) {
      await page.keyboard.type(text, { delay: 30 });
    },

    /** What the suggestion list offers, once it holds `wanted`. */
    async suggestions(wanted) {
      const rows = page.locator('.suggest-widget.visible .monaco-list-row');
      await rows.filter({ hasText: wanted }).first().waitFor();
      return texts(rows);
    },

    /** The text of the active editor's lines on the screen. */
    async lines() {
      return texts(page.locator(`${activeEditor} .view-line`));
    },

    /**
     * Rests the pointer on a word of the active editor until a popup with `wanted` in it stands there, and gives the
     * popup's text. The server may still be reading, so the pointer comes back until then.
     */
    async hover(word, wanted, { within = word } = {}) {
      const place = await wordOnScreen(page, word, within);
      for (let tries = 0; tries < 12; tries++) {
        await page.mouse.move(place.x, place.y + 200);
        await page.mouse.move(place.x, place.y, { steps: 4 });
        const popup = page.locator('.monaco-hover:not(.hidden)', { hasText: wanted }).first();
        try {
          await popup.waitFor({ timeout: 1500 });
          return (await texts(popup)).join(' ');
        } catch {
          await page.keyboard.press('Escape');
        }
      }
      throw new Error(`No popup on "${word}" says ${wanted}.`);
    },

    /** True where a word of the active editor is underlined. */
    async isUnderlined(word, { within = word } = {}) {
      const { x, y } = await wordOnScreen(page, word, within);
      const find = ({ x, y }) => {
        const under = document.elementsFromPoint(x, y).find(element => element.closest('.view-line'));
        return under !== undefined && getComputedStyle(under).textDecorationLine.includes('underline');
      };
      return page.evaluate(find, { x, y });
    },

    /** Clicks a word of the active editor; `options` as of playwright's `mouse.click`, with `modifier` a key held down. */
    async clickWord(word, { within = word, modifier, ...options } = {}) {
      const place = await wordOnScreen(page, word, within);
      if (modifier) await page.keyboard.down(modifier);
      await page.mouse.move(place.x, place.y, { steps: 2 });
      if (modifier) await sleep(500);
      await page.mouse.click(place.x, place.y, options);
      if (modifier) await page.keyboard.up(modifier);
    },

    /** Shows a side bar by its icon's title in the activity bar, where it is not in front yet. */
    async showSideBar(title) {
      const icon = page.locator(`.activitybar .action-item:has([aria-label="${title}"])`).first();
      await icon.waitFor();
      if (!/\bchecked\b/.test((await icon.getAttribute('class')) ?? '')) await icon.click();
      await page.locator('.sidebar .composite.title', { hasText: title }).waitFor();
    },

    /** The rows on the screen of one view of the side bar, once one of them holds `wanted`. */
    async rows(view, wanted = '') {
      const all = rowsOf(page, view);
      await all.filter({ hasText: wanted }).first().waitFor({ timeout: 30_000 });
      return texts(all);
    },

    /** Folds a view of the side bar open, or shut, by its header. */
    async foldView(view, open) {
      const header = page.locator(`.sidebar .pane-header[aria-label^="${view}"]`);
      if ((await header.getAttribute('aria-expanded')) !== String(open)) await header.click();
      await page.locator(`.sidebar .pane-header[aria-label^="${view}"][aria-expanded="${open}"]`).waitFor();
    },

    /** Waits until a view's header says what the view is about. */
    async viewIsAbout(view, text) {
      await page.locator(`.sidebar .pane-header[aria-label^="${view}"]`, { hasText: text }).waitFor();
    },

    /** One row of a view of the side bar, to be clicked or hovered. */
    row(view, text) {
      return rowsOf(page, view).filter({ hasText: text }).first();
    },

    /** The label of the tab in front. */
    async tabInFront() {
      return (await texts(page.locator(tabInFront))).join(' ');
    },

    /** Waits until a tab with this label is in front. */
    async tab(label) {
      await activeTab(page, label);
    },

    /** Waits until the element that has the keyboard stands within `selector`. */
    async focusIn(selector) {
      await until(async () => (await page.locator(`${selector} :focus, ${selector}:focus`).count()) > 0);
    },

    /** Writes a picture of the window as it stands. */
    async picture(name) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    },

    /** Takes away what floats over the window. Escape is for what is there: in a tree it would drop the selection. */
    async clear() {
      await page.mouse.move(width / 2, height - 10);
      const floats = page.locator('.quick-input-widget, .suggest-widget.visible, .monaco-hover:not(.hidden)');
      for (let times = 0; times < 3 && (await floats.filter({ visible: true }).count()) > 0; times++) {
        await page.keyboard.press('Escape');
      }
    },

    /** Drags the side bar's edge, so that longer titles fit. */
    async widenSideBar(pixels) {
      const { x, width: before } = await page.locator('.part.sidebar').boundingBox();
      const edge = x + before;
      await page.mouse.move(edge, height / 2);
      await page.mouse.down();
      await page.mouse.move(edge + pixels, height / 2, { steps: 5 });
      await page.mouse.up();
    },

    async close() {
      await page.close();
    },
  };
  return window;
}

/** Repeats a question until its answer is truthy, and gives the answer. */
export async function until(ask, { seconds = patience / 1000, what = 'This' } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not come about in ${seconds} s.`);
    await sleep(100);
  }
}

const width = 1480;
const height = 900;
const patience = 15_000;
const tabInFront = '.editor-group-container.active .tab.active';
const activeEditor = '.editor-group-container.active .editor-instance';

async function activeTab(page, label) {
  await page
    .locator(tabInFront, { hasText: path.basename(label) })
    .first()
    .waitFor({ timeout: 30_000 });
}

function rowsOf(page, view) {
  const pane = page.locator('.sidebar .pane', { has: page.locator(`.pane-header[aria-label^="${view}"]`) });
  return pane.locator('.monaco-list-row');
}

async function texts(locator) {
  return (await locator.allInnerTexts()).map(plain);
}

/** VS Code draws spaces as no-break ones. */
function plain(text) {
  return text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
}

/** Where a word stands on the screen, its middle; `within` tells one occurrence from another by the text around it. */
async function wordOnScreen(page, word, within) {
  await page.locator(`${activeEditor} .view-line`).first().waitFor();
  const find = ({ selector, word, within }) => {
    for (const line of document.querySelectorAll(selector)) {
      const text = line.textContent.replaceAll('\u00a0', ' ');
      const around = text.indexOf(within);
      if (around < 0) continue;
      const start = around + within.indexOf(word);
      const end = start + word.length;
      const range = document.createRange();
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let passed = 0, node = walk.nextNode(); node; node = walk.nextNode()) {
        const after = passed + node.length;
        if (start >= passed && start < after) range.setStart(node, start - passed);
        if (end > passed && end <= after) range.setEnd(node, end - passed);
        passed = after;
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  };
  const selector = `${activeEditor} .view-line`;
  return until(() => page.evaluate(find, { selector, word, within }), { what: `"${within}" on the screen` });
}
