// Pages broken on purpose, each with the check that must find it: a check that cannot fail says nothing.
import * as checks from "./page_checks.js";

// At the end of a page's content, without the policy that would stop most of this by itself.
const spoilt = (html, addition) =>
  html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace("</main>", `${addition}</main>`);

const added = (name, addition, check, options = {}) =>
  ({ name, make: (html) => spoilt(html, addition), check, options });

export const mutants = (axe) => [
  added("something wide", '<p style="width:3000px;max-width:none">wide</p>', checks.fitsItsWindow),
  { name: "a label outside of its chart", make: (html) => html.replace(/(<text class="[^"]*e" x=")/, "$1-900"), check: checks.chartsAreSound, options: {} },
  added("rows out of order", `<script>addEventListener("click", (event) => {
    const body = event.target.closest?.("table")?.tBodies[0];
    if (body) body.append(body.rows[0]);
  })</script>`, checks.sortsByMouse),
  // When the page has loaded: before, its own script may not have made the buttons yet.
  added("headings beyond the keyboard", `<script>addEventListener("load", () => {
    for (const button of document.querySelectorAll("th button")) button.tabIndex = -1;
  })</script>`, checks.sortsByKeyboard),
  added("a filter that hides nothing", '<style>[hidden]{display:table-row!important}</style>', checks.filters),
  added("a dialog that stays empty", '<style>#reader > div{display:none}</style>', checks.readsFromTheGrid),
  added("transcripts that are not there", '<style>details.transcript > *{font-size:0;display:none}</style>', checks.opensOnDemand),
  added("light in the dark", '<style>body{background:#fff!important}</style>', checks.followsTheScheme),
  added("paper without sentences", '<style>@media print{main p{display:none!important}}</style>', checks.printsWhole),
  added("charts that a script would draw", '<style>svg.chart{display:none!important}</style>',
    async (page) => checks.worksWithoutScripts(page, await page.locator("tbody tr[data-name]").count()), { javaScriptEnabled: false }),
  added("a button without a name", '<button type="button"></button>', (page) => checks.isAccessible(page, axe)),
  added("grey on grey", '<p style="color:#777;background:#888">grey</p>', (page) => checks.isAccessible(page, axe)),
  added("a picture", "<img src=x>", checks.holdsNothingForeign),
  added("a script", "<script>window.__pwned = 1</script>", checks.holdsNothingForeign),
  added("a link that runs", '<a href="javascript:1">x</a>', checks.holdsNothingForeign),
  added("a link to elsewhere", '<a href="https://example.invalid/">x</a>', checks.holdsNothingForeign),
  added("a handler", '<p onclick="1">x</p>', checks.holdsNothingForeign),
  added("text turned round", "<p>\u202Etxt</p>", checks.holdsNothingForeign),
  added("an escape", "<p>\u001b[2J</p>", checks.holdsNothingForeign),
  added("an error", "<script>throw new Error('mutant')</script>", () => {}),
  added("a dialog", "<script>alert(1)</script>", () => {}),
  added("a request", '<img alt="" src="https://example.invalid/x.png">', () => {}),
];
