// Opens reports in a real browser and checks what only a browser can tell.
//
//   node report_test.js ATTUNE [--packs DIR] [--small] [--shots DIR]
//
// --small leaves out the report of 40 subjects on 200 scenarios. --shots keeps pictures.
import { createRequire } from "node:module";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packs: { type: "string", default: path.join(here, "../../scenarios/packs") },
    small: { type: "boolean", default: false },
    shots: { type: "string" },
  },
});
if (positionals.length !== 1) {
  console.error("usage: node report_test.js ATTUNE [--packs DIR] [--small] [--shots DIR]");
  process.exit(2);
}
const binary = path.resolve(positionals[0]);

const kSkipped = 77;
function skip(why) {
  console.log(`browser tests skipped: ${why}`);
  process.exit(kSkipped);
}

const browserModule = await import("./browser.js").catch(() => null);
if (!browserModule) skip("tests/browser/node_modules is missing; scripts/browser_tests installs it");
const { missing, open, start } = browserModule;
if (missing()) skip(missing());
const checks = await import("./page_checks.js");
const data = await import("./stub_data.js");
const { mutants } = await import("./mutants.js");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// A page that hangs is a failure like any other.
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("took longer than 3 minutes")), 180_000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

let passed = 0;
const failures = [];
async function check(name, body) {
  try {
    const note = await inTime(body());
    ++passed;
    console.log(`pass  ${name}${note ? `: ${note}` : ""}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).split("\n").slice(0, 24).join("\n      ")}`);
  }
}

const browser = await start();
const folder = await mkdtemp(path.join(os.tmpdir(), "attune-browser-"));
if (values.shots) await mkdir(values.shots, { recursive: true });

// A check on a page of its own, which must have done nothing it should not.
function checkPage(name, file, options, body) {
  return check(name, async () => {
    const opened = await open(browser, file, options);
    try {
      const note = await body(opened.page, opened);
      if (opened.faults.length > 0) throw new Error(opened.faults.slice(0, 5).join("\n"));
      return note;
    } finally {
      await opened.close();
    }
  });
}

async function shoot(page, name) {
  if (values.shots) await page.screenshot({ path: path.join(values.shots, `${name}.png`), fullPage: true });
}

const sizeOf = async (file) => `${Math.round((await stat(file)).size / 1000)} kB`;
const widths = [390, 1280];
const schemes = ["light", "dark"];

async function checkEverywhere(name, file) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await checkPage(`${name}: fits ${width} px, ${colorScheme}, without a fault for anybody`, file, { width, colorScheme },
        async (page) => {
          await shoot(page, `${name}-${width}-${colorScheme}`);
          await checks.fitsItsWindow(page);
          await checks.chartsAreSound(page);
          const lesser = await checks.isAccessible(page, axe);
          return lesser.length > 0 ? `lesser faults: ${lesser.join("; ")}` : "";
        });
    }
  }
}

async function checkSmall({ page: file, seconds }) {
  await checkPage("small: opens from disk within 2 s", file, {}, async (page, { seconds: opening, working }) => {
    if (opening > 2 && working > 1) throw new Error(`it took ${opening.toFixed(2)} s, ${working.toFixed(2)} of them at work`);
    return `${opening.toFixed(2)} s, at work ${working.toFixed(2)} s, ${await sizeOf(file)}, made in ${seconds.toFixed(2)} s`;
  });
  await checkEverywhere("small", file);
  await checkPage("small: sorts by mouse", file, {}, checks.sortsByMouse);
  await checkPage("small: sorts by keyboard", file, {}, checks.sortsByKeyboard);
  await checkPage("small: filters", file, {}, checks.filters);
  await checkPage("small: reads transcripts from the grid", file, {}, checks.readsFromTheGrid);
  await checkPage("small: opens transcripts on demand", file, {}, checks.opensOnDemand);
  await checkPage("small: an open transcript has no fault for anybody", file, { colorScheme: "dark" }, async (page) => {
    await page.locator("table.grid a:visible").first().click();
    await page.locator("dialog#reader").waitFor({ state: "visible" });
    await shoot(page, "small-reader");
    await checks.isAccessible(page, axe);
  });
  await checkPage("small: follows light and dark, and its button", file, {}, checks.followsTheScheme);
  await checkPage("small: prints whole, light and open", file, { colorScheme: "dark" }, checks.printsWhole);
  await checkPage("small: has its sections", file, {}, async (page) => {
    for (const wanted of ["#methods", "table.board", "svg.chart", "table.grid", "h1"])
      if (await page.locator(wanted).count() === 0) throw new Error(`no ${wanted}`);
  });
  const opened = await open(browser, file);
  const rows = await opened.page.locator("tbody tr[data-name]").count();
  await opened.close();
  for (const width of widths) {
    await checkPage(`small: reads without scripts at ${width} px`, file, { width, javaScriptEnabled: false }, async (page) => {
      await checks.worksWithoutScripts(page, rows);
      await checks.fitsItsWindow(page);
    });
  }
}

