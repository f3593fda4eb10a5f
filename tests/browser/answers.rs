//! Laws of the answer: every command of a report is on the page, no state of one paste lives on in the next, and what
//! an answer costs in words and height.

use std::path::Path;

use serde_json::{Value, json};

use crate::driver::{Browser, address};
use crate::engine::{Engine, PLAIN, Wishes, say};
use crate::{ADDRESSES, EXAMPLE};

/// The golden cases as texts to paste: what they hold, and the addresses that the user would have to give above it.
fn cases() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(root).expect("cases").flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    let mut cases = Vec::new();
    for folder in folders {
        let files =
            ["queue.txt", "connectors.txt", "observed.txt"].map(|name| std::fs::read_to_string(folder.join(name)));
        let text: Vec<String> = files.into_iter().flatten().collect();
        let case = std::fs::read_to_string(folder.join("case.json")).expect("case.json");
        let case: Value = serde_json::from_str(&case).expect("JSON");
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let mut given = String::new();
        for (server, list) in case["addresses"].as_object().into_iter().flatten() {
            for one in list.as_array().into_iter().flatten() {
                given.push_str(&format!("{server} {}\n", one.as_str().unwrap_or_default()));
            }
        }
        let text = text.join("\n\n");
        if !given.is_empty() {
            cases.push((format!("{name}, with addresses"), format!("{given}\n{text}")));
        }
        cases.push((name, text));
    }
    cases
}

/// Answers texts one after the other, in one go: a call of the driver costs more than an answer. Gives for each how many
/// texts of its report were looked for, and which of them are in no `pre` once every fold was opened.
const MISSING: &str = "
    const answer = text => {
        for (const value of ['', text]) {
            paste.value = value;
            paste.dispatchEvent(new Event('input', { bubbles: true }));
        }
    };
    // Folds fill themselves when they hear that they have opened, and hear it in order. One that is gone by then hears nothing.
    const unfold = async () => {
        for (;;) {
            const closed = [...document.querySelectorAll('#app details:not([open])')];
            if (!closed.length) return;
            const heard = closed.map(fold => new Promise(done => fold.addEventListener('toggle', done, { once: true })));
            for (const fold of closed) fold.open = true;
            await Promise.race([Promise.all(heard), new Promise(done => setTimeout(done, 500))]);
        }
    };
    const missing = text => {
        const report = mailflowDoctor.diagnose(text, { language: document.documentElement.lang });
        const shown = [...document.querySelectorAll('#app pre')].map(pre => pre.textContent), wanted = [];
        const findings = report.findings, needs = findings.flatMap(f => f.needs).concat(report.next || []);
        for (const need of needs) wanted.push(['command', need.command]);
        for (const remedy of findings.flatMap(f => f.remedies)) {
            if (remedy.recommended) {
                for (const kind of ['lines', 'verify', 'retry', 'rollback']) wanted.push([remedy.id + ' ' + kind, remedy[kind].join('\\n')]);
            } else if (remedy.acceptance.accepted) {
                wanted.push([remedy.id + ' lines', remedy.lines.join('\\n')]);
            }
        }
        const missing = wanted.filter(([, text]) => text.trim() && !shown.some(pre => pre.includes(text.trim())));
        return [wanted.length, missing.map(([what, text]) => what + ': ' + text.slice(0, 120)).join('; ')];
    };
    return (async () => {
        const found = [];
        for (const text of arguments[0]) {
            answer(text);
            await unfold();
            found.push(missing(text));
        }
        return found;
    })()";

#[test]
fn every_command_of_a_report_is_on_the_page() {
    let Some(browser) = Browser::chromium() else { return };
    let cases = cases();
    let (mut all, mut missing) = (0, Vec::new());
    for language in ["en", "de"] {
        browser.open(&address());
        browser.click(&format!("[data-do=language][data-arg={language}]"));
        for some in cases.chunks(20) {
            let texts: Vec<&str> = some.iter().map(|(_, text)| text.as_str()).collect();
            let found = browser.run_with(MISSING, json!([texts]));
            let found = found.as_array().unwrap_or_else(|| panic!("{found}"));
            for ((name, _), one) in some.iter().zip(found) {
                all += one[0].as_u64().unwrap_or_default();
                if one[1] != "" {
                    missing.push(format!("{name} ({language}): {}", one[1]));
                }
            }
            assert_eq!(found.len(), some.len());
        }
    }
    say(&format!("{all} commands and steps of {} reports looked for on the page", 2 * cases.len()));
    assert!(all > 1000, "{all}");
    assert!(missing.is_empty(), "{} reports:\n{}", missing.len(), missing.join("\n"));
}

