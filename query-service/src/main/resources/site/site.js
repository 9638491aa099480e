/* Makes the pages pleasanter. Whatever it does can be done without it: it only asks for pages that a link or a form would
   ask for too, and puts in place what has changed. */
"use strict";
(() => {
  const QUIET = 160;
  const LEAST = 2;
  const OFFERED = 8;
  const SWAPPED = ".filters a, .sortable thead a, .pager a";

  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);

  /* What is shown, without the part after #, which is the browser's own matter. */
  let shown = location.pathname + location.search;
  let underWay = null;
  let timer = 0;

  const say = text => { status.textContent = text ? text.trim() : ""; };
  const field = () => document.getElementById("search");
  const plain = event => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  /* The page as a document; null if it cannot be had, undefined if a newer question has overtaken this one. */
  const load = async address => {
    underWay?.abort();
    const asked = new AbortController();
    underWay = asked;
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (asked !== underWay) {
        return undefined;
      }
      const page = new DOMParser().parseFromString(text, "text/html");
      return page.querySelector("main") ? page : null;
    } catch (error) {
      return asked === underWay ? null : undefined;
    }
  };

  const swap = (selector, page) => {
    const mine = document.querySelector(selector);
    const fresh = page.querySelector(selector);
    if (mine && fresh) {
      mine.replaceWith(fresh);
    }
  };

  const head = page => {
    document.title = page.title;
    const links = 'link[rel="alternate"], link[rel="canonical"], meta[name="robots"]';
    document.head.querySelectorAll(links).forEach(link => link.remove());
    document.head.append(...page.head.querySelectorAll(links));
    [".traveller", ".ribbon", ".foot"].forEach(part => swap(part, page));
  };

  /* Filters, order and pages of a list: the list changes, the place on the page stays. */
  const follow = async (address, from, push) => {
    const page = await load(address);
    if (page === undefined) {
      return;
    }
    if (page === null) {
      location.assign(address);
      return;
    }
    const group = from?.closest("nav")?.getAttribute("aria-label");
    const paged = from?.closest(".pager");
    const section = from?.closest("section[id]")?.id;
    if (push) {
      history.pushState(null, "", address);
    }
    head(page);
    swap("main", page);
    shown = location.pathname + location.search;
    const main = document.querySelector("main");
    const again = paged
        ? main
        : [...main.querySelectorAll("nav")].find(nav => nav.getAttribute("aria-label") === group)
                ?.querySelector("[aria-current]") ?? main.querySelector(`${section ? `#${section} ` : ""}th[aria-sort] a`);
    again?.focus({ preventScroll: true });
    if (paged) {
      main.scrollIntoView();
    }
    say(main.querySelector(".counted, .nothing, .pager p")?.textContent);
  };

  document.addEventListener("click", event => {
    const link = event.target.closest(SWAPPED);
    if (link && plain(event) && link.pathname === location.pathname && link.origin === location.origin) {
      event.preventDefault();
      follow(link.href, link, true);
    }
  });

  addEventListener("popstate", () => {
    if (shown !== location.pathname + location.search) {
      follow(location.href, null, false);
    }
  });

  /* Search as one types. On the page of results they change in place; elsewhere the first ones are offered below. */
  const question = form => {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) {
      if (value.trim()) {
        address.searchParams.set(name, value.trim());
      }
    }
    return address;
  };

  const answered = async input => {
    const address = question(input.form);
    const page = await load(address);
    if (!page || input !== field()) {
      return;
    }
    head(page);
    const main = document.querySelector("main");
    main.querySelectorAll(":scope > :not(.title)").forEach(part => part.remove());
    main.append(...page.querySelectorAll("main > :not(.title)"));
    history.replaceState(null, "", address);
    shown = location.pathname + location.search;
    say(main.querySelector("#results-title")?.textContent);
  };

  const list = () => document.getElementById("search-hits");

  const close = () => {
    underWay?.abort();
    clearTimeout(timer);
    list()?.remove();
    field()?.setAttribute("aria-expanded", "false");
    field()?.removeAttribute("aria-activedescendant");
  };

  const option = (number, href, ...content) => {
    const item = document.createElement("li");
    item.id = `search-hit-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.href = href;
    item.append(...content);
    return item;
  };

  const offered = async input => {
    const address = question(input.form);
    const page = await load(address);
    if (!page || input !== document.activeElement) {
      return;
    }
    const remark = page.querySelector("#results-title")?.textContent;
    if (!remark) {
      return;
    }
    const hits = [...page.querySelectorAll(".results .entry")].slice(0, OFFERED);
    const box = document.createElement("ul");
    box.id = "search-hits";
    box.className = "hits";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", input.form.dataset.hits);
    hits.forEach((hit, number) => {
      const title = hit.querySelector(".question");
      const words = document.createElement("span");
      words.lang = title.closest("[lang]").lang;
      words.append(...title.cloneNode(true).childNodes);
      const kind = document.createElement("span");
      kind.className = "kind-of soft";
      kind.textContent = hit.querySelector(".kind-of").textContent;
      box.append(option(number, title.getAttribute("href"), words, kind));
    });
    box.append(option(hits.length, address.href, remark));
    box.lastChild.className = "all-hits";
    list()?.remove();
    input.form.append(box);
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    say(remark);
  };

  const choose = (input, step) => {
    const options = [...list().children];
    const old = options.findIndex(item => item.id === input.getAttribute("aria-activedescendant"));
    const next = old < 0 && step < 0 ? options.length - 1 : (old + step + options.length) % options.length;
    options.forEach((item, number) => item.setAttribute("aria-selected", String(number === next)));
    options[next].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[next].id);
  };

  const here = input => new URL(input.form.action).pathname === location.pathname;

  document.addEventListener("focusin", event => {
    const input = event.target;
    if (input === field() && !here(input) && !input.hasAttribute("aria-expanded")) {
      input.autocomplete = "off";
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-controls", "search-hits");
      input.setAttribute("aria-expanded", "false");
    }
  });

  document.addEventListener("input", event => {
    const input = event.target;
    if (input !== field() || event.isComposing) {
      return;
    }
    clearTimeout(timer);
    if (here(input)) {
      timer = setTimeout(answered, QUIET, input);
    } else if (input.value.trim().length < LEAST) {
      close();
    } else {
      timer = setTimeout(offered, QUIET, input);
    }
  });

  document.addEventListener("focusout", event => {
    if (event.target === field() && list()) {
      close();
    }
  });

  document.addEventListener("mousedown", event => {
    if (event.target.closest("#search-hits")) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", event => {
    const item = event.target.closest("#search-hits [role=option]");
    if (item) {
      location.assign(item.dataset.href);
    }
  });

  const amongHits = (event, step) => {
    const hits = [...document.querySelectorAll(".results .question")];
    const next = hits.indexOf(document.activeElement) + step;
    const to = next < 0 ? field() : hits[next];
    if (to) {
      event.preventDefault();
      to.focus();
    }
  };

  document.addEventListener("keydown", event => {
    const input = field();
    const open = event.target === input && list();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const hit = event.target.closest?.(".results .question");
    if (event.isComposing) {
      return;
    }
    if (open && step) {
      event.preventDefault();
      choose(input, step);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (open && event.key === "Enter" && input.hasAttribute("aria-activedescendant")) {
      event.preventDefault();
      document.getElementById(input.getAttribute("aria-activedescendant")).click();
    } else if (step && (hit || (event.target === input && step > 0))) {
      amongHits(event, step);
    } else if (hit && event.key === "Escape") {
      input?.focus();
    } else if (event.key === "Escape") {
      const traveller = document.querySelector(".traveller[open]");
      if (traveller) {
        traveller.open = false;
        traveller.querySelector("summary").focus();
      }
    }
  });

  /* Dates */
  document.addEventListener("click", event => {
    const traveller = document.querySelector(".traveller[open]");
    if (traveller && !traveller.contains(event.target)) {
      traveller.open = false;
    }
  });

  /* An address says what was chosen, and nothing of what was left empty */
  document.addEventListener("formdata", event => {
    if (event.target.method === "get") {
      [...event.formData].filter(([, value]) => value === "").forEach(([name]) => event.formData.delete(name));
    }
  });

  /* A file against the digest registered for it */
  const check = document.querySelector("[data-digest]");
  if (check && window.crypto?.subtle) {
    const output = check.querySelector("output");
    check.hidden = false;
    check.querySelector("input").addEventListener("change", async event => {
      const file = event.target.files[0];
      output.textContent = "";
      if (file) {
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
        const hex = [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
        const same = hex === check.dataset.digest;
        output.className = same ? "same" : "other";
        output.textContent = same ? check.dataset.same : check.dataset.other;
      }
    });
  }
})();
