// What holds of every report. Each check gets a page that is open and throws where it fails.
import assert from "node:assert/strict";

export async function fitsItsWindow(page) {
  const { wide, room, culprits } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const boxed = (element) => element.closest(".scroll, .bar nav, [role=region], svg, iframe");
    const culprits = Array.from(document.body.querySelectorAll("*"))
      .filter((element) => !boxed(element) && element.getBoundingClientRect().right > room + 1)
      .slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
    return { wide: document.documentElement.scrollWidth, room, culprits };
  });
  assert.ok(wide <= room, `${wide} px in a window of ${room}: ${culprits.join(" … ")}`);
}

// Chart by chart: has a name; its labels lie inside and do not lie on one another.
export async function chartsAreSound(page) {
  const { count, problems } = await page.evaluate(() => {
    const problems = [];
    const charts = Array.from(document.querySelectorAll("svg.chart"));
    for (const chart of charts) {
      const name = chart.querySelector("title")?.textContent ?? "";
      if (chart.getAttribute("role") !== "img" || !name) problems.push("a chart without a name");
      const box = chart.getBoundingClientRect();
      if (box.width === 0) continue;  // folded up
      const labels = Array.from(chart.querySelectorAll("text"), (text) => ({
        words: text.firstChild?.textContent ?? "", slanted: text.hasAttribute("transform"), box: text.getBoundingClientRect(),
      })).filter((label) => label.box.width > 0);
      for (const label of labels) {
        const over = Math.max(box.left - label.box.left, label.box.right - box.right, box.top - label.box.top,
          label.box.bottom - box.bottom);
        if (over > 2) problems.push(`"${label.words}" stands out of "${name}" by ${over.toFixed(1)} px`);
      }
      const level = labels.filter((label) => !label.slanted);
      for (let i = 0; i < level.length && level.length < 400; ++i) {
        for (let j = i + 1; j < level.length; ++j) {
          const a = level[i].box, b = level[j].box;
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 4) problems.push(`"${level[i].words}" and "${level[j].words}" overlap in "${name}"`);
        }
      }
    }
    return { count: charts.length, problems };
  });
  assert.ok(count > 0, "no charts");
  assert.deepEqual(problems.slice(0, 5), []);
}

const board = "table.board[data-sortable]";
const heading = (page, column) => page.locator(board).first().locator("thead th").nth(column);

const columnOf = (page, column) => page.locator(board).first().evaluate((table, at) =>
  Array.from(table.tBodies[0].rows, (row) => {
    const value = row.cells[at].dataset.value;
    return value === undefined ? row.cells[at].textContent.trim().toLowerCase() : value === "" ? null : Number(value);
  }), column);

function assertSorted(values, order, column) {
  const known = values.filter((value) => value !== null);
  assert.deepEqual(values.slice(known.length), values.slice(known.length).map(() => null), "absent values are not last");
  for (let i = 1; i < known.length; ++i) {
    const rises = known[i - 1] <= known[i];
    const falls = known[i - 1] >= known[i];
    assert.ok(order === "ascending" ? rises : falls, `column ${column} is not ${order}: ${known.join(", ")}`);
  }
}

// Sorts by every heading that offers it, twice; `press` clicks or uses the keyboard.
async function sorts(page, press) {
  const columns = await page.locator(board).first().locator("thead th").count();
  let sortable = 0;
  for (let column = 0; column < columns; ++column) {
    const button = heading(page, column).locator("button");
    if (await button.count() === 0) continue;
    ++sortable;
    const orders = [];
    for (let time = 0; time < 2; ++time) {
      await press(button, time);
      const order = await heading(page, column).getAttribute("aria-sort");
      assert.match(order ?? "", /^(ascending|descending)$/);
      assert.equal(await page.locator(board).first().locator("th[aria-sort]").count(), 1, "two columns say they are sorted by");
      assertSorted(await columnOf(page, column), order, column);
      orders.push(order);
    }
    assert.notEqual(orders[0], orders[1], "a second press does not turn the order");
  }
  assert.ok(sortable >= 3, `only ${sortable} columns can be sorted by`);
}

export const sortsByMouse = (page) => sorts(page, (button) => button.click());

