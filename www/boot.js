(function () {
"use strict";
// First of all: the page as it came, for "Download this page".
const pristine = "<!DOCTYPE html>\n" + document.documentElement.outerHTML;

@GLUE@
const engine = "@ENGINE@";

@UNPACK@

function bytes(text) {
    const binary = atob(text), result = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) result[i] = binary.charCodeAt(i);
    return result;
}

// After a trap the engine's memory cannot be trusted: say so instead of going on.
function broken(event) {
    const detail = event.error || event.reason || event.message;
    document.getElementById("broken-detail").textContent =
        document.getElementById("commit").textContent + "\n" + (detail && detail.stack ? detail.stack : detail) + "\n" + navigator.userAgent;
    document.getElementById("broken").hidden = false;
}

// A copy that a browser saved may show an old answer: begin with the fall-back message. It goes when the engine runs.
document.getElementById("fallback").hidden = false;
document.getElementById("app").hidden = true;
wasm_bindgen.initSync({ module: unpack(bytes(engine), @SIZE@) });
window.mailflowDoctor = Object.freeze({ diagnose: wasm_bindgen.diagnose, land: wasm_bindgen.land });
window.addEventListener("error", broken);
window.addEventListener("unhandledrejection", broken);
wasm_bindgen.start(pristine);
})();
