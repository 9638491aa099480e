// What script adds to the workbench; every page does without it.
"use strict";

// A session that is about to end says so while there is time to stay. Every page of the workbench keeps it alive.
const leaving = document.querySelector("dialog[data-idle]");
const SEEN = "seen";
let lastSeen = 0;
const seen = () => {
  lastSeen = Date.now();
  try {
    localStorage.setItem(SEEN, lastSeen);
  } catch {
    // Other tabs will ask by themselves.
  }
};
if (leaving) {
  const idle = leaving.dataset.idle * 1000;
  const most = Date.now() + leaving.dataset.most * 1000;
  const warning = idle - leaving.dataset.asked * 1000;
  const text = document.getElementById("leaving-text");
  let toldOfTheEnd = false;

  const seenInAnotherTab = () => {
    try {
      return Number(localStorage.getItem(SEEN));
    } catch {
      return 0;
    }
  };
  const say = (words, end) => {
    const time = new Date(end).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const told = words.replace("{0}", time);
    if (text.textContent !== told) {
      text.textContent = told;
    }
    if (!leaving.open) {
      leaving.showModal();
    }
  };
  const look = () => {
    const resting = Math.max(lastSeen, seenInAnotherTab()) + idle;
    const end = Math.min(resting, most);
    const left = end - Date.now();
    if (left > warning) {
      leaving.close();
      setTimeout(look, left - warning);
      return;
    }
    if (left <= 0) {
      say(leaving.dataset.overText, end);
      return;
    }
    if (resting < most) {
      say(leaving.dataset.idleText, end);
    } else if (!toldOfTheEnd) {
      toldOfTheEnd = true;
      say(leaving.dataset.mostText, end);
    }
    setTimeout(look, 1000);
  };

  // The question stands until the office has heard the answer.
  let asking = false;
  const stay = async (event) => {
    event.preventDefault();
    if (asking) {
      return;
    }
    asking = true;
    try {
      const answer = await fetch(leaving.dataset.stay, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        seen();
        leaving.close();
      } else {
        location.assign(leaving.dataset.stay);
      }
    } catch {
      // The office is away for a moment; the question stays.
    } finally {
      asking = false;
    }
  };
  leaving.addEventListener("submit", stay);
  leaving.addEventListener("cancel", stay);
  seen();
  look();
}

// A page that waits for something looks for itself, and shows what it finds without a jump.
const underWay = document.querySelector("[data-look-again]");
if (underWay) {
  const look = async () => {
    try {
      const answer = await fetch(underWay.dataset.lookAgain, { headers: { Accept: "text/html" }, redirect: "follow" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(underWay.id);
      if (!answer.ok || !fresh) {
        location.replace(underWay.dataset.lookAgain);
        return;
      }
      seen();
      if (fresh.innerHTML !== underWay.innerHTML) {
        underWay.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The office is away for a moment; the next look will tell.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}

// A form that must go once does not go twice, though it would do no harm.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "sent";
    form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    form.querySelector("[type=submit]").removeAttribute("aria-disabled");
  }
});

// What is written of an answer is kept while it is typed, and shown as readers will see it.
const writing = document.querySelector("form[data-draft]");
if (writing) {
  const kept = document.getElementById("kept");
  const typed = (...more) => new URLSearchParams([...new FormData(writing), ...more]);
  let isKept = true;
  let keeping;
  let showing;

  // Where the office could not be told, the browser keeps it for the next time this page is shown.
  const place = `write ${location.pathname}${location.search}`;
  const remember = () => {
    try {
      sessionStorage.setItem(place, JSON.stringify([...new FormData(writing)].filter(([name]) => !["_csrf", "base"].includes(name))));
    } catch {
      // More than the browser keeps; the page still has it.
    }
  };
  const recall = () => {
    const stored = sessionStorage.getItem(place);
    if (!stored) {
      return false;
    }
    const values = JSON.parse(stored);
    for (const field of writing.elements) {
      const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = own.includes(field.value);
      } else if (own.length) {
        field.value = own[0];
      }
    }
    return true;
  };

  const tell = async () => {
    isKept = true;
    try {
      const answer = await fetch(writing.dataset.draft, { method: "POST", body: typed(), headers: { Accept: "text/plain" } });
      if (!answer.ok || answer.redirected) {
        throw new Error(answer.status);
      }
      kept.textContent = await answer.text();
      sessionStorage.removeItem(place);
      seen();
    } catch {
      isKept = false;
      kept.textContent = writing.dataset.failed;
      remember();
      clearTimeout(keeping);
      keeping = setTimeout(keep, 5000);
    }
  };
  // One after the other, so that what was typed first does not arrive last.
  let telling = Promise.resolve();
  const keep = () => {
    telling = telling.then(tell);
  };
  const show = async () => {
    try {
      const answer = await fetch(writing.dataset.preview, { method: "POST", body: typed(["part", "preview"]), headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
      if (answer.ok && fresh) {
        document.getElementById("preview").replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The office is away for a moment; the next word asks again.
    }
  };
  writing.addEventListener("input", () => {
    isKept = false;
    clearTimeout(keeping);
    clearTimeout(showing);
    keeping = setTimeout(keep, 1500);
    showing = setTimeout(show, 400);
  });
  // Whoever closes the page has not waited for that.
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !isKept) {
      // More than a browser sends behind is left to the next keeping.
      isKept = navigator.sendBeacon(writing.dataset.draft, typed());
    }
  });
  const leave = () => {
    isKept = true;
    clearTimeout(keeping);
  };
  writing.addEventListener("submit", leave);
  document.querySelector(".discard")?.addEventListener("submit", leave);
  if (recall()) {
    keep();
    show();
  }
}

// A file that would be refused is told before it is sent.
for (const input of document.querySelectorAll("input[type=file][data-most]")) {
  input.addEventListener("change", () => {
    const file = input.files[0];
    input.setCustomValidity(file && file.size > Number(input.dataset.most) ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

// What was written outlives a session that ended meanwhile, until the office has it.
const SENT = "sent";
if (document.querySelector(".flash-good")) {
  for (const key of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) {
    sessionStorage.removeItem(key);
  }
}
sessionStorage.removeItem(SENT);
const taken = document.querySelector("[data-taken]");
if (taken) {
  sessionStorage.removeItem(taken.dataset.taken);
}
for (const text of document.querySelectorAll("textarea[data-kept]")) {
  const key = text.name === "text" ? text.form.getAttribute("action") : `${text.form.getAttribute("action")} ${text.name}`;
  if (!text.value) {
    text.value = sessionStorage.getItem(key) ?? "";
  }
  text.form.addEventListener("submit", () => {
    try {
      const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
      sessionStorage.setItem(SENT, JSON.stringify([...sent, key]));
    } catch {
      // It is asked for once more.
    }
  });
  text.addEventListener("input", () => {
    try {
      sessionStorage.setItem(key, text.value);
    } catch {
      // More than the browser keeps; the page still has it.
    }
  });
}
