// Makes the page a conversation. Without this script every question loads the page anew.
const form = document.querySelector("#ask");
const box = document.querySelector("#q");
const log = document.querySelector("#log");
const fresh = document.querySelector("#fresh");
const threads = document.querySelector("#threads");
const welcome = log.querySelector(".welcome");
const csrf = form.elements.csrf.value;
let thread = begin();

fresh.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (question !== "") void ask(question);
});
box.addEventListener("keydown", (event) => {
  // While kana are being turned into kanji, Enter chooses a word and must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
log.addEventListener("click", (event) => {
  const example = event.target.closest(".examples a");
  const mark = event.target.closest(".mark");
  if (mark) openSource(mark.hash);
  if (!example) return;
  event.preventDefault();
  void ask(example.textContent);
});
// What can be done about an answer is done where it stands.
log.addEventListener("submit", async (event) => {
  const deed = event.target;
  if (!deed.matches("form[data-inline]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(deed, event.submitter));
  const said = await send(deed.action, { body, headers: { "X-Inline": "1" } });
  deed.outerHTML = said ?? lost();
});
fresh.addEventListener("click", () => {
  show(begin());
  if (welcome) log.append(welcome);
  box.focus();
});

/** A conversation: its id for the server, and its part of the page. */
function begin() {
  const part = document.createElement("div");
  part.className = "thread";
  part.append(
    ...[...log.children].filter((child) => child !== welcome && !child.matches(".thread")),
  );
  log.append(part);
  return { id: crypto.randomUUID(), part };
}

function show(wanted) {
  thread = wanted;
  for (const part of log.querySelectorAll(".thread")) part.hidden = part !== wanted.part;
  for (const button of threads.children) {
    button.setAttribute("aria-pressed", String(button.dataset.id === wanted.id));
  }
  if (wanted.part.childElementCount > 0) welcome?.remove();
}

/** Names a conversation by its first question, once there is one. */
function list({ id, part }, question) {
  if (threads.querySelector(`[data-id="${id}"]`)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.id = id;
  button.textContent = question.slice(0, 24);
  button.addEventListener("click", () => show({ id, part }));
  threads.append(button);
  threads.hidden = threads.childElementCount < 2;
}

async function ask(question) {
  box.value = "";
  welcome?.remove();
  const here = thread;
  list(here, question);
  show(here);
  const asked = append(here.part, "question", question);
  const waiting = append(here.part, "waiting", form.dataset.looking);
  asked.scrollIntoView({ block: "start" });
  const sentences = [];
  waiting.outerHTML = await answerTo(question, here.id, (sentence) => {
    sentences.push(sentence);
    waiting.textContent = `${sentences.join("")}…`;
  });
  box.focus();
}

/** The answer as HTML; the server has escaped everything in it. Its sentences are told as they are confirmed. */
async function answerTo(question, id, onSentence) {
  try {
    const response = await fetch("/ask", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Csrf": csrf,
        Accept: "application/x-ndjson, text/html",
      },
      body: JSON.stringify({ question, thread: id }),
    });
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("application/x-ndjson")) return await pieceOf(response);
    for await (const line of linesOf(response.body)) {
      const { sentence, answer } = JSON.parse(line);
      if (answer !== undefined) return answer;
      onSentence(sentence);
    }
    throw new Error("The connection ended before the answer did.");
  } catch {
    return lost();
  }
}

/** A piece of a page; of a whole page, as it comes for who has to sign in again, its text. */
async function pieceOf(response) {
  const text = await response.text();
  if (!text.startsWith("<!doctype")) return text;
  const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  return `<div class="message" role="alert">${main?.innerHTML ?? ""}</div>`;
}

async function send(address, options) {
  try {
    return await pieceOf(await fetch(address, { method: "POST", ...options }));
  } catch {
    return undefined;
  }
}

function lost() {
  const message = document.createElement("p");
  message.className = "message";
  message.setAttribute("role", "alert");
  message.textContent = form.dataset.lost;
  return message.outerHTML;
}

/** Opens the passage of a source that a mark leads to. */
function openSource(hash) {
  const details = document.querySelector(hash)?.querySelector("details");
  if (details) details.open = true;
}

function append(part, className, text) {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = text;
  part.append(element);
  return element;
}

async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    yield* lines;
  }
}
