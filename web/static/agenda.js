/* An item is dragged, or carried with the arrow keys, to where it should sit. Both only
   open the form that shows what it would set off: nothing is done here. */
"use strict";

(() => {
  const board = document.querySelector("[data-agenda][data-may]");
  if (!board) return;
  const said = board.querySelector("[data-said]");
  const rows = [...board.querySelectorAll("tbody tr")].map((row) => [
    ...row.querySelectorAll("td[data-table]"),
  ]);
  let held = null;
  let at = [0, 0];
  let target = null;

  const say = (text) => {
    said.textContent = text;
  };

  const mark = (cell) => {
    target?.classList.remove("agenda-target");
    target = cell;
    target?.classList.add("agenda-target");
  };

  const go = (item, cell) => {
    const other = cell.querySelector("[data-item]")?.dataset.item;
    if (other === item) return;
    const swapped = other && board.querySelector(`td [data-item="${item}"]`);
    const given = swapped
      ? { item, other_item: other }
      : { item, table: cell.dataset.table, starts: cell.dataset.starts };
    const act = swapped ? "swap_items" : "move_item";
    location.assign(`${board.dataset.agenda}/${act}?${new URLSearchParams(given)}`);
  };

  const grab = (item, handle) => {
    held = { item, handle };
    handle.setAttribute("aria-pressed", "true");
    const here = handle.closest("td");
    const row = rows.findIndex((cells) => cells.includes(here));
    at = row < 0 ? [0, 0] : [row, rows[row].indexOf(here)];
    mark(rows[at[0]]?.[at[1]] ?? null);
    say(board.dataset.held);
  };

  const leave = () => {
    held?.handle.setAttribute("aria-pressed", "false");
    held = null;
    mark(null);
    say(board.dataset.left);
  };

  const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };

  const step = ([down, right]) => {
    const row = Math.min(Math.max(at[0] + down, 0), rows.length - 1);
    const column = Math.min(Math.max(at[1] + right, 0), rows[row].length - 1);
    at = [row, column];
    mark(rows[row][column]);
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(target.dataset.say);
  };

  const pressed = (event, item, handle) => {
    if (event.key in STEPS && rows.length) {
      event.preventDefault();
      if (!held) grab(item, handle);
      step(STEPS[event.key]);
    } else if (event.key === "Escape" && held) {
      event.preventDefault();
      leave();
    } else if ((event.key === "Enter" || event.key === " ") && held && target) {
      event.preventDefault();
      go(item, target);
    }
  };

  for (const card of board.querySelectorAll("[data-item]")) {
    const item = card.dataset.item;
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "agenda-handle";
    handle.setAttribute("aria-pressed", "false");
    handle.setAttribute("aria-label", `${board.dataset.grab} ${item}`);
    handle.textContent = "⠿";
    handle.addEventListener("keydown", (event) => pressed(event, item, handle));
    handle.addEventListener("click", () => (held ? leave() : grab(item, handle)));
    handle.addEventListener("blur", () => held && leave());
    card.prepend(handle);
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", item);
      event.dataTransfer.effectAllowed = "move";
    });
    card.addEventListener("dragend", () => mark(null));
  }

  for (const cell of rows.flat()) {
    cell.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(cell);
    });
    cell.addEventListener("drop", (event) => {
      event.preventDefault();
      go(event.dataTransfer.getData("text/plain"), cell);
    });
  }
})();
