(function () {
"use strict";
// First of all: the page as it came, for "Download this page".
const pristine = "<!DOCTYPE html>\n" + document.documentElement.outerHTML;

@GLUE@
const engine = "@ENGINE@";

// The engine's bytes: base64 of gzip, unpacked by the browser.
function unpack(text) {
    const binary = atob(text);
    const packed = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) packed[i] = binary.charCodeAt(i);
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
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
unpack(engine).then(function (bytes) {
    wasm_bindgen.initSync({ module: bytes });
    window.mailflowDoctor = Object.freeze({ diagnose: wasm_bindgen.diagnose, land: wasm_bindgen.land });
    window.addEventListener("error", broken);
    window.addEventListener("unhandledrejection", broken);
    wasm_bindgen.start(pristine);
});
})();
