// Makes the page a conversation. Without this script every question loads the page anew.
const form = document.querySelector("#ask");
const box = document.querySelector("#q");
const log = document.querySelector("#log");
const fresh = document.querySelector("#fresh");
let thread = crypto.randomUUID();

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
  if (!example) return;
  event.preventDefault();
  void ask(example.textContent);
});
fresh.addEventListener("click", () => {
  thread = crypto.randomUUID();
  log.replaceChildren();
  box.focus();
});

async function ask(question) {
  box.value = "";
  log.querySelector(".welcome")?.remove();
  const asked = append("p", "question", question);
  const waiting = append("p", "waiting", "調べています…");
  asked.scrollIntoView({ block: "start" });
  const sentences = [];
  waiting.outerHTML = await answerTo(question, (sentence) => {
    sentences.push(sentence);
    waiting.textContent = `${sentences.join("")}…`;
  });
  box.focus();
}

/** The answer as HTML; the server has escaped everything in it. Its sentences are told as they are confirmed. */
async function answerTo(question, onSentence) {
  try {
    const response = await fetch("/ask", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Csrf": form.elements.csrf.value,
        Accept: "application/x-ndjson, text/html",
      },
      body: JSON.stringify({ question, thread }),
    });
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("application/x-ndjson")) return await response.text();
    for await (const line of linesOf(response.body)) {
      const { sentence, answer } = JSON.parse(line);
      if (answer !== undefined) return answer;
      onSentence(sentence);
    }
    throw new Error("The connection ended before the answer did.");
  } catch {
    return '<p class="message">つながりません。Musubiが動いているか確かめて、もう一度お試しください。 <small lang="en">No connection. Check that Musubi is running and try again.</small></p>';
  }
}

function append(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  log.append(element);
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
