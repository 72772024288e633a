// Shows what is missing while one types, and saves now and then. Everything works
// without it: the buttons of the form do the same.
"use strict";

(() => {
  const form = document.getElementById("offer");
  const live = document.getElementById("live");
  const told = document.getElementById("told");
  if (!form || !live) return;
  const CHECK = 1500; // milliseconds after the last key
  const SAVE = 20000; // milliseconds between two saves
  let waiting = 0;
  let changed = false;
  let busy = false;
  let pressed = null; // the button, while a save is on its way
  let over = false; // saved elsewhere: a person has to decide

  // A screen reader hears how much is missing, when that changes, and not the list.
  const tell = (region) => {
    const part = region.querySelector("[role=alert], summary, [data-told]");
    const said = part ? part.textContent.trim() : "";
    if (said !== told.textContent) told.textContent = said;
  };

  const sent = () => {
    const data = new FormData(form);
    data.delete("files");
    return data;
  };

  const ask = async (path) => {
    const answer = await fetch(path, { method: "POST", body: sent() });
    if (answer.status === 409) over = true;
    const region = new DOMParser()
      .parseFromString(await answer.text(), "text/html")
      .getElementById("state");
    if (!region) throw new Error(`no state in an answer ${answer.status}`);
    const folded = live.querySelector("details:not([open])");
    if (folded) region.querySelector("details")?.removeAttribute("open");
    live.replaceChildren(region);
    tell(region);
    return region;
  };

  const one = async (work) => {
    if (busy || over) return;
    busy = true;
    try {
      await work();
    } catch {
      changed = true;
      const lost = document.createElement("p");
      lost.className = "offer-problem";
      lost.textContent = form.dataset.lost;
      live.replaceChildren(lost);
      told.textContent = form.dataset.lost;
    } finally {
      busy = false;
      if (pressed) form.requestSubmit(pressed);
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => one(() => ask(form.dataset.check)), CHECK);
  });

  setInterval(() => {
    if (!changed) return;
    one(async () => {
      changed = false;
      const region = await ask(form.dataset.auto);
      if (!over) form.elements.version.value = region.dataset.version;
      else changed = true;
    });
  }, SAVE);

  let leaving = false;
  form.addEventListener("submit", (event) => {
    if (busy) {
      // its answer brings the version that this form has to name
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    leaving = true;
    over = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });
})();
