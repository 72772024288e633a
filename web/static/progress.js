/* Keeps a progress bar and its sentence up to date; when all is done, the page is
   loaded anew. Without it, the page has a link for that. */
"use strict";

for (const box of document.querySelectorAll("[data-progress]")) {
  const source = new EventSource(box.dataset.progress);
  const bar = box.querySelector("progress");
  const said = box.querySelector("[role=status]");
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    said.textContent = told.said;
    bar.max = told.all || 1;
    bar.value = told.done;
    if (!told.ended) return;
    source.close();
    location.reload();
  };
}