/// What a reader and a screen reader meet, folds closed; and what fields hold.
const STATE: &str =
    "document.getElementById('app').innerText + '|' + [...document.querySelectorAll('#app input, #app textarea')]
    .filter(field => field.type !== 'file').map(field => field.id + '=' + field.value).join('|')";

/// Every fold closed.
const FOLDED: &str = "for (const fold of document.querySelectorAll('#app details[open]')) fold.open = false";

#[test]
fn no_state_of_a_paste_lives_on_in_the_next() {
    let Some(browser) = Browser::chromium() else { return };
    let texts = [
        EXAMPLE.to_owned(),
        format!("{ADDRESSES}{EXAMPLE}"),
        EXAMPLE.replace("192.168.10.1", "192.168.10.3"),
        include_str!("../../www/samples/default-edited.txt").to_owned(),
        include_str!("../../www/samples/own-connector.txt").to_owned(),
        "Good morning,\nour mail is stuck.".to_owned(),
    ];
    let fresh: Vec<String> = texts
        .iter()
        .map(|text| {
            browser.open(&address());
            browser.paste(text);
            browser.wait("document.getElementById('first').hidden");
            browser.run(FOLDED);
            browser.text(STATE)
        })
        .collect();
    let mut random = fastrand::Rng::with_seed(18);
    let mut done = Vec::new();
    for round in 0..40 {
        // Mostly a round goes on where the one before ended: what it left behind must not show either.
        if round % 8 == 0 {
            browser.open(&address());
            done.clear();
        }
        for _ in 0..random.usize(1..6) {
            let step = random.usize(0..10);
            done.push(step);
            match step {
                0 => browser.paste(random.choice(&texts).expect("a text")),
                1 => drop(browser.run(
                    "for (const field of document.querySelectorAll('#ask-rows input')) { field.focus(); field.value = '192.168.10.61'; \
                     field.dispatchEvent(new Event('input', { bubbles: true })) }",
                )),
                2 => drop(browser.run("const one = [...document.querySelectorAll('[data-do=example]')].find(e => e.getClientRects().length); if (one) one.click()")),
                3 => drop(browser.run("const one = document.getElementById('clear'); if (!one.hidden) one.click()")),
                4 => drop(browser.run("const one = document.getElementById('undo'); if (!one.hidden) one.click()")),
                5 => browser.unfold(),
                6 => drop(browser.run("const all = document.querySelectorAll('[data-do=language]'); all[1].click(); all[0].click()")),
                7 => drop(browser.run("const one = document.querySelector('[data-do=example-addresses]'); if (one && one.getClientRects().length) one.click()")),
                8 => drop(browser.run_with(
                    "const one = document.querySelector('[data-do=compare]'); if (one.getClientRects().length) { later.value = arguments[0]; one.click() }",
                    json!([texts[1].replace("192.168.10.11, 192.168.10.12, ", "")]),
                )),
                _ => drop(browser.run("if (!document.getElementById('more').hidden) { later.value = command.value = 'x'; document.getElementById('whatif-from').value = '10.0.0.1' }")),
            }
        }
        let last = random.usize(0..texts.len());
        browser.paste(&texts[last]);
        browser.wait("document.getElementById('first').hidden");
        browser.run(FOLDED);
        let state = browser.text(STATE);
        // A way back to what an example or "clear" took away is offered until the next paste.
        assert_eq!(state, fresh[last], "round {round}: {done:?}, then text {last}");
    }
}

/// Twenty servers: six that send, and fourteen with the same relay connector that takes their connections.
pub(crate) fn twenty_servers() -> String {
    include_str!("../../www/samples/twenty-servers.txt").to_owned()
}

