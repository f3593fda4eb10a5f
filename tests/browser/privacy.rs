//! What the page promises about the user's text, tried: no requests, a policy that holds, hostile text shown as text,
//! a copy that is the file itself.

use serde_json::json;

use crate::driver::{Browser, PATIENCE, address, everywhere, everywhere_with, page};
use crate::engine::{Engine, PLAIN, Wishes, say};
use crate::http::{self, Collector};
use crate::use_of_it::wait_for;
use crate::{ADDRESSES, EXAMPLE};

fn source() -> Option<String> {
    let source = std::fs::read_to_string(page());
    if source.is_err() {
        println!("skipped: there is no dist/mailflow-doctor.html");
    }
    source.ok()
}

#[test]
fn nothing_is_requested() {
    let collector = Collector::start();
    for browser in everywhere_with(Wishes { proxy: Some(collector.port), ..PLAIN }) {
        let port = http::serve(std::fs::read(page()).expect("the page"));
        for address in [address(), format!("http://127.0.0.1:{port}/mailflow-doctor.html")] {
            let chromium = browser.engine == Engine::Chromium;
            if chromium {
                browser.requests();
            }
            browser.open(&address);
            browser.run(
                "window.complaints = []; \
                 document.addEventListener('securitypolicyviolation', e => window.complaints.push(e.violatedDirective))",
            );
            browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
            browser.wait("document.querySelector('#verdict .badge')");
            browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
            browser.click("[data-do=download-page]");
            browser.click("[data-do=language][data-arg=de]");
            browser.look(if browser.engine == Engine::WebKit { 700 } else { 320 }, true);
            std::thread::sleep(std::time::Duration::from_millis(300));
            browser.look(1280, false);
            assert_eq!(browser.text("performance.getEntriesByType('resource').map(e => e.name).join()"), "");
            assert_eq!(browser.text("window.complaints.join()"), "");
            if chromium {
                assert_eq!(browser.requests(), [address], "the page itself, and nothing else");
                let complaints = browser.log("browser");
                assert!(complaints.is_empty(), "{complaints:?}");
            }
        }
        assert_eq!(collector.asked(), [""; 0], "{}", browser.engine.name());
    }
}

