// Makes the form at `/` nicer; without it everything works the same.
const form = document.querySelector("#clean");
const page = form.querySelector("textarea");
const file = form.querySelector("input[type=file]");
const url = form.querySelector("input[type=url]");
const status = form.querySelector(".status");
const most = Number(form.dataset.maxBytes);

function say(words, bad = false) {
  status.textContent = words;
  status.classList.toggle("bad", bad);
}

// A page with an address in it (a saved page says where it came from) fills the empty address field.
function noticeAddress(html) {
  if (url.value) return;
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("link[rel~=canonical][href^=http]");
  if (found) url.value = found.getAttribute("href");
}

async function noticeFile() {
  const chosen = file.files[0];
  if (!chosen) return say("");
  if (chosen.size > most) {
    file.value = "";
    return say(`That file is larger than ${form.dataset.maxMb} MB, the most that this service takes.`, true);
  }
  page.value = "";
  say(`${chosen.name} is ready.`);
  if (chosen.size < 4_000_000 && /html/.test(chosen.type)) noticeAddress(await chosen.text());
}

file.addEventListener("change", noticeFile);

page.addEventListener("input", () => {
  if (page.value.trim()) file.value = "";
  say("");
  if (/^\s*</.test(page.value)) noticeAddress(page.value);
});

form.querySelector(".file .hint").textContent += ", or drop it here";
for (const kind of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      noticeFile();
    }
  });
}

form.addEventListener("submit", (event) => {
  if (!page.value.trim() && !file.files.length) {
    event.preventDefault();
    say("Paste a page or choose a file first.", true);
    return page.focus();
  }
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  say("Cleaning the page…");
});

// Back from the reading view: the buttons work again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  if (!status.classList.contains("bad")) say(file.files.length ? `${file.files[0].name} is ready.` : "");
});
