// A headless Chromium, and pages of it that are watched.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

export const executable = process.env.CHROMIUM || "/usr/bin/chromium";
export const missing = () => (existsSync(executable) ? "" : `no browser at ${executable} (set CHROMIUM)`);

export function start() {
  return chromium.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
}

// Opens a file. `faults` gathers whatever a page must never do: errors, dialogs, requests that
// leave the disk, windows of its own. `seconds` passed until it was shown, of which the page's own
// thread was `working` so many: a busy machine does not change that.
export async function open(browser, file, options = {}) {
  const { width = 1280, height = 900, ...context } = options;
  const at = await browser.newContext({ viewport: { width, height }, offline: false, ...context });
  at.setDefaultTimeout(120_000);  // machines may be busy
  const page = await at.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("popup", (popup) => faults.push(`window: ${popup.url()}`));
  at.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("file:") && url !== "about:blank") faults.push(`request: ${url}`);
  });
  const metrics = await at.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  if (options.javaScriptEnabled !== false)
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  const seconds = (performance.now() - started) / 1000;
  const { metrics: figures } = await metrics.send("Performance.getMetrics");
  const working = figures.find((figure) => figure.name === "TaskDuration").value;
  return { page, faults, seconds, working, close: () => at.close() };
}
