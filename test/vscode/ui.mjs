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
  for (const [theme, colours] of Object.entries(themes)) {
    const settings = { 'workbench.colorTheme': colours, 'gloss.highlightTerms': 'all' };
    await screen(browser, tally, {
      heading: `The terms on the screen, ${theme}`,
      vsix,
      settings: { ...settings, 'gloss.hover.knownTerms': ['PEFT', 'SVD'] },
      folder: sampleWorkspace('jargon'),
      file: 'Start here.md',
      name: theme,
      steps: terms,
    });
  }
  for (const [theme, colours] of Object.entries(themes)) {
    await screen(browser, tally, {
      heading: `The papers arranged on the screen, ${theme}`,
      vsix,
      settings: { 'workbench.colorTheme': colours },
      folder: sampleWorkspace('bibliography'),
      file: 'Start here.md',
      name: theme,
      steps: arranging,
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

const terms = {
  async 'terms are underlined in a note, but for links, headings and known ones'(window, { name }) {
    await until(() => window.isUnderlined('LoRA', { within: 'LoRA is' }), { what: 'A line under LoRA', seconds: 40 });
    assert.equal(await window.isUnderlined('is', { within: 'LoRA is' }), false);
    await window.picture(`underlined-${name}`);
  },

  async 'the Terms view is folded at first and holds the terms by letter'(window, { name }) {
    await window.showSideBar('Gloss');
    await window.widenSideBar(70);
    await window.page.locator('.sidebar .pane-header[aria-label^="Terms"][aria-expanded="false"]').waitFor();
    await window.foldView('Papers', false);
    await window.foldView('Related', false);
    await window.foldView('Terms', true);
    await window.rows('Terms', 'Bundled glossary');
    for (const group of ['Known terms', 'Undefined jargon', 'H']) await window.row('Terms', group).click();
    await window.rows('Terms', 'ZQX');
    await window.rows('Terms', 'SVD');
    await window.clear();
    await window.picture(`terms-${name}`);
  },

  async 'a row says what its term is, and a click opens the sentence'(window, { name }) {
    await window.row('Terms', 'Half Fine-Tuning').hover();
    await window.page.locator('.monaco-hover:not(.hidden)', { hasText: 'from' }).waitFor();
    await window.picture(`term-${name}`);
    await window.row('Terms', 'Half Fine-Tuning').click();
    await window.tab('daily-papers-fine-tuning.txt');
    await window.focusIn('.sidebar');
    await window.row('Terms', 'ZQX').click();
    await window.tab('Undefined.md');
  },

  async 'a known term is taken out of the settings in the view'(window) {
    const isThere = async () => (await window.rows('Terms')).some(row => row.startsWith('SVD'));
    await act(window.row('Terms', 'SVD'), 'Show hovers again', () =>
      until(async () => !(await isThere()), { seconds: 4 }),
    );
  },

  async 'the uses of a term stand in a peek'(window, { name }) {
    const peek = window.page.locator('.peekview-widget', { hasText: 'Locations (3)' });
    await act(window.row('Terms', 'ZQX'), 'Show uses', () => peek.waitFor({ timeout: 4000 }));
    await window.picture(`uses-${name}`);
    await window.page.keyboard.press('Escape');
  },

  async 'what nothing defines is defined in the glossary'(window) {
    const row = window.row('Terms', 'ZQX');
    await row.hover();
    await row.locator('.action-label[aria-label="Define…"]').click();
    await window.tab('glossary.md');
    await until(async () => (await window.lines()).some(line => line.startsWith('**ZQX**')), { what: 'An entry' });
  },

  async 'a filter leaves what has its words'(window, { name }) {
    await window.run('Gloss: Filter terms…');
    await window.page.locator('.quick-input-title', { hasText: 'Filter terms' }).waitFor();
    await window.page.locator('.quick-input-widget input').fill('nosuchword');
    await window.page.locator('.sidebar .welcome-view', { hasText: 'No term has all these words' }).waitFor();
    await window.page.locator('.quick-input-widget input').fill('forgett');
    await window.page.locator('.sidebar .message', { hasText: 'Filter: forgett' }).waitFor();
    await window.rows('Terms', 'catastrophic forgetting');
    await window.page.keyboard.press('Enter');
    await window.clear();
    await window.picture(`terms-filtered-${name}`);
    await window.run('Gloss: Clear term filter');
    await window.rows('Terms', 'Known terms');
  },

  async 'the terms stand by paper where one wants it'(window, { name }) {
    await window.run('Gloss: Group terms by paper');
    await window.viewIsAbout('Terms', 'by paper');
    await window.rows('Terms', 'CorDA');
    await window.row('Terms', 'HFT').click();
    await window.rows('Terms', 'Half Fine-Tuning');
    await window.clear();
    await window.picture(`terms-by-paper-${name}`);
  },
};

/** Clicks an action of a row, again where the row was drawn anew under the pointer and nothing came of it. */
async function act(row, label, comesAbout) {
  await comes(label, async () => {
    await row.hover();
    await row.locator(`.action-label[aria-label="${label}"]`).click();
    await comesAbout();
  });
}

/** Does something until it succeeds: a click comes to nothing where VS Code draws anew what is under the pointer. */
async function comes(what, attempt) {
  const once = () =>
    attempt().then(
      () => true,
      () => false,
    );
  await until(once, { what, seconds: 25 });
}

const arranging = {
  async 'the papers stand by year where one wants it, and the menu ticks what was chosen'(window, { name }) {
    await window.showSideBar('Gloss');
    await window.widenSideBar(70);
    await window.run('Gloss: Group papers by year');
    await window.viewIsAbout('Papers', 'by year');
    await window.rows('Papers', '2024');
    await window.row('Papers', '2024').click();
    await window.rows('Papers', 'Kopiczko');
    await window.run('Gloss: Sort papers by date added');
    await window.viewIsAbout('Papers', 'by year · last added first');
    await window.clear();
    await window.picture(`papers-by-year-${name}`);
    const ticked = window.page.locator('.context-view .action-label', { hasText: '✓ Year' });
    await comes('A menu that ticks the year', async () => {
      await window.page.keyboard.press('Escape');
      await window.row('Papers', '').hover();
      await window.page.locator('.sidebar .action-label[aria-label^="Group by"]').first().click();
      await ticked.waitFor({ timeout: 4000 });
    });
    // The menu fades in.
    await window.page.waitForTimeout(300);
    await window.picture(`papers-grouping-${name}`);
    await window.page.keyboard.press('Escape');
  },

  async 'a filter of papers takes an author and says what is only begun'(window, { name }) {
    await window.run('Gloss: Filter papers…');
    await window.page.locator('.quick-input-title', { hasText: 'Filter papers' }).waitFor();
    const input = window.page.locator('.quick-input-widget input');
    await input.fill('author:nosuchauthor');
    await window.page.locator('.sidebar .welcome-view', { hasText: 'No paper fits the filter' }).waitFor();
    await input.fill('author:li year:20');
    await window.page.locator('.quick-input-message', { hasText: 'needs a year or a range' }).waitFor();
    await window.picture(`papers-filter-begun-${name}`);
    await input.fill('author:li year:2020..');
    await window.page.locator('.sidebar .message', { hasText: 'Filter: author:li year:2020..' }).waitFor();
    await window.rows('Papers', 'DoRA');
    await window.page.keyboard.press('Enter');
    await window.clear();
    await window.picture(`papers-filtered-${name}`);
  },

  async 'the side bar is as it was after a reload'(window) {
    await window.page.reload();
    await window.page.locator('.sidebar .message', { hasText: 'Filter: author:' }).waitFor();
    await window.viewIsAbout('Papers', 'by year · last added first');
    await window.run('Gloss: Clear filter');
    await window.rows('Papers', '2024');
  },

  async 'the papers stand by relevance to the open note'(window, { name }) {
    await window.run('Gloss: Show papers as one list');
    await window.run('Gloss: Sort papers by relevance to the open note');
    await window.open('Start here.md');
    await window.viewIsAbout('Papers', 'one list · by relevance to Start here.md');
    await window.clear();
    await window.picture(`papers-by-relevance-${name}`);
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
