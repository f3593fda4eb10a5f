(function () {
"use strict";
// The same script serves a second thread, for large inputs. In the page, first of all: the page as it came, for
// "Download this page".
const page = typeof document === "object";
const pristine = page && "<!DOCTYPE html>\n" + document.documentElement.outerHTML;
const script = page && document.currentScript.textContent;

@GLUE@
const engine = "@ENGINE@";

// A small module unpacks the large one, which is what the page runs: www/unpack.rs.
const tool = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(atob("@UNPACK@"), letter => letter.charCodeAt(0)))).exports;
const room = tool.room() + 0x200000;
new TextEncoder().encodeInto(engine, new Uint8Array(tool.memory.buffer, room));
const module = new Uint8Array(tool.memory.buffer, room, tool.unpack(engine.length, @SIZE@));
if (!page) {
    wasm_bindgen.initSync({ module });
    onmessage = function (event) {
        const answer = wasm_bindgen.work(event.data);
        postMessage(answer, [answer.buffer]);
    };
    return;
}

// Its address can only ever be that of this script.
const address = () => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
const own = window.trustedTypes ? trustedTypes.createPolicy("own-script", { createScriptURL: address }) : { createScriptURL: address };
let worker;
function work(question, done) {
    if (worker) worker.terminate();
    worker = null;
    if (!question) return;
    try {
        worker = new Worker(own.createScriptURL(""));
    } catch (error) {
        setTimeout(done, 0, null);
        return;
    }
    worker.onmessage = event => {
        work();
        done(event.data);
    };
    worker.onerror = event => {
        event.preventDefault();
        work();
        done(null);
    };
    worker.postMessage(question, [question.buffer]);
}

// After a trap the engine's memory cannot be trusted: say so instead of going on.
function broken(event) {
    const detail = event.error || event.reason || event.message;
    document.getElementById("broken-detail").textContent =
        document.getElementById("commit").textContent + "\n" + (detail && detail.stack ? detail.stack : detail) + "\n" + navigator.userAgent;
    document.getElementById("broken").hidden = false;
}

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

// A paste that would make the field slow becomes a file.
let pasted = 0;
document.addEventListener("paste", function (event) {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (event.target.id !== "paste" || text.length < 5e5) return;
    event.preventDefault();
    const name = "pasted-" + ++pasted + ".txt";
    wasm_bindgen.take([new File([text], name)], [name]);
});

// A copy that a browser saved may show an old answer: begin with the fall-back message. It goes when the engine runs.
document.getElementById("fallback").hidden = false;
document.getElementById("app").hidden = true;
wasm_bindgen.initSync({ module });
window.mailflowDoctor = Object.freeze({ diagnose: wasm_bindgen.diagnose, land: wasm_bindgen.land, whatIf: wasm_bindgen.whatIf, compare: wasm_bindgen.compare });
window.addEventListener("error", broken);
window.addEventListener("unhandledrejection", broken);
wasm_bindgen.start(pristine, work);
})();