export async function sortsByKeyboard(page) {
  await page.evaluate(() => document.activeElement.blur());
  for (let steps = 0; ; ++steps) {
    assert.ok(steps < 200, "no heading is reached by Tab");
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches("th button"))) break;
  }
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", "the focus cannot be seen");
  await sorts(page, async (button, time) => {
    await button.focus();
    await page.keyboard.press(time === 0 ? "Enter" : "Space");
  });
}

const shown = (page) => page.locator("tbody tr[data-name]:visible").count();

export async function filters(page) {
  const before = await shown(page);
  assert.ok(before > 1);
  const field = page.locator("#filter");
  const name = await page.locator("tbody tr[data-name]").first().getAttribute("data-name");
  const word = name.split(/[\s/]/)[1];
  await field.focus();
  await page.keyboard.type(word.toUpperCase());
  const rows = await page.locator("tbody tr[data-name]:visible").evaluateAll((all) => all.map((row) => row.dataset.name));
  assert.ok(rows.length > 0 && rows.length < before, `${rows.length} of ${before} rows are left by "${word}"`);
  for (const row of rows) assert.ok(row.toLowerCase().includes(word.toLowerCase()), `${row} is left by "${word}"`);
  await field.fill("(.*[+?^$\\");
  assert.equal(await shown(page), 0, "letters of patterns are letters");
  await field.fill("");
  assert.equal(await shown(page), before, "an emptied filter does not bring rows back");
}

// A cell of the grid opens its transcript; Escape closes it and the focus is back.
export async function readsFromTheGrid(page) {
  const link = page.locator("table.grid a:visible").first();
  await link.focus();
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog#reader");
  await dialog.waitFor({ state: "visible" });
  const body = dialog.locator("> div");
  await readsSomething(body, "the transcript");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await link.evaluate((element) => element === document.activeElement), "the focus is lost");
  await link.click();
  await dialog.waitFor({ state: "visible" });
  await dialog.locator("[data-step='1 0']").click();
  await readsSomething(body, "the next transcript");
  await dialog.locator("[data-close]").click();
  await dialog.waitFor({ state: "hidden" });
}

// What can be read of a transcript inside at this moment, in a frame or not; not its name.
async function spoken(within) {
  const frame = within.locator("iframe");
  if (await frame.count() > 0)
    return (await frame.first().contentFrame().locator("body").innerText({ timeout: 1000 })).trim();
  return (await within.locator("> :not(summary):visible").allInnerTexts()).join(" ").trim();
}

// Frames come with an event that follows the opening, and load in their own time.
async function readsSomething(within, what) {
  const patience = performance.now() + 15_000;
  while (performance.now() < patience) {
    const text = await spoken(within).catch(() => "");  // a frame that is replaced while it is read
    if (text.length > 40) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`${what} is empty`);
}

// A folded transcript holds nothing to see, or nothing at all, until it is opened.
export async function opensOnDemand(page) {
  for (const fold of await page.locator("details:has(details.transcript):not([open])").all())
    await fold.evaluate((element) => { element.open = true; });
  const first = page.locator("details.transcript").first();
  assert.equal(await first.locator("iframe").count(), 0, "loaded before it was asked for");
  assert.ok(!(await first.evaluate((element) => element.open)));
  await first.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await first.evaluate((element) => element.open));
  await readsSomething(first, "the transcript");
}

export async function worksWithoutScripts(page, rows) {
  const found = await page.evaluate(() => ({
    rows: document.querySelectorAll("tbody tr[data-name]").length,
    charts: Array.from(document.querySelectorAll("svg.chart")).filter((chart) => chart.getBoundingClientRect().width > 0).length,
    controls: Array.from(document.querySelectorAll("[data-script]")).filter((control) => control.getBoundingClientRect().width > 0).length,
    links: document.querySelectorAll("table.grid a[href]").length,
  }));
  assert.equal(found.rows, rows);
  assert.ok(found.charts > 0, "no charts");
  assert.equal(found.controls, 0, "controls that do nothing are shown");
  assert.ok(found.links > 0, "no way to a transcript");
}

