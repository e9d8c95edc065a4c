/**
 * What somebody sees and does in the window, step by step, in a dark and in a light theme, and once in Restricted Mode.
 * Each step stands on its own two feet where it can: a failed one leaves a picture and the next goes on.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startHost } from './host.mjs';
import { root } from './install.mjs';
import { openWindow, until } from './window.mjs';
import { fixtureWorkspace, sampleWorkspace } from './workspaces.mjs';

/** Runs every step and notes each in the tally; pictures go to `out/pictures/`. */
export async function runScreens(browser, tally, { vsix }) {
  rmSync(pictures, { recursive: true, force: true });
  for (const [theme, colours] of Object.entries(themes)) {
    const settings = { 'workbench.colorTheme': colours };
    await screen(browser, tally, {
      heading: `On the screen, ${theme}`,
      vsix,
      settings,
      folder: sampleWorkspace(),
      file: 'Start here.md',
      name: theme,
      steps: everyday,
    });
  }
  await screen(browser, tally, {
    heading: 'On the screen, in Restricted Mode',
    vsix,
    trusted: false,
    folder: sampleWorkspace(),
    file: 'Start here.md',
    name: 'restricted',
    steps: restricted,
  });
  await screen(browser, tally, {
    heading: 'On the screen, on a code repository',
    vsix,
    folder: fixtureWorkspace('code-repository'),
    file: 'README.md',
    name: 'code-repository',
    steps: codeRepository,
  });
}

const pictures = path.join(root, 'out/pictures');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };
const calm = {
  'editor.fontSize': 13,
  'editor.hover.delay': 100,
  'editor.lineNumbers': 'off',
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

async function screen(browser, tally, { heading, vsix, settings, trusted, folder, file, name, steps }) {
  tally.heading(heading);
  const host = await startHost({ vsix: [vsix], settings: { ...calm, ...settings }, trusted });
  try {
    const window = await openWindow(browser, host, { folder, file, pictures });
    for (const [title, step] of Object.entries(steps)) {
      const passed = await tally.try(title, () => step(window, { name, folder }));
      if (!passed) await window.picture(`failed-${name}-${title.replace(/\W+/g, '-')}`);
      await window.clear();
    }
    await window.close();
  } finally {
    await host.stop();
  }
}

const everyday = {
  async 'the side bar shows the papers by category'(window, { name }) {
    await window.showSideBar('Gloss');
    await window.widenSideBar(70);
    const rows = await window.rows('Papers', 'forgetting');
    assert.ok(rows.length > 0);
    await window.row('Papers', 'Continual learning and forgetting').click();
    await window.rows('Papers', 'CorDA');
    await window.clear();
    await window.picture(`papers-${name}`);
  },

  async 'a hover over LoRA says what it is'(window, { name }) {
    const popup = await window.hover('LoRA', /low-rank/i, { within: 'LoRA is' });
    assert.match(popup, /LoRA/);
    await window.picture(`hover-${name}`);
  },

  async 'a click opens a paper and leaves the keyboard in the tree'(window, { name }) {
    await window.row('Papers', 'CorDA').click();
    await window.tab('CorDA');
    await window.focusIn('.sidebar');
    await until(async () => (await window.lines()).some(line => line.startsWith('# CorDA')), {
      what: 'The text of the page',
    });
    await window.viewIsAbout('Related', 'CorDA');
    await window.clear();
    await window.picture(`paper-${name}`);
  },

  async 'related work of the paper stands beside it and opens'(window, { name }) {
    await window.viewIsAbout('Related', 'CorDA');
    const rowsOfOthers = async () => {
      const rows = await window.rows('Related');
      return rows.length > 4 && rows.every(row => !row.startsWith('CorDA'));
    };
    await until(rowsOfOthers, { what: 'Related work without the paper itself' });
    await window.picture(`related-${name}`);
    await window.row('Related', '').click();
    await until(async () => !(await window.tabInFront()).includes('CorDA'), {
      what: 'Another tab in front',
    });
  },

  async 'two brackets offer papers by words of their titles'(window, { name, folder }) {
    await window.open('Start here.md');
    const text = readFileSync(path.join(folder, 'Start here.md'), 'utf8');
    const line = text.split('\n').findIndex(line => line.startsWith('Put the cursor at the end of this line')) + 2;
    await window.goTo(line);
    await window.type('[[forgetting catastr');
    await window.suggestions('Catastrophic Forgetting');
    await window.picture(`completion-${name}`);
    await window.page.keyboard.press('Enter');
    const link = await until(
      async () => (await window.lines()).find(line => /^\[\[.*Catastrophic Forgetting/i.test(line)),
      {
        what: 'A link in the note',
      },
    );
    assert.match(link, /^\[\[[^[\]]+\]\]$/);
  },

  async 'the only paper that fits goes on being offered'(window) {
    await window.open('Start here.md');
    await window.goTo(4);
    await window.type('[[unlocking spell');
    await window.suggestions('Unlocking Spell');
  },
};

const restricted = {
  async 'the folder is not trusted'(window) {
    await window.page.locator('.statusbar', { hasText: 'Restricted Mode' }).waitFor();
  },
  async 'a hover answers'(window) {
    await window.hover('LoRA', /low-rank/i, { within: 'LoRA is' });
  },
  async 'the side bar shows the papers'(window) {
    await window.showSideBar('Gloss');
    await window.rows('Papers', 'forgetting');
  },
};

const codeRepository = {
  async 'the side bar says that there are no papers, and how to add some'(window, { name }) {
    await window.showSideBar('Gloss');
    await window.page.locator('.sidebar .welcome-view', { hasText: 'No papers in this folder yet' }).waitFor();
    assert.deepEqual(await window.page.locator('.sidebar .pane .monaco-list-row').count(), 0);
    await window.picture(`empty-${name}`);
  },
};
