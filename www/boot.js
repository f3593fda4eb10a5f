(function () {
"use strict";
// The same script serves a second thread, for large inputs. In the page, first of all: the page as it came, for
// "Download this page".
const page = typeof document === "object";
const pristine = page && "<!DOCTYPE html>\n" + document.documentElement.outerHTML;
const script = page && document.currentScript.textContent;

@GLUE@
const engine = "@ENGINE@";

@UNPACK@

// 13 bits in two characters of 91: a twelfth shorter than base64. Written by as_text in build.sh.
function bytes(text) {
    const result = new Uint8Array(Math.ceil(text.length / 2 * 13 / 8));
    function digit(at) {
        const letter = text.charCodeAt(at);
        return letter === 33 ? 25 : letter === 126 ? 57 : letter - 35;
    }
    for (let i = 0, at = 0, held = 0, bits = 0; i < text.length; i += 2) {
        held |= (digit(i) + 91 * digit(i + 1)) << bits;
        for (bits += 13; bits > 7; bits -= 8) {
            result[at++] = held & 255;
            held >>= 8;
        }
    }
    return result;
}

const module = unpack(bytes(engine), @SIZE@);
if (!page) {
    wasm_bindgen.initSync({ module });
    onmessage = event => postMessage(wasm_bindgen.work(event.data));
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
    worker.postMessage(question);
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

// A copy that a browser saved may show an old answer: begin with the fall-back message. It goes when the engine runs.
document.getElementById("fallback").hidden = false;
document.getElementById("app").hidden = true;
wasm_bindgen.initSync({ module });
window.mailflowDoctor = Object.freeze({ diagnose: wasm_bindgen.diagnose, land: wasm_bindgen.land, whatIf: wasm_bindgen.whatIf, compare: wasm_bindgen.compare });
window.addEventListener("error", broken);
window.addEventListener("unhandledrejection", broken);
wasm_bindgen.start(pristine, work);
})();
