(function () {
"use strict";
// The same script serves a second thread, for large inputs. In the page, first of all: the page as it came, for
// "Download this page".
const page = typeof document === "object";
const pristine = page && "<!DOCTYPE html>\n" + document.documentElement.outerHTML;
const script = page && document.currentScript.textContent;

// What stands around this script: markup, style and policy, as the build wrote them. The policy holds the hash of this
// script, so that is left out. Browser extensions mark the outermost elements, so their attributes do not count, and add
// elements of their own beside those of the page, which carry `data-own`.
const CHECKSUM = "@CHECKSUM@";
const POLICY = "@PLAIN_POLICY@";
const withoutHash = text => text.replace(/script-src 'sha256-[^']*'/, "script-src 'sha256-'");
function frame(text) {
    const start = text.indexOf(script.slice(0, 100));
    return withoutHash(text.slice(0, start) + text.slice(start + script.length)).replace(/<html[^>]*>/, "<html>").replace(/<body[^>]*>/, "<body>");
}
function ownElements() {
    const copy = document.documentElement.cloneNode(true);
    for (const part of copy.querySelectorAll("head > :not([data-own]), body > :not([data-own])")) part.remove();
    return "<!DOCTYPE html>\n" + copy.outerHTML;
}

// What the tool cksum prints.
function checksum(text) {
    const bytes = new TextEncoder().encode(text);
    let sum = 0;
    function add(byte) {
        sum ^= byte << 24;
        for (let bit = 0; bit < 8; bit++) sum = sum << 1 ^ sum >> 31 & 0x04c11db7;
    }
    bytes.forEach(add);
    for (let length = bytes.length; length; length >>>= 8) add(length & 255);
    return (~sum >>> 0) + " " + bytes.length;
}

// "published", byte for byte; "extended": an extension added something; "saved": a browser saved it after this script had
// run, which the mark of `showOnly` tells; everything else was "altered" on its way. No length decides: of a saved copy the
// policy must be the published one, and that holds style and script.
function whatThisIs() {
    if (checksum(frame(pristine)) === CHECKSUM) return "published";
    if (checksum(frame(ownElements())) === CHECKSUM) return "extended";
    const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]");
    const isSaved = document.querySelector("#fallback[data-decided]") !== null;
    return isSaved && policy && withoutHash(policy.content) === POLICY ? "saved" : "altered";
}

// Whether the policy is in force: it forbids to make code of text. Not every browser heeds every policy, and whoever takes
// it out of the file takes away what the page promises.
function policyHolds() {
    try {
        new Function(own.createScript(""));
    } catch {
        return true;
    }
    return false;
}

@GLUE@
// The page sends a second thread the compiled engine, and then question after question.
if (!page) {
    onmessage = function (event) {
        if (event.data instanceof WebAssembly.Module) {
            wasm_bindgen.initSync({ module: event.data });
            postMessage("ready");
            return;
        }
        postMessage(event.data === "rehearse" ? wasm_bindgen.rehearse() : wasm_bindgen.work(event.data));
    };
    return;
}

// The engine: WebAssembly, compressed with gzip, in base64.
const engine = "@ENGINE@";

function bytesOf(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
    return bytes;
}

// Compiles the engine while it is being unpacked.
function compiled() {
    const unpacked = new Blob([bytesOf(engine)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compileStreaming(new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }));
}

// The second thread. It stays for the next question, unless the engine calls this one the last.
let module, worker, isReady = false, isAnswering = false;
function stopWorker() {
    if (worker) worker.terminate();
    worker = null;
    isReady = isAnswering = false;
}
// Its address can only ever be that of this script.
const address = () => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
// The one script that it makes of text is empty: the probe of the policy.
const rules = { createScriptURL: address, createScript: () => "" };
const own = window.trustedTypes ? trustedTypes.createPolicy("own-script", rules) : rules;
const newWorker = () => new Worker(own.createScriptURL(""));
function startWorker() {
    worker = newWorker();
    worker.postMessage(module);
}
// Answers a question on the second thread; without a question, cancels the one that is being answered.
function work(question, last, done) {
    // Only the newest question is answered.
    if (isAnswering) stopWorker();
    if (!question) return;
    try {
        if (!worker) startWorker();
    } catch (error) {
        setTimeout(done, 0, null);
        return;
    }
    isAnswering = true;
    worker.onmessage = event => {
        if (event.data === "ready") {
            isReady = true;
            return;
        }
        isAnswering = false;
        if (last) stopWorker();
        done(event.data);
    };
    // A thread that never ran is none; one that ran stopped at the question.
    worker.onerror = event => {
        event.preventDefault();
        const answer = isReady ? false : null;
        stopWorker();
        done(answer);
    };
    worker.postMessage(question);
}

// Chromium compiles a function of the engine at its first call, for all threads at once. A thread that answers the example
// while the page waits for its reader leaves little to compile when the text comes. Nothing waits for that thread.
function rehearse() {
    let other;
    try {
        other = newWorker();
    } catch {
        return;
    }
    other.onerror = event => {
        event.preventDefault();
        other.terminate();
    };
    other.onmessage = event => {
        if (event.data !== "ready") other.terminate();
    };
    other.postMessage(module);
    other.postMessage("rehearse");
}

// Something failed. After a trap the engine's memory cannot be trusted: the page offers the reader's text, and nothing else.
let hasStopped = false;
// Large pastes are files that only this page has.
const pastedFiles = [];
function broken(event) {
    const detail = event.error || event.reason || event.message;
    document.getElementById("broken-detail").textContent =
        document.getElementById("commit").textContent + "\n" + (detail && detail.stack ? detail.stack : detail) + "\n" + navigator.userAgent;
    document.getElementById("broken").hidden = false;
    // Some browsers hand over the message alone.
    const isOfEngine = detail instanceof WebAssembly.RuntimeError || /wasm|RuntimeError/.test(detail && detail.stack || detail);
    if (isOfEngine && !hasStopped) stop();
}

// A function of the engine for other scripts: they are not to ask an engine that has stopped, and the page learns of it
// when it stops at their question.
function guarded(run) {
    return function (...given) {
        if (hasStopped) throw new Error("mailflowDoctor: the engine has stopped; reload the page");
        try {
            return run(...given);
        } catch (error) {
            if (error instanceof WebAssembly.RuntimeError) broken({ error });
            throw error;
        }
    };
}

// Takes away what needs the engine: the old answer, "being read", and every control.
function stop() {
    hasStopped = true;
    stopWorker();
    const text = document.getElementById("paste").value, rescue = document.getElementById("rescue");
    document.getElementById("rescue-text").value = text;
    for (const id of ["app", "footer", "languages", "in-field"]) document.getElementById(id).hidden = true;
    for (const part of rescue.querySelectorAll("[data-rescue=text]")) part.hidden = !text;
    const save = rescue.querySelector("[data-rescue=file]");
    pastedFiles.forEach((file, index) => {
        const button = save.parentNode.appendChild(save.cloneNode(true));
        button.append(" " + file.name);
        button.dataset.file = index;
        button.hidden = false;
    });
    rescue.hidden = false;
    // The engine's listeners come later on the way down, and would call it.
    for (const kind of ["click", "input", "change", "keydown", "beforeinput", "toggle", "dragover", "dragleave", "drop", "paste", "beforeunload", "hashchange"]) {
        window.addEventListener(kind, function (event) {
            event.stopImmediatePropagation();
            if (kind === "click") rescued(event.target.closest("button"), text);
            if (kind === "drop" || kind === "dragover" || kind === "beforeunload" && (text || pastedFiles.length)) event.preventDefault();
        }, true);
    }
}

function rescued(button, text) {
    if (!button) return;
    const say = id => { for (const part of document.querySelectorAll("#rescue-said > *")) part.hidden = part.id !== id; };
    const file = button.dataset.file ? pastedFiles[button.dataset.file] : new Blob([text], { type: "text/plain" });
    if (button.id === "rescue-copy") {
        const field = document.getElementById("rescue-text");
        field.select();
        const copied = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
        copied.then(() => say("rescue-copied"), () => say(document.execCommand("copy") ? "rescue-copied" : "rescue-not-copied"));
        return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name || "mailflow-input.txt";
    link.click();
}

// What the browser tells the page, from the moment that the engine runs.
function listen() {
    // Folders that are dropped, such as a log collector's: every file of text below them. Files alone go the engine's way.
    document.addEventListener("drop", function (event) {
        const items = event.dataTransfer ? Array.from(event.dataTransfer.items) : [], files = [], names = [];
        const entries = items.map(item => item.webkitGetAsEntry ? item.webkitGetAsEntry() : null);
        if (!entries.some(entry => entry && entry.isDirectory)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        let open = 1;
        function done() {
            if (!--open) wasm_bindgen.take(files, names);
        }
        function walk(entry) {
            if (!entry || entry.isFile && !/\.(txt|xml|csv|json|log)$/i.test(entry.name)) return;
            open++;
            if (entry.isFile) {
                entry.file(file => {
                    files.push(file);
                    names.push(entry.fullPath.replace(/^\//, ""));
                    done();
                }, done);
                return;
            }
            const reader = entry.createReader();
            (function more() {
                reader.readEntries(list => {
                    if (!list.length) return done();
                    list.forEach(walk);
                    more();
                }, done);
            })();
        }
        entries.forEach(walk);
        done();
    }, true);

    // A paste that would make the field slow becomes a file; one outside any field is added to what is there.
    let pasted = 0;
    document.addEventListener("paste", function (event) {
        const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
        const isElsewhere = !event.target.closest || !event.target.closest("input, textarea, select");
        const isLarge = wasm_bindgen.isLarge(text.length);
        if (!text || !isElsewhere && !(isLarge && event.target.id === "paste")) return;
        event.preventDefault();
        if (!isLarge) return wasm_bindgen.add(text);
        const name = "pasted-" + ++pasted + ".txt";
        const file = new File([text], name);
        pastedFiles.push(file);
        wasm_bindgen.take([file], [name]);
    });

    window.addEventListener("error", broken);
    window.addEventListener("unhandledrejection", broken);
}

// What stands below the heading: the message without an engine, the word that it starts, or the page.
function showOnly(part) {
    for (const id of ["fallback", "starting", "app"]) document.getElementById(id).hidden = id !== part;
    // The style sheet delays the message, so that it is not seen while this script is on its way.
    document.getElementById("fallback").dataset.decided = "";
}

// What other scripts call once the engine runs.
window.mailflowDoctorReady = new Promise(function (resolve, reject) {
    if (!window.DecompressionStream || !window.Response || !window.WebAssembly || !WebAssembly.compileStreaming) {
        showOnly("fallback");
        reject(new Error("this browser lacks WebAssembly or DecompressionStream"));
        return;
    }
    const state = whatThisIs();
    const reason = state === "altered" ? "altered" : policyHolds() ? "" : "unprotected";
    if (reason) {
        document.getElementById(reason).hidden = false;
        showOnly("fallback");
        reject(new Error(reason === "altered" ? "this file was altered" : "the policy of this page is not in force"));
        return;
    }
    // A copy that a browser saved may show an old answer.
    showOnly("starting");
    compiled().then(function (ready) {
        module = ready;
        wasm_bindgen.initSync({ module });
        listen();
        wasm_bindgen.start(state === "published" ? pristine : "", work);
        showOnly("app");
        // The field waits for the paste, unless the address leads to the help about a finding.
        if (document.getElementById("topic").hidden) document.getElementById("paste").focus();
        const { diagnose, land, whatIf, compare } = wasm_bindgen;
        window.mailflowDoctor = Object.freeze({ diagnose: guarded(diagnose), land: guarded(land), whatIf: guarded(whatIf), compare: guarded(compare) });
        resolve(window.mailflowDoctor);
        setTimeout(rehearse, 200);
    }).catch(function (error) {
        showOnly("fallback");
        reject(error);
    });
});
// Whoever waits for the engine is told; the page itself shows the message.
window.mailflowDoctorReady.catch(function () {});
})();
