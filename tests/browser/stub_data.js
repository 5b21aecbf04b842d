// Databases and reports, made by attune's own commands in a folder of their own.
import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

// What attune prints; throws with its message where it fails.
export async function attune(binary, args, cwd) {
  const { stdout } = await run(binary, args, {
    cwd,
    maxBuffer: 1 << 28,
    timeout: 600_000,
    killSignal: "SIGKILL",
    env: { ...process.env, NO_COLOR: "1", XDG_STATE_HOME: cwd },
  });
  return stdout;
}

const subjects = (names) => names.flatMap((name) => ["--subject", name]);

async function report(binary, cwd, name) {
  const started = performance.now();
  await attune(binary, ["report", "--db", `${name}.db`, "--out", `${name}.html`], cwd);
  return { page: path.join(cwd, `${name}.html`), seconds: (performance.now() - started) / 1000 };
}

// Two packs, three releases of two subjects, comparisons: every section of a page has something.
export async function smallReport(binary, cwd) {
  const db = ["--db", "small.db"];
  const judge = ["--judge", "stub/judge"];
  for (const release of ["r1", "r2", "2026-10-final"]) {
    await attune(binary, ["run", ...db, "--pack", "intensity", "--pack", "roleplay", "--limit", "8",
      ...subjects(["stub/skill-85", "stub/skill-60"]), ...judge, "--release", release], cwd);
  }
  await attune(binary, ["duel", ...db, "--pack", "roleplay", "--limit", "6",
    ...subjects(["stub/skill-60", "stub/skill-75", "stub/skill-90"]), ...judge], cwd);
  return report(binary, cwd, "small");
}

// Copies of the shipped scenarios under names of their own.
async function largePack(source, folder, scenarios) {
  await mkdir(folder, { recursive: true });
  const manifest = await readFile(path.join(source, "pack.toml"), "utf8");
  const files = (await readdir(source)).filter((name) => name.endsWith(".toml") && name !== "pack.toml");
  let all = [];
  for (const file of files) {
    const text = await readFile(path.join(source, file), "utf8");
    all.push(...text.split(/^\[\[scenario\]\]$/m).slice(1));
  }
  const made = [];
  for (let i = 0; i < scenarios; ++i) {
    const scenario = all[i % all.length];
    made.push("[[scenario]]" + scenario.replace(/^id = "(.*)"$/m, `id = "$1-${i}"`));
  }
  await writeFile(path.join(folder, "all.toml"), made.join("\n"));
  await writeFile(path.join(folder, "pack.toml"),
    manifest.replace(/^scenarios = .*$/m, 'scenarios = ["all.toml"]').replace(/^id = .*$/m, 'id = "large"'));
}

// 40 subjects on 200 scenarios: transcripts stand beside the page.
export async function largeReport(binary, cwd, packs) {
  await largePack(path.join(packs, "intensity"), path.join(cwd, "large"), 200);
  const names = Array.from({ length: 40 }, (_, i) => `stub/skill-${40 + i}`);
  await attune(binary, ["run", "--db", "large.db", "--pack", "large", ...subjects(names)], cwd);
  return report(binary, cwd, "large");
}

// What somebody could write to run something, break out, or turn text round. `mark` tells where
// it came from.
const escape = "\u001b";
export const attack = (mark) =>
  `<script>window.__pwned='${mark}'</script><img src=x onerror="window.__pwned='${mark}'">` +
  `</script></style></title></textarea><svg onload=window.__pwned=1><a href="javascript:window.__pwned=2">${mark}</a>` +
  `" onmouseover="window.__pwned=3" x="' onfocus='window.__pwned=4' autofocus='` +
  `<!-- <iframe src="https://example.invalid/${mark}"></iframe> --> ]]> &lt;b&gt; &#60;script&#62;` +
  ` [link](javascript:window.__pwned=5) https://example.invalid/${mark}` +
  ` \u202Egnp.exe\u202C \u2066turned\u2069 ${escape}[31mred${escape}]0;title\u0007 \u0000nul \uFFFE end of ${mark}`;