#[test]
fn the_policy_is_there_and_holds() {
    const ATTACKS: &str = include_str!("attacks.js");
    for engine in Engine::ALL {
        let open = Collector::start();
        let held = Collector::start();
        let wishes = |c: &Collector| Wishes { proxy: Some(c.port), ..PLAIN };
        let Some(browser) = Browser::start(engine, wishes(&held)) else { continue };
        browser.open(&address());
        let policy = browser.text("document.querySelector('meta[http-equiv=Content-Security-Policy]').content");
        for part in [
            "default-src 'none'",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "trusted-types own-script",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        let loose = ["unsafe-inline", "'unsafe-eval'", "http"];
        assert!(loose.iter().all(|word| !policy.contains(word)), "{policy}");
        // Each way out is tried by the page's own document; all must fail.
        assert_eq!(browser.run(ATTACKS), "refused", "markup from text");
        // The one policy for script addresses is taken, and knows one address.
        for name in ["own-script", "another"] {
            let made = format!(
                "try {{ trustedTypes.createPolicy('{name}', {{}}); return 'made' }} catch (e) {{ return 'refused' }}"
            );
            assert_eq!(browser.run(&made), "refused", "{name}");
        }
        std::thread::sleep(std::time::Duration::from_millis(1500));
        assert_eq!(held.below(".leak.example"), [""; 0], "{}: this got out", engine.name());
        // What no policy can stop gets out, and the page says so.
        browser.run("document.getElementById('privacy').open = true");
        let honest = browser.text("document.getElementById('privacy').textContent");
        for word in ["navigation", "new window", "WebRTC", "preconnect"] {
            assert!(honest.contains(word), "{word}: {honest}");
        }
        browser.run("paste.value = ''; setTimeout(() => { location.href = 'http://navigation.leak.example/x' }, 0)");
        wait_until(|| held.below(".leak.example") == ["navigation"]);
        drop(browser);
        // The same in a page without a policy: the test sees what gets out.
        let port = http::serve(b"<!DOCTYPE html><title>x</title><body>".to_vec());
        let Some(browser) = Browser::start(engine, wishes(&open)) else { continue };
        browser.go(&format!("http://127.0.0.1:{port}/"));
        // Firefox gives nothing back: one of the tries asks the user something, which ends the script.
        assert_ne!(browser.run(ATTACKS), "refused");
        let seen = || open.below(".leak.example");
        wait_until(|| seen().iter().any(|k| k == "fetch") && seen().len() >= 15);
        std::thread::sleep(std::time::Duration::from_millis(500));
        let tried = ATTACKS.matches(": u => {").count();
        say(&format!("{}: {} of {tried} ways out work without a policy, none with it", engine.name(), seen().len()));
    }
}

fn wait_until(holds: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "in vain");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn hostile_text_stays_text() {
    for browser in everywhere() {
        let evil = "</script><script>window.owned=1</script><img src=x onerror=window.owned=1>'\"${x}\u{202e}\u{200b}\u{7}`$(x)";
        let text = format!("{ADDRESSES}{EXAMPLE}").replace("Relay EX2016", &format!("Relay {evil} EX2016"));
        browser.paste(&text);
        browser.wait("document.querySelector('#verdict .badge')");
        browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
        browser.wait("!document.querySelector('#app').hidden");
        assert_eq!(browser.text("String(window.owned)"), "undefined");
        assert_eq!(browser.text("document.querySelectorAll('#app img, #app script').length"), "0");
        assert!(browser.text("document.querySelector('#app').textContent").contains("<img src=x"));
        assert_eq!(browser.text("document.getElementById('broken').hidden"), "true");
        assert_eq!(browser.text("document.title"), "Mailflow Doctor");
        // One line of a million characters, alone and as a value.
        for text in
            ["x".repeat(1_000_000), format!("Identity : A\\B\nRemoteIPRanges : {{{}}}\n", "10.0.0.1, ".repeat(50_000))]
        {
            browser.run_with(
            "const f = document.getElementById('paste'); f.value = arguments[0]; f.dispatchEvent(new Event('input', { bubbles: true }))",
            json!([text]),
        );
            assert_eq!(browser.text("document.getElementById('broken').hidden"), "true");
            assert_eq!(browser.text("document.getElementById('first').hidden"), "true");
        }
    }
}

#[test]
fn the_offered_copy_is_the_file_byte_for_byte() {
    for browser in everywhere() {
        let folder = browser.downloads();
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#verdict .badge')");
        browser.click("[data-do=download-page]");
        let copy = wait_for(&folder, "html");
        assert!(copy == std::fs::read(page()).expect("the page"), "the copy differs from the file");
    }
}

#[test]
fn a_copy_saved_by_the_browser_opens_empty() {
    for browser in everywhere() {
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#verdict .badge')");
        // What "save page, complete" stores: the document as it stands, here with the text of the field as well.
        let saved = browser.text(
        "(paste.textContent = paste.value, '<!DOCTYPE html><!-- saved from url=(0014)about:internet -->' + document.documentElement.outerHTML)",
    );
        assert!(saved.contains("EX2010-1"));
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("mailflow-saved-{}.html", std::process::id()));
        std::fs::write(&file, saved).expect("the saved copy");
        browser.open(&format!("file://{}", file.display()));
        assert_eq!(browser.text("document.getElementById('paste').value"), "");
        assert_eq!(
            browser
                .text("document.getElementById('verdict').textContent + document.getElementById('report').textContent"),
            ""
        );
        assert_eq!(browser.text("document.getElementById('first').hidden"), "false");
        // It says what it is, and does not hand itself on.
        assert_eq!(browser.text("document.getElementById('changed').hidden"), "false");
        browser.click("[data-do=download-page]");
        browser.wait("document.activeElement.id === 'changed'");
        assert_eq!(std::fs::read_dir(browser.downloads()).expect("a folder").count(), 0);
        let _ = std::fs::remove_file(file);
    }
}

