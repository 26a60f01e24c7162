/* The floor: scans go to the server one by one, wait here when the network is away, and a camera reads codes.
   Every page works without this file. What waits holds numbers of things and days, never persons, and is sent only as who scanned it. */
"use strict";

(() => {
  const KEY = "handtag-floor";
  const box = document.querySelector("[data-floor]");
  if (!box) return;
  const say = box.dataset;
  const field = box.querySelector("input[name=number]");
  const part = (name) => box.querySelector(`[data-${name}]`);

  const newId = () =>
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16),
    );
  const swedishDay = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

  // ── what waits ──
  let unkept = null; // where the browser keeps nothing, what waits lives as long as the page
  const waiting = () => {
    try {
      return unkept || JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  };
  const mine = () => waiting().filter((deed) => deed.actor === say.actor);
  const keep = (deeds) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(deeds));
      unkept = null;
    } catch {
      unkept = deeds;
    }
  };
  const drop = (id) => keep(waiting().filter((deed) => deed.id !== id));

  function tell(state, text) {
    const log = part("log");
    const row = document.createElement("li");
    row.dataset.state = state;
    row.textContent = text;
    log.prepend(row);
    log.hidden = false;
    while (log.children.length > 30) log.lastElementChild.remove();
    if (state === "refused" && navigator.vibrate) navigator.vibrate([120, 60, 120]);
  }

  function count(why = "") {
    const deeds = mine();
    const numbers = deeds.map((deed) => deed.fields.number).slice(0, 5);
    part("queue").textContent = deeds.length
      ? `${why ? `${why} ` : ""}${say.saidWaiting} ${deeds.length} (${numbers.join(", ")}${deeds.length > 5 ? " …" : ""})`
      : "";
  }

  // ── sending ──
  async function post(fields) {
    const token = box.querySelector("input[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(box.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams(fields),
      redirect: "manual",
      signal: AbortSignal.timeout(15000),
    });
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (json && (answer.ok || answer.status === 422)) return answer.json();
    return { state: answer.type === "opaqueredirect" || answer.status === 403 ? "signed-out" : "trouble" };
  }

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    let why = "";
    try {
      for (let deed = mine()[0]; deed; deed = mine()[0]) {
        const answer = await post(deed.fields);
        if (answer.state === "signed-out" || answer.state === "trouble") {
          why = answer.state === "trouble" ? say.saidTrouble : say.saidSignIn;
          break;
        }
        drop(deed.id);
        show(answer);
      }
    } catch {
      why = say.saidOffline;
    } finally {
      sending = false;
      count(why);
    }
  }

  function show(answer) {
    if (answer.state === "place") stand(answer);
    tell(answer.state === "refused" ? "refused" : "done", answer.said);
    if (answer.state !== "done") return;
    const chosen = answer.line ? `[data-line="${answer.line}"]` : `[data-number="${CSS.escape(answer.number)}"]`;
    document.querySelector(`[data-stops] ${chosen}`)?.classList.add("is-done");
  }

  function stand(answer) {
    for (const name of ["location", "bin", "device", "order", "transfer"]) {
      const input = box.querySelector(`[name=${name}]`);
      if (input && name in answer) input.value = answer[name];
    }
  }

  function deed(form, number) {
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    return { ...fields, number, on: fields.on || swedishDay(), command_id: newId() };
  }

  // What is asked of each thing is empty again for the next; what was chosen for all of them stays.
  function renew() {
    const keeps = [...(say.keeps || "").split(" "), "number", "location", "bin", "on", "way", "back", "line"];
    for (const input of box.elements) {
      if (input.name && input.type !== "hidden" && !keeps.includes(input.name)) {
        if (input.tagName === "SELECT") input.selectedIndex = 0;
        else input.value = "";
      }
    }
  }

  async function scan(text) {
    const number = text.trim();
    if (!number) return;
    field.value = "";
    if (say.floor === "look") {
      await look(number);
    } else {
      const fields = deed(box, number);
      keep([...waiting(), { id: fields.command_id, actor: say.actor, fields }]);
      renew();
      await send();
    }
    if (!part("camera-view").hidden) return;
    field.focus();
  }

  async function look(number) {
    try {
      const answer = await post(deed(box, number));
      if (answer.state === "go") location.assign(answer.url);
      else if (answer.said) tell(answer.state === "refused" ? "refused" : "done", answer.said);
      else tell("refused", answer.state === "signed-out" ? say.saidSignIn : say.saidTrouble);
      if (answer.state === "refused") field.value = number;
    } catch {
      field.value = number;
      tell("refused", say.saidNoLookup);
    }
  }

  box.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    scan(field.value);
  }, true);

  // A press on a card or in the list is kept like a scan, and the page is loaded again when it has been done.
  document.querySelectorAll("[data-floor-deed]").forEach((form) => {
    form.addEventListener("submit", async (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const fields = deed(form, form.elements.number.value);
      fields.command_id = form.elements.command_id.value;
      if (!waiting().some((other) => other.id === fields.command_id)) {
        keep([...waiting(), { id: fields.command_id, actor: say.actor, fields }]);
      }
      tell("saved", say.saidOffline);
      await send();
    }, true);
  });

  // ── a hand scanner types; the sign between the fields of a GS1 code comes as Ctrl+] ──
  field.addEventListener("keydown", (event) => {
    if (event.ctrlKey && (event.key === "]" || event.code === "BracketRight")) {
      event.preventDefault();
      field.setRangeText("\u241d", field.selectionStart, field.selectionEnd, "end");
    }
  });

  // ── the camera ──
  const view = part("camera-view");
  const button = part("camera");
  const FORMATS = ["DataMatrix", "QRCode", "Code128", "EAN13", "EAN8", "UPCA", "ITF"];
  let stream = null;
  let reading = 0;
  let last = { text: "", at: 0 };

  function load() {
    if (window.ZXingWASM) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = say.reader;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async function start() {
    try {
      await load();
      window.ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => say.wasm } });
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch {
      stop();
      tell("refused", say.saidNoCamera);
      return;
    }
    const video = view.querySelector("video");
    video.srcObject = stream;
    view.hidden = false;
    button.setAttribute("aria-pressed", "true");
    await video.play();
    reading += 1;
    read(video, reading);
  }

  function stop() {
    reading += 1;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    view.hidden = true;
    button.setAttribute("aria-pressed", "false");
  }

  async function read(video, run) {
    const canvas = document.createElement("canvas");
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    while (run === reading) {
      if (video.videoWidth) {
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        paper.drawImage(video, 0, 0);
        const frame = paper.getImageData(0, 0, canvas.width, canvas.height);
        const codes = await window.ZXingWASM.readBarcodes(frame, { formats: FORMATS, maxNumberOfSymbols: 1, textMode: "Plain" });
        const code = codes.find((one) => one.isValid);
        // the reader knows that a code is GS1, but the text alone does not say so: the mark that hand scanners put first does
        if (code) await seen(code.contentType === "GS1" ? `]d2${code.text}` : code.text);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  // The same code stays before the camera for a while; it is one scan.
  async function seen(text) {
    const again = text === last.text && Date.now() - last.at < 4000;
    last = { text, at: Date.now() };
    if (again) return;
    if (navigator.vibrate) navigator.vibrate(40);
    await scan(text.replaceAll("\u001d", "\u241d"));
  }

  if (navigator.mediaDevices?.getUserMedia) {
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => (stream ? stop() : start()));
    if (location.hash === "#kamera") start();
  }

  window.addEventListener("online", send);
  window.addEventListener("pagehide", stop);
  setInterval(() => mine().length && send(), 15000);
  count();
  if (mine().length) send();
})();
