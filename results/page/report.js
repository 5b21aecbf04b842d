// Sorting, filtering, looking into transcripts, light and dark. The page reads without it. Nothing
// here makes markup out of data: texts are set as texts.
"use strict";
(() => {
  const all = (selector, at = document) => Array.from(at.querySelectorAll(selector));
  const make = (name, text) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    return element;
  };

  // Sorting: a button in every heading of a sortable table.
  const key = (row, column) => {
    const cell = row.cells[column];
    const value = cell.dataset.value;
    return value === undefined ? cell.textContent.trim().toLowerCase() : value === "" ? null : Number(value);
  };
  const sort = (table, column, order) => {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row, place) => ({ row, place, key: key(row, column) }));
    const sign = order === "ascending" ? 1 : -1;
    rows.sort((a, b) => {
      if (a.key === null || b.key === null)
        return (a.key === null) - (b.key === null) || a.place - b.place;
      return (a.key < b.key ? -sign : a.key > b.key ? sign : 0) || a.place - b.place;
    });
    body.append(...rows.map((entry) => entry.row));
    for (const th of table.tHead.rows[0].cells) th.removeAttribute("aria-sort");
    table.tHead.rows[0].cells[column].setAttribute("aria-sort", order);
  };
  for (const table of all("table[data-sortable]")) {
    Array.from(table.tHead.rows[0].cells).forEach((th, column) => {
      if (th.dataset.sort === "no") return;
      const button = make("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => {
        const first = th.dataset.sort || "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        sort(table, column, th.getAttribute("aria-sort") === first ? other : first);
      });
    });
  }

  // One field filters every row that stands for a subject.
  const filter = document.getElementById("filter");
  const named = all("[data-name]");
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of named) {
      const name = row.dataset.name.toLowerCase();
      row.hidden = !words.every((word) => name.includes(word));
    }
  };
  if (filter) filter.addEventListener("input", apply);

  // The grid of samples: by subject, scenario, outcome and points.
  for (const tools of all(".tools")) {
    const table = document.getElementById(tools.dataset.grid);
    const fields = Object.fromEntries(all("[name]", tools).map((field) => [field.name, field]));
    const output = tools.querySelector("output");
    const heads = Array.from(table.tHead.rows[0].cells).slice(1);
    const narrow = () => {
      const has = (text, field) => text.toLowerCase().includes(field.value.trim().toLowerCase());
      const shown = heads.map((head) => has(head.textContent, fields.subject));
      heads.forEach((head, i) => { head.hidden = !shown[i]; });
      const least = fields.least.value === "" ? -Infinity : Number(fields.least.value);
      const most = fields.most.value === "" ? Infinity : Number(fields.most.value);
      const bounded = least > -Infinity || most < Infinity;
      const outcome = fields.outcome.value;
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !has(row.cells[0].textContent, fields.scenario);
        for (let i = 0; i < heads.length; i++) {
          const cell = row.cells[i + 1];
          cell.hidden = !shown[i];
          const text = cell.textContent;
          const points = Number(text);
          const scored = text !== "" && !Number.isNaN(points);
          const fits = (outcome === "" || (outcome === "scored" ? scored : text === outcome)) &&
            (!bounded || (scored && points >= least && points <= most));
          cell.classList.toggle("dim", !fits);
          if (fits && text !== "" && shown[i] && !row.hidden) count++;
        }
      }
      output.textContent = count + " cells fit";
    };
    tools.addEventListener("input", narrow);
  }

  // Transcripts in files beside the page: read when they are opened. Their own way back, which a
  // frame may not go, is folded away at #framed, and at the headings, #f1, of what stands at #s1.
  const frame = (source, title) => {
    const iframe = make("iframe");
    iframe.setAttribute("sandbox", "");
    iframe.title = title;
    iframe.src = source;
    return iframe;
  };
  for (const details of all("details.transcript[data-src]")) {
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector("iframe")) return;
      details.append(frame(details.dataset.src + "#framed", details.querySelector("summary").textContent));
    });
  }

  // A cell of the grid opens its transcript over the page.
  const dialog = document.getElementById("reader");
  const body = dialog && dialog.querySelector("div");
  let cell = null;
  const open = (link) => {
    const href = link.getAttribute("href");
    const row = link.closest("tr");
    const grid = link.closest("table");
    const column = link.parentElement.cellIndex;
    const title = row.cells[0].textContent + " · " + grid.tHead.rows[0].cells[column].textContent;
    cell = link;
    dialog.querySelector("strong").textContent = title;
    body.replaceChildren();
    if (href.startsWith("#")) {
      const copy = document.getElementById(href.slice(1)).cloneNode(true);
      copy.removeAttribute("id");
      const holder = make("div");
      holder.append(...copy.children);
      all("summary", holder).slice(0, 1).forEach((summary) => summary.remove());
      body.append(holder);
    } else {
      body.append(frame(href.replace("#s", "#f"), title));
    }
    if (!dialog.open) dialog.showModal();
    body.scrollTop = 0;
  };
  const step = (down, right) => {
    let row = cell.closest("tr");
    let column = cell.parentElement.cellIndex;
    for (;;) {
      if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
      column += right;
      if (!row || column < 1 || column >= row.cells.length) return;
      const link = row.cells[column].querySelector("a");
      if (link && !row.hidden && !row.cells[column].hidden) return open(link);
    }
  };
  if (dialog && dialog.showModal) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("table.grid a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      open(link);
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    for (const button of all("[data-step]", dialog)) {
      const [down, right] = button.dataset.step.split(" ").map(Number);
      button.addEventListener("click", () => step(down, right));
    }
    dialog.addEventListener("close", () => {
      body.replaceChildren();
      if (cell) cell.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  // Light and dark: the system's choice until another is made; kept nowhere.
  const theme = document.getElementById("theme");
  if (theme) {
    const dark = () => {
      const chosen = document.documentElement.dataset.theme;
      return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    };
    const say = () => { theme.textContent = dark() ? "Light" : "Dark"; };
    // Frames follow the system alone: where another choice is made, their colours are turned.
    const system = matchMedia("(prefers-color-scheme: dark)");
    const turn = () => {
      document.documentElement.toggleAttribute("data-turned", dark() !== system.matches);
      say();
    };
    theme.addEventListener("click", () => {
      document.documentElement.dataset.theme = dark() ? "light" : "dark";
      turn();
    });
    system.addEventListener("change", turn);
    say();
  }

  // On paper everything is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open]):not([data-src])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  for (const control of all("[data-script]")) control.hidden = false;
})();