#[test]
fn other_encodings_and_an_altered_byte() {
    for browser in everywhere_with(PLAIN) {
        let Some(source) = source() else { return };
        let utf16 = std::iter::once(0xfeff).chain(source.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let copies = [
            ("crlf", source.replace('\n', "\r\n").into_bytes()),
            ("bom", [b"\xef\xbb\xbf", source.as_bytes()].concat()),
            ("utf16", utf16),
        ];
        for (name, bytes) in copies {
            let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
                .join(format!("mailflow-{name}-{}.html", std::process::id()));
            std::fs::write(&file, bytes).expect("a copy");
            browser.open(&format!("file://{}", file.display()));
            browser.click("[data-do=example]");
            browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
            let _ = std::fs::remove_file(file);
            browser.run("paste.value = ''");
        }
        // One letter of the engine altered: the policy refuses the script, and the message stays.
        let at = source.find("const engine = \"").expect("the engine") + 5000;
        let mut bytes = source.into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let file =
            std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("altered-{}.html", std::process::id()));
        std::fs::write(&file, bytes).expect("an altered copy");
        browser.go(&format!("file://{}", file.display()));
        assert_eq!(browser.text("document.getElementById('fallback').hidden"), "false");
        assert_eq!(browser.text("document.getElementById('app').hidden"), "true");
        let _ = std::fs::remove_file(file);
    }
}

#[test]
fn one_flipped_byte_shows_the_message_or_harms_nothing() {
    let (Some(source), Some(browser)) = (source(), Browser::start(Engine::Chromium, PLAIN)) else { return };
    let file = browser.downloads().join("flipped.html");
    let (mut message, mut works) = (0, Vec::new());
    for number in 0..200 {
        let mut bytes = source.clone().into_bytes();
        // The lowest bit of an ASCII character: the file stays text.
        let from = match number {
            // Most of the file is the engine: some are in what stands around the script.
            0..60 => number * source.find("<script>").expect("the script") / 60,
            _ => (number - 60) * bytes.len() / 140,
        };
        let at = (from..bytes.len()).find(|at| bytes[*at].is_ascii_alphanumeric()).expect("a letter");
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).expect("a copy");
        browser.go("about:blank");
        browser.go(&format!("file://{}", file.display()));
        browser.wait("document.getElementById('fallback') && document.getElementById('starting').hidden");
        if browser.text("document.getElementById('fallback').hidden") == "false" {
            assert_eq!(browser.text("document.getElementById('app').hidden"), "true", "byte {at}");
            message += 1;
            continue;
        }
        browser.run("document.querySelector('[data-do=example]').click()");
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        works.push(at);
    }
    say(&format!("one byte flipped at 200 places: {message} times the message; works whole after the bytes {works:?}"));
    assert!(message > 150, "{message}");
}

#[test]
fn a_damaged_engine_shows_the_message() {
    for browser in everywhere_with(PLAIN) {
        let Some(source) = source() else { return };
        // Without its policy the script runs although it was altered: the damage is found in the engine itself.
        let start = source.find("<meta http-equiv=\"Content-Security-Policy\"").expect("the policy");
        let end = start + source[start..].find('>').expect("its end") + 1;
        let open = format!("{}{}", &source[..start], &source[end..]);
        let first = open.find("const engine = \"").expect("the engine") + "const engine = \"".len();
        let last = first + open[first..].find('"').expect("its end");
        let flipped = {
            let mut bytes = open.clone().into_bytes();
            let middle = first + (last - first) / 2;
            bytes[middle] = if bytes[middle] == b'A' { b'B' } else { b'A' };
            String::from_utf8(bytes).expect("text")
        };
        let half = format!("{}{}", &open[..first + (last - first) / 8 * 4], &open[last..]);
        for (name, page) in [("flipped", flipped), ("half", half)] {
            let file = browser.downloads().join(format!("{name}.html"));
            std::fs::write(&file, page).expect("a damaged copy");
            browser.go(&format!("file://{}", file.display()));
            browser.wait("!document.getElementById('fallback').hidden");
            assert_eq!(browser.text("document.getElementById('app').hidden"), "true", "{name}");
            assert_eq!(browser.text("document.getElementById('starting').hidden"), "true", "{name}");
            assert_eq!(browser.text("typeof mailflowDoctor"), "undefined", "{name}");
        }
    }
}