/// An organisation of so many servers, six of which send to all others, with the relay connector of the example.
fn many_servers(count: usize) -> String {
    let twenty = twenty_servers();
    let first = twenty.find("Identity         : EX07").expect("a server");
    let second = twenty[first..].find("Identity         : EX08").expect("the next") + first;
    let mut text = twenty[..first].to_owned();
    for number in 1..=count {
        let name = format!("MB{number:04}");
        text.push_str(&twenty[first..second].replace("EX07", &name).replace("ex07", &name.to_ascii_lowercase()));
    }
    text
}

/// `MAILFLOW_DOCTOR_SERVERS` says how many servers; a build with little optimisation needs minutes for 1,740.
#[test]
fn a_large_answer_has_few_nodes_and_is_quick() {
    let Some(browser) = Browser::chromium() else { return };
    let count = std::env::var("MAILFLOW_DOCTOR_SERVERS").ok().and_then(|count| count.parse().ok()).unwrap_or(320);
    let text = many_servers(count);
    let file = browser.downloads().join("large.txt");
    std::fs::write(&file, &text).expect("a large file");
    let start = std::time::Instant::now();
    browser.type_into("#file", &file.display().to_string());
    browser.wait("document.querySelector('#verdict .badge')");
    let answered = start.elapsed();
    let nodes = browser.run("return document.querySelectorAll('*').length").as_u64().unwrap_or(u64::MAX);
    // From a key to the next frame that shows what came of it.
    let key = "const field = document.querySelector(arguments[0]); field.focus(); const start = performance.now(); \
         for (const kind of ['keydown', 'keyup']) field.dispatchEvent(new KeyboardEvent(kind, { key: 'a', bubbles: true })); \
         field.value += 'a'; field.dispatchEvent(new Event('input', { bubbles: true })); \
         return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0)))";
    browser.run("document.getElementById('whatif').open = true");
    let mut slowest: f64 = 0.0;
    for field in ["#whatif-from", "#command", "#later"] {
        slowest = slowest.max(browser.run_with(key, json!([field])).as_f64().unwrap_or(f64::MAX));
    }
    let opened = browser.run(
        "const start = performance.now(); for (const id of ['lands', 'queues', 'connectors', 'why', 'as-read']) { \
         const fold = document.getElementById(id); if (fold) fold.open = true } \
         return new Promise(done => setTimeout(() => requestAnimationFrame(() => done(performance.now() - start)), 0))",
    );
    let all = browser.run("return document.querySelectorAll('*').length");
    say(&format!(
        "{count} servers, {} bytes: answered in {answered:.1?}, {nodes} elements, a key within {slowest:.0} ms; five folds \
         opened in {opened} ms, then {all} elements",
        text.len()
    ));
    assert!(nodes <= 5000, "{nodes} elements");
}

#[test]
fn an_answer_is_short() {
    for (language, tag) in [("en-US", "en"), ("de-DE", "de")] {
        let Some(browser) = Browser::start(Engine::Chromium, Wishes { language, ..PLAIN }) else { return };
        for (name, text, most_words, most_height) in [
            ("the example answered", format!("{ADDRESSES}{EXAMPLE}"), 700, 2500),
            ("twenty servers", twenty_servers(), 1200, 3200),
        ] {
            browser.open(&address());
            browser.look(1280, false);
            browser.paste(&text);
            browser.wait("document.querySelector('#verdict .badge')");
            let found = browser.run(
                "return [document.body.innerText.split(/\\s+/).filter(Boolean).length, document.documentElement.scrollHeight, \
                 document.querySelectorAll('*').length]",
            );
            let (words, height) = (found[0].as_u64().unwrap_or(u64::MAX), found[1].as_u64().unwrap_or(u64::MAX));
            say(&format!(
                "{name} ({tag}): {words} of {most_words} words, {height} of {most_height} pixels, {} elements",
                found[2]
            ));
            browser.picture(&format!("short-{}-{tag}", name.replace(' ', "-")), 4000.0);
            browser.picture(&format!("readme-{}-{tag}", name.replace(' ', "-")), 1500.0);
            assert!(language != "en-US" || words <= most_words, "{name}: {words} words");
            assert!(language != "en-US" || height <= most_height, "{name}: {height} pixels");
        }
    }
}