// On paper: all is open, light, and nothing is cut off at the side.
export async function printsWhole(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const found = await page.evaluate(() => {
    const folded = Array.from(document.querySelectorAll("main details:not([open]):not([data-src])")).length;
    // A chart may have a narrow twin for telephones, of which one is shown.
    const titles = new Set(Array.from(document.querySelectorAll("main svg.chart"))
      .filter((chart) => chart.checkVisibility()).map((chart) => chart.querySelector("title").textContent));
    const hidden = Array.from(document.querySelectorAll("main :is(p, li, td, th, h2, h3, h4, dt, dd, figcaption, svg.chart)"))
      .filter((element) => !element.closest("[data-script], details[data-src], iframe") &&
        !element.checkVisibility({ visibilityProperty: true }) &&
        !(element.matches("svg") && titles.has(element.querySelector("title").textContent)))
      .map((element) => element.outerHTML.slice(0, 100));
    const cut = Array.from(document.querySelectorAll("main .scroll"))
      .filter((box) => getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1)
      .map((box) => box.getAttribute("aria-label"));
    const charts = Array.from(document.querySelectorAll("main svg.chart"))
      .filter((chart) => chart.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((chart) => chart.querySelector("title").textContent.slice(0, 60));
    const ground = getComputedStyle(document.body).backgroundColor;
    return { folded, hidden: hidden.slice(0, 3), cut: cut.slice(0, 3), charts: charts.slice(0, 3), ground };
  });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual({ folded: found.folded, hidden: found.hidden, cut: found.cut, charts: found.charts },
    { folded: 0, hidden: [], cut: [], charts: [] });
  assert.ok(brightness(found.ground) > 0.9, `paper is ${found.ground}`);
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 10_000);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
}

const brightness = (colour) => {
  const parts = colour.match(/[\d.]+/g).map(Number);
  if (parts.length > 3 && parts[3] === 0) return 1;  // nothing but the white of the paper
  return (parts[0] + parts[1] + parts[2]) / 3 / 255;
};

export async function followsTheScheme(page) {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  assert.ok(brightness(await ground()) > 0.8);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok(brightness(await ground()) < 0.25);
  await page.locator("#theme").click();
  assert.ok(brightness(await ground()) > 0.8, "the button does not turn the scheme");
  await page.locator("#theme").click();
  assert.ok(brightness(await ground()) < 0.25);
  await page.emulateMedia({ colorScheme: "light" });
}

// Serious and critical faults fail; lesser ones are returned to be told.
export async function isAccessible(page, axe, where = "") {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { iframes: false, resultTypes: ["violations"] }));
  const say = (fault) => `${fault.impact} ${fault.id}: ${fault.help} (${fault.nodes.length}, ` +
    `${fault.nodes[0].html.slice(0, 120)} ${fault.nodes[0].any?.[0]?.message ?? ""})`;
  const grave = result.violations.filter((fault) => ["serious", "critical"].includes(fault.impact));
  assert.deepEqual(grave.map(say), [], where);
  return result.violations.map(say);
}

// Nothing a stranger wrote became anything but text.
export async function holdsNothingForeign(page) {
  const found = await page.evaluate(() => {
    const all = Array.from(document.querySelectorAll("*"));
    const text = document.documentElement.textContent;
    return {
      pwned: window.__pwned,
      scripts: document.scripts.length,
      elements: all.filter((element) => ["IMG", "IMAGE", "OBJECT", "EMBED", "FORM", "BASE", "LINK", "FOREIGNOBJECT", "U", "I"]
        .includes(element.tagName.toUpperCase())).map((element) => element.outerHTML.slice(0, 80)),
      handlers: all.flatMap((element) => Array.from(element.attributes)).filter((attribute) => /^on/i.test(attribute.name))
        .map((attribute) => attribute.name),
      links: all.flatMap((element) => ["href", "src", "xlink:href", "action"].map((name) => element.getAttribute(name)))
        .filter((link) => link !== null && !/^(#|[\w%.-]+\/[\w.-]+(#[\w-]*)?$|[\w%.-]+\.html(#[\w-]*)?$)/.test(link)).map((link) => link.slice(0, 80)),
      // eslint-disable-next-line no-control-regex
      raw: (text.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe]/g) ?? []).length,
    };
  });
  assert.deepEqual(found, { pwned: undefined, scripts: found.scripts, elements: [], handlers: [], links: [], raw: 0 });
  assert.ok(found.scripts <= 1, `${found.scripts} scripts`);
}