#[test]
fn no_frame_of_a_normal_start_shows_the_message() {
    let Some(browser) = Browser::start(Engine::Chromium, PLAIN) else { return };
    // Looks at every frame from the first one on.
    browser.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "window.seen = []; (function look() {
            const part = document.getElementById('fallback');
            const shown = part && !part.hidden && getComputedStyle(part).visibility === 'visible';
            window.seen.push(shown ? 'message' : 'none');
            requestAnimationFrame(look);
        })()" }),
    );
    browser.open(&address());
    let seen = browser.text("[...new Set(window.seen)].join()");
    assert_eq!(seen, "none", "the message was painted");
    assert_eq!(browser.text("mailflowDoctorReady.constructor.name"), "Promise");
}

#[test]
fn where_no_worker_is_allowed_the_page_itself_reads() {
    for browser in everywhere_with(PLAIN) {
        browser.open(&address());
        browser.run("window.Worker = function () { throw new Error('no worker') }");
        let text = format!("{}{ADDRESSES}{EXAMPLE}", "nothing that means anything\n".repeat(40_000));
        browser.run_with(
            "const f = document.getElementById('paste'); f.value = arguments[0]; f.dispatchEvent(new Event('input', { bubbles: true }))",
            json!([text]),
        );
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        assert_eq!(browser.text("document.getElementById('app').getAttribute('aria-busy')"), "false");
    }
}

#[test]
fn without_webassembly_the_message_stays() {
    for browser in everywhere_with(Wishes { wasm: false, ..PLAIN }) {
        browser.go(&address());
        assert_eq!(browser.text("typeof WebAssembly"), "undefined");
        let text = browser.text("document.body.innerText");
        assert!(
            text.contains("This page has not started") && text.contains("Diese Seite ist nicht gestartet"),
            "{text}"
        );
    }
}

#[test]
fn the_script_knows_no_way_out() {
    let Some(source) = source() else { return };
    let start = source.find("<script>").expect("a script");
    let engine = source.find("const engine = \"").expect("the engine");
    let after = engine + source[engine..].find("\";").expect("its end");
    let script = format!("{}{}", &source[start..engine], &source[after..]);
    for word in [
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "RTCPeerConnection",
        "import(",
        "window.open",
        "location",
        "preconnect",
        "prefetch",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "caches.",
        "BroadcastChannel",
        "document.cookie",
        "innerHTML",
        "eval(",
        "serviceWorker",
        "importScripts",
    ] {
        assert!(!script.contains(word), "the script holds {word}");
    }
    assert_eq!(source.matches("<script").count(), 1);
    assert!(!source.contains("src=\"http") && !source.contains("url("), "something is loaded from elsewhere");
    // What the engine can do to the browser, by name. A new line in the list is a decision.
    let mut names: Vec<&str> = script
        .split("__wbg_")
        .skip(1)
        .filter_map(|rest| rest.split(['(', ':', ' ', ',', ';', '.']).next())
        .filter_map(|name| name.rsplit_once('_').filter(|(_, hash)| hash.len() == 16).map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names.dedup();
    let reviewed: Vec<&str> =
        include_str!("imports.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    assert_eq!(names, reviewed, "tests/browser/imports.txt is the reviewed list");
}
