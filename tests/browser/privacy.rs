//! What the page promises about the user's text, tried: no requests, a policy that holds, hostile text shown as text,
//! a copy that is the file itself.

use serde_json::json;

use crate::driver::{Browser, PATIENCE, address, everywhere, everywhere_with, page};
use crate::engine::{Engine, PLAIN, Wishes, say, webkit_with_a_profile};
use crate::http::{self, Collector, Visited};
use crate::use_of_it::wait_for;
use crate::{ADDRESSES, EXAMPLE};

pub(crate) fn source() -> Option<String> {
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
            0..60 => number * source.find("<script").expect("the script") / 60,
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

/// The page with the hash of its script in its policy, as the build writes it.
pub(crate) fn with_own_hash(source: &str) -> String {
    let start = source.find("<script").expect("the script");
    let start = start + source[start..].find('>').expect("its start") + 1;
    let end = start + source[start..].find("</script>").expect("its end");
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("script-{}.js", std::process::id()));
    std::fs::write(&file, &source[start..end]).expect("the script");
    let sum = std::process::Command::new("sha256sum").arg(&file).output().expect("sha256sum").stdout;
    let _ = std::fs::remove_file(file);
    let digit = |c: u8| (c as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).expect("a digit");
    let bytes: Vec<u8> = sum[..64].chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect();
    let hash = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
    let at = source.find("script-src 'sha256-").expect("the policy") + "script-src 'sha256-".len();
    let after = at + source[at..].find('\'').expect("the end of the hash");
    format!("{}{hash}{}", &source[..at], &source[after..])
}

#[test]
fn without_its_policy_in_force_the_page_does_not_start() {
    let Some(browser) = Browser::start(Engine::Chromium, PLAIN) else { return };
    browser.cdp("Page.enable", json!({}));
    browser.cdp("Page.setBypassCSP", json!({ "enabled": true }));
    browser.go(&address());
    browser.wait("!document.getElementById('unprotected').hidden");
    assert_eq!(browser.text("document.getElementById('app').hidden"), "true");
    assert_eq!(browser.text("typeof mailflowDoctor"), "undefined");
    browser.cdp("Page.setBypassCSP", json!({ "enabled": false }));
    browser.open(&address());
    assert_eq!(browser.text("document.getElementById('unprotected').hidden"), "true");
}

#[test]
fn what_an_extension_adds_is_told_from_what_was_altered() {
    for browser in everywhere_with(PLAIN) {
        let Some(source) = source() else { return };
        let file = browser.downloads().join("other.html");
        let long = "x".repeat(300);
        let added = [
            source.replacen("<main ", &format!("<div class=\"extension\">{long}</div><main "), 1),
            source.replacen("<head>", "<head><style>p { color: red }</style>", 1),
        ];
        let altered = [
            source.replacen("<main data-own=\"\">", &format!("<main data-own=\"\"><p>{long}</p>"), 1),
            source.replacen("<body", &format!("<body title=\"{long}\""), 1).replacen("id=\"paste\"", "id=\"past\"", 1),
            source.replacen("form-action 'none'; ", "", 1),
            source.replacen("</style>", &format!("/* {long} */</style>"), 1),
        ];
        for page in added {
            assert_ne!(page, source);
            std::fs::write(&file, page).expect("a copy");
            browser.go("about:blank");
            browser.open(&format!("file://{}", file.display()));
            assert_eq!(browser.text("document.getElementById('changed').hidden"), "false");
        }
        for page in altered {
            assert_ne!(page, source);
            std::fs::write(&file, page).expect("a copy");
            browser.go("about:blank");
            browser.go(&format!("file://{}", file.display()));
            browser.wait("!document.getElementById('altered').hidden");
            assert_eq!(browser.text("document.getElementById('app').hidden"), "true");
        }
    }
}

/// Whether a file in a folder holds this text, as bytes of UTF-8 or of UTF-16.
fn holds(folder: &std::path::Path, text: &str) -> Vec<std::path::PathBuf> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(holds(&path, text));
        } else if let Ok(bytes) = std::fs::read(&path)
            && (memchr(&bytes, text.as_bytes()) || memchr(&bytes, &wide))
        {
            found.push(path);
        }
    }
    found
}

