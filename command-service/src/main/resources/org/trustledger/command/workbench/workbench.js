// What script adds to the workbench; every page does without it.
"use strict";

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

// A file that would be refused is told before it is sent.
for (const input of document.querySelectorAll("input[type=file][data-most]")) {
  input.addEventListener("change", () => {
    const file = input.files[0];
    input.setCustomValidity(file && file.size > Number(input.dataset.most) ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

// What was written outlives a session that ended meanwhile, until the office has it.
const taken = document.querySelector("[data-taken]");
if (taken) {
  sessionStorage.removeItem(taken.dataset.taken);
}
for (const text of document.querySelectorAll("textarea[data-kept]")) {
  const key = text.form.getAttribute("action");
  if (!text.value) {
    text.value = sessionStorage.getItem(key) ?? "";
  }
  text.addEventListener("input", () => {
    try {
      sessionStorage.setItem(key, text.value);
    } catch {
      // More than the browser keeps; the page still has it.
    }
  });
}