// An OpenAI-compatible endpoint whose every word is an attack. "judge" marks, "mute" says nothing
// that could be marked.
async function hostileEndpoint() {
  const marks = ["kindness", "insight"];
  const reply = (body) => {
    if (body.model === "judge") {
      return JSON.stringify({ reasoning: attack("rationale"), ...Object.fromEntries(
        marks.map((name, i) => [name, 10 + ((JSON.stringify(body.messages).length + 3 * i) % 9)])) });
    }
    return attack("reply");
  };
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => { text += chunk; });
    request.on("end", () => {
      const body = text ? JSON.parse(text) : {};
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({
        id: "1", object: "chat.completion", model: attack("served"), system_fingerprint: attack("print"),
        choices: [{ index: 0, finish_reason: "stop",
          message: { role: "assistant", content: reply(body), reasoning_content: attack("reasoning") } }],
        usage: { prompt_tokens: text.length, completion_tokens: 900, total_tokens: text.length + 900 },
      }));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

// As TOML writes a basic string.
const toml = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

async function hostilePack(folder) {
  await mkdir(folder, { recursive: true });
  const criterion = (name) => `[[rubric.talk]]\nname = ${toml(name)}\ncounted = true\nasks = ${toml(attack("asks"))}\n`;
  await writeFile(path.join(folder, "pack.toml"), `id = "hostile"
version = "1.0.0"
title = ${toml(attack("title").replaceAll("\u0000", ""))}
licence = ${toml(attack("licence").replaceAll("\u0000", ""))}
language = "en"
scorers = ["rubric"]
groups = ["theme"]
scenarios = ["all.toml"]

[provenance]
references = ${toml(attack("references").replaceAll("\u0000", ""))}
limits = ${toml(attack("limits").replaceAll("\u0000", ""))}

[prompts]
talk = '''{setting} {cue}'''

${criterion("kindness")}
${criterion("insight")}
`.replaceAll("\\u0000", ""));
  const scenarios = [];
  for (let i = 0; i < 4; ++i) {
    scenarios.push(`[[scenario]]
id = ${toml(`<u>${i}</u>"'&javascript:1`)}
kind = "talk"
title = "plain"
setting = ${toml(attack("setting"))}
cues = [${toml(attack("cue"))}]
tags = { theme = ${toml(`<i>${i % 2}</i>" onclick="window.__pwned=9`)} }
`);
  }
  await writeFile(path.join(folder, "all.toml"), scenarios.join("\n").replaceAll("\\u0000", ""));
}

// Every text that a stranger can bring into a report is an attack. With many repeats transcripts
// stand beside the page.
export async function hostileReport(binary, cwd, name = "hostile", repeats = 1) {
  const server = await hostileEndpoint();
  try {
    await hostilePack(path.join(cwd, "hostile"));
    await writeFile(path.join(cwd, "hostile.toml"),
      `[endpoint.hostile]\nwire = "openai"\nbase_url = "http://127.0.0.1:${server.address().port}/v1"\n`);
    const names = ['hostile/<script>window.__pwned="subject"</script>', `hostile/"><img src=x onerror=window.__pwned=6>`,
      "hostile/javascript:window.__pwned=7", "hostile/\u202Etxt.exe"];
    for (const release of ["r1", '"><script>window.__pwned="release"</script>']) {
      await attune(binary, ["run", "-c", "hostile.toml", "--db", `${name}.db`, "--pack", "hostile", "--repeat", String(repeats),
        ...subjects(names), "--judge", "hostile/judge", "--judge", "hostile/mute<b>", "--release", release], cwd)
        .catch((error) => { if (error.code !== 1) throw error; });  // 1: the mute judge marks nothing
    }
    const started = performance.now();
    await attune(binary, ["report", "--db", `${name}.db`, "--out", `${name}.html`, "--title", attack("report").replaceAll("\u0000", "")], cwd);
    return { page: path.join(cwd, `${name}.html`), seconds: (performance.now() - started) / 1000 };
  } finally {
    server.close();
  }
}