// The checks themselves: each must find what is wrong with a page that is spoilt for it.
async function checkChecks({ page: file }) {
  const html = await readFile(file, "utf8");
  for (const mutant of mutants(axe)) {
    await check(`the checks find ${mutant.name}`, async () => {
      const spoilt = path.join(folder, "mutant.html");
      const text = mutant.make(html);
      if (text === html) throw new Error("the page is not changed");
      await writeFile(spoilt, text);
      const opened = await open(browser, spoilt, mutant.options);
      try {
        opened.page.setDefaultTimeout(3000);
        await mutant.check(opened.page);
      } catch {
        return;
      } finally {
        await opened.page.waitForTimeout(50);
        await opened.close();
      }
      if (opened.faults.length === 0) throw new Error("nothing was found");
    });
  }
}

// Pages of transcripts that stand beside a report.
async function sheetsOf(file) {
  const beside = file.replace(/\.html$/, "_files");
  const names = await readdir(beside).catch(() => []);
  return names.filter((name) => name.endsWith(".html")).map((name) => path.join(beside, name));
}

async function checkHostile({ page: file }) {
  for (const javaScriptEnabled of [true, false]) {
    await checkPage(`hostile: is nothing but text, scripts ${javaScriptEnabled ? "on" : "off"}`, file, { javaScriptEnabled },
      async (page) => {
        await page.waitForTimeout(300);
        await checks.holdsNothingForeign(page);
        for (const mark of ["reply", "rationale", "title"]) {
          const text = await page.evaluate(() => document.body.textContent);
          if (!text.includes(`window.__pwned='${mark}'</script>`)) throw new Error(`${mark} is not shown as written`);
          if (!text.includes("⟦U+202E⟧gnp.exe")) throw new Error("what turns text round is not named");
        }
        await page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
        await checks.fitsItsWindow(page);
      });
  }
  await checkEverywhere("hostile", file);
  await checkPage("hostile: sorting, filtering and reading run nothing", file, {}, async (page) => {
    await checks.sortsByMouse(page);
    await page.locator("#filter").fill(data.attack("filter"));
    await page.locator("#filter").fill("");
    await checks.readsFromTheGrid(page);
    await page.locator("table.grid a:visible").first().click();
    await checks.holdsNothingForeign(page);
  });
}

async function checkHostileBeside({ page: file }) {
  const sheets = await sheetsOf(file);
  await check("hostile: transcripts stand beside the page", async () => {
    if (sheets.length === 0) throw new Error("there are none");
    return `${sheets.length} pages`;
  });
  for (const sheet of [...sheets, file])
    await checkPage(`hostile: ${path.basename(sheet)} is nothing but text`, sheet, {}, checks.holdsNothingForeign);
  await checkPage("hostile: transcripts in frames run nothing", file, {}, async (page) => {
    await checks.readsFromTheGrid(page);
    await checks.opensOnDemand(page);
    for (const frame of page.frames()) {
      if (await frame.evaluate(() => window.__pwned) !== undefined) throw new Error(frame.url());
    }
  });
}

async function checkLarge({ page: file, seconds }) {
  await checkPage("large: 40 subjects on 200 scenarios open", file, {}, async (page, { seconds: opening, working }) => {
    const sorting = await page.evaluate(() => {
      const started = performance.now();
      document.querySelector("table.board th button").click();
      document.body.getBoundingClientRect();
      return performance.now() - started;
    });
    if (opening > 10 && working > 5) throw new Error(`it took ${opening.toFixed(1)} s`);
    return `${opening.toFixed(2)} s, at work ${working.toFixed(2)} s, sorted in ${sorting.toFixed(0)} ms, ${await sizeOf(file)} beside ` +
      `${(await sheetsOf(file)).length} pages of transcripts, made in ${seconds.toFixed(1)} s`;
  });
  for (const width of widths) {
    await checkPage(`large: fits ${width} px`, file, { width }, async (page) => {
      await checks.fitsItsWindow(page);
      await checks.chartsAreSound(page);
      await shoot(page, `large-${width}`);
    });
  }
  await checkPage("large: filters", file, {}, checks.filters);
  await checkPage("large: reads transcripts from the grid", file, {}, checks.readsFromTheGrid);
  await checkPage("large: opens transcripts on demand", file, {}, checks.opensOnDemand);
  const [sheet] = await sheetsOf(file);
  await checkPage("large: a page of transcripts fits 390 px, without a fault for anybody", sheet, { width: 390, colorScheme: "dark" },
    async (page) => {
      await shoot(page, "large-sheet");
      await checks.fitsItsWindow(page);
      await checks.isAccessible(page, axe);
    });
}

try {
  const small = await data.smallReport(binary, folder);
  await checkSmall(small);
  await checkChecks(small);
  await checkHostile(await data.hostileReport(binary, folder));
  await checkHostileBeside(await data.hostileReport(binary, folder, "beside", 14));
  if (!values.small) await checkLarge(await data.largeReport(binary, folder, values.packs));
} catch (error) {
  failures.push("making the reports");
  console.log(`FAIL  making the reports\n      ${error.stderr || error.stack}`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failures.length} failed${failures.length ? `: ${failures.join("; ")}` : ""}`);
process.exit(failures.length > 0 ? 1 : 0);