fn memchr(bytes: &[u8], wanted: &[u8]) -> bool {
    let first = wanted.first().copied().unwrap_or_default();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        rest = &rest[at..];
        if rest.starts_with(wanted) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

#[test]
fn nothing_of_a_paste_is_stored() {
    for browser in everywhere_with(PLAIN) {
        // What a browser does store: an address that was visited.
        let port = http::serve(b"<!DOCTYPE html><title>x</title>".to_vec());
        browser.go(&format!("http://127.0.0.1:{port}/visited-qzvx-7731"));
        browser.open(&address());
        let marked = |text: &str| {
            text.replace("EX2016", "QZVXMARK").replace("ex2016", "qzvxmark").replace("Relay QZVX", "Qzvxrelay QZVX")
        };
        browser.paste(&marked(EXAMPLE));
        browser.wait("document.querySelector('#ask-rows input')");
        for (field, address) in [("#ask-0", "192.168.10.11"), ("#ask-1", "192.168.10.12")] {
            browser.type_into(field, address);
        }
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
        browser.unfold();
        browser.type_into("#whatif-from", "192.168.20.77");
        browser.click("[data-do=whatif]");
        browser.wait("document.querySelector('#whatif-answer .candidates')");
        browser.type_into("#command", "Set-ReceiveConnector 'QZVXMARK-1\\Qzvxrelay QZVXMARK-1' -Enabled $false");
        browser.click("[data-do=command]");
        browser.wait("document.getElementById('command-answer').textContent");
        browser.run_with("document.getElementById('later').value = arguments[0]", json!([marked(EXAMPLE)]));
        browser.click("[data-do=compare]");
        browser.wait("document.querySelector('#verdict .follow')");
        browser.run("document.getElementById('pseudonyms').click()");
        // Longer than a browser takes to write its session down.
        std::thread::sleep(std::time::Duration::from_secs(20));
        let home = browser.home().to_owned();
        let look = |when: &str| {
            let found: Vec<_> =
                ["QZVXMARK", "qzvxmark", "Qzvxrelay", "192.168.20.77"].iter().flat_map(|m| holds(&home, m)).collect();
            assert!(found.is_empty(), "{} {when}: {found:?}", browser.engine.name());
        };
        look("while it runs");
        let visited = holds(&home, "visited-qzvx-7731").len();
        say(&format!(
            "{}: nothing of the paste in the profile; the visited address in {visited} files",
            browser.engine.name()
        ));
        // The driver's browser of WebKitGTK has no profile on disk; the test below runs one that has.
        assert!(visited > 0 || browser.engine == Engine::WebKit, "the search finds what is stored");
        browser.run("paste.value = ''; document.querySelector('[data-do=remove-file]')?.click()");
        browser.quit();
        look("afterwards");
    }
}

/// `WebKitGTK` under its driver keeps nothing on disk, so nothing could be found there. This is its browser with a profile
/// and without a driver: a copy of the page works by itself, and a page that does store something shows that the search
/// finds what is stored.
#[test]
fn webkit_with_a_profile_stores_nothing_of_a_paste() {
    let Some(source) = source() else { return };
    if !Engine::WebKit.is_there() {
        return;
    }
    let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("webkit-{}", std::process::id()));
    std::fs::create_dir_all(&home).expect("a home");
    let marked = json!(EXAMPLE.replace("EX2016", "QZVXMARK").replace("ex2016", "qzvxmark"));
    let run = |at: &str, visited: &Visited| {
        let mut browser = webkit_with_a_profile(&home, at);
        wait_until(|| visited.paths().iter().any(|path| path.starts_with("/done")));
        let found = holds(&home, "QZVXMARK");
        for process in browser.iter_mut().rev() {
            let _ = process.kill();
            let _ = process.wait();
        }
        (found, holds(&home, "QZVXMARK"))
    };
    // The copy pastes, answers, compares and asks by itself, waits longer than a browser takes to write, and says how it went.
    let visited = Visited::start("");
    let steps = format!(
        "resolve(window.mailflowDoctor); setTimeout(() => {{
             const write = (id, text) => {{ const field = document.getElementById(id); field.value = text;
                 field.dispatchEvent(new Event('input', {{ bubbles: true }})) }};
             write('paste', {marked}); write('ask-0', '192.168.10.11'); write('later', {marked});
             for (const fold of document.querySelectorAll('details')) fold.open = true;
             document.querySelector('[data-do=compare]').click();
             const told = document.getElementById('verdict').textContent.includes('QZVXMARK') ? 'answered' : 'failed';
             setTimeout(() => {{ write('paste', ''); document.location = 'http://127.0.0.1:{}/done-' + told }}, 8000);
         }}, 500);",
        visited.port
    );
    let start = "resolve(window.mailflowDoctor);";
    assert_eq!(source.matches(start).count(), 1);
    let copy = home.with_extension("html");
    std::fs::write(&copy, with_own_hash(&source.replace(start, &steps))).expect("a copy");
    let (while_it_runs, afterwards) = run(&format!("file://{}", copy.display()), &visited);
    assert!(visited.paths().contains(&"/done-answered".to_owned()), "{:?}", visited.paths());
    assert!(while_it_runs.is_empty() && afterwards.is_empty(), "{while_it_runs:?} {afterwards:?}");
    // A page that does store the same shows that the search would find it.
    let visited = Visited::start(
        "<!DOCTYPE html><title>x</title><script>localStorage.setItem('kept', 'QZVXMARK');
         setTimeout(() => { document.location = '/done' }, 3000)</script>",
    );
    let (while_it_runs, afterwards) = run(&format!("http://127.0.0.1:{}/", visited.port), &visited);
    let found = while_it_runs.len().max(afterwards.len());
    assert!(found > 0, "the search finds what is stored");
    say(&format!("WebKitGTK with a profile: nothing of the paste in it; what another page stores in {found} files"));
    let _ = std::fs::remove_file(copy);
    let _ = std::fs::remove_dir_all(&home);
}

#[test]
fn a_damaged_engine_shows_the_message() {
    for browser in everywhere_with(PLAIN) {
        let Some(source) = source() else { return };
        // The policy allows the altered script: the damage is found in the engine itself.
        let first = source.find("const engine = \"").expect("the engine") + "const engine = \"".len();
        let last = first + source[first..].find('"').expect("its end");
        let flipped = {
            let mut bytes = source.clone().into_bytes();
            let middle = first + (last - first) / 2;
            bytes[middle] = if bytes[middle] == b'A' { b'B' } else { b'A' };
            String::from_utf8(bytes).expect("text")
        };
        let half = format!("{}{}", &source[..first + (last - first) / 8 * 4], &source[last..]);
        let (flipped, half) = (with_own_hash(&flipped), with_own_hash(&half));
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
    let start = source.find("<script").expect("a script");
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
