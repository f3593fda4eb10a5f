//! Every state of the page, checked with axe-core where that is there. `MAILFLOW_DOCTOR_PICTURES=1` takes a picture of each
//! on the way, into `target/screenshots`; those of README.md are always taken.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::answers::twenty_servers;
use crate::driver::{Browser, address};
use crate::engine::{Engine, PLAIN, Wishes, say};
use crate::{ADDRESSES, EXAMPLE};

/// Taller pictures are cut: Chromium stores no more.
const WHOLE: f64 = 9000.0;

/// A paste that excludes what it shows, and does not prove the cause.
const UNPROVEN: &str = include_str!("../../www/samples/not-proven.txt");

/// A paste in which nothing is stuck.
const FINE: &str = include_str!("../../www/samples/own-connector.txt");

/// How each state looks; `MAILFLOW_DOCTOR_BLESS=1` writes it anew, for review.
const FACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/looks.txt");

#[test]
fn every_state_looks_right_and_is_accessible() {
    let mut seen = String::new();
    for (language, tag) in [("en-US", "en"), ("de-DE", "de")] {
        let Some(browser) = Browser::start(Engine::Chromium, Wishes { language, ..PLAIN }) else { return };
        for (state, text) in [
            ("empty", String::new()),
            ("nothing", "Good morning,\nour mail is stuck, can you help?".to_owned()),
            ("unproven", UNPROVEN.to_owned()),
            ("likely", EXAMPLE.to_owned()),
            ("proven", format!("{ADDRESSES}{EXAMPLE}")),
            ("many", twenty_servers()),
            ("fine", FINE.to_owned()),
            ("compared", format!("{ADDRESSES}{EXAMPLE}")),
        ] {
            browser.open(&address());
            if !text.is_empty() {
                browser.paste(&text);
                browser.wait("document.getElementById('first').hidden");
            }
            if state == "compared" {
                let later = text.replace("192.168.10.11, 192.168.10.12, ", "");
                browser.run_with("document.getElementById('later').value = arguments[0]", json!([later]));
                browser.click("[data-do=compare]");
                browser.wait("document.querySelector('#verdict .follow')");
                // What sticks to the top of the window is measured where it stands.
                browser.run("window.scrollTo(0, 0)");
            }
            for (width, dark) in [(1280, false), (1280, true), (320, false), (320, true)] {
                let theme = if dark { "dark" } else { "light" };
                let name = format!("{state}-{tag}-{width}-{theme}");
                look(&browser, &name, width, dark);
                let facts = browser.run(include_str!("facts.js"));
                assert_eq!(facts[1], "", "{name}");
                seen.push_str(&format!("{name}\n{}\n\n", facts[0].as_str().unwrap_or_default()));
                // The pictures of README.md.
                if (width, dark) == (1280, false) && matches!(state, "unproven" | "likely" | "proven" | "many") {
                    browser.picture(&format!("readme-{state}-{tag}"), 1500.0);
                }
            }
        }
        // Every fold open, of one paste after the other.
        for (state, text) in [("proven", format!("{ADDRESSES}{EXAMPLE}")), ("many", twenty_servers())] {
            browser.open(&address());
            browser.paste(&text);
            browser.wait("document.getElementById('first').hidden");
            for (width, dark) in [(1280, false), (1280, true), (320, false)] {
                browser.unfold();
                let theme = if dark { "dark" } else { "light" };
                look(&browser, &format!("open-{state}-{tag}-{width}-{theme}"), width, dark);
            }
        }
        assert_eq!(
            browser.text("[...document.querySelectorAll('[data-word]')].filter(e => !e.textContent).length"),
            "0"
        );
    }
    if std::env::var_os("MAILFLOW_DOCTOR_BLESS").is_some() {
        std::fs::write(FACTS, &seen).expect("the facts");
    }
    let reviewed = std::fs::read_to_string(FACTS).expect("the facts");
    for (now, before) in seen.split("\n\n").zip(reviewed.split("\n\n")) {
        assert_eq!(now, before, "it looks different from tests/browser/looks.txt");
    }
    assert_eq!(seen.len(), reviewed.len(), "states were added or taken away");
}

#[test]
fn other_engines_draw_it_too() {
    for (engine, narrow) in [(Engine::Firefox, 320), (Engine::WebKit, 500)] {
        for dark in [false, true] {
            let Some(browser) = Browser::start(engine, Wishes { dark, ..PLAIN }) else { break };
            browser.open(&address());
            browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
            browser.wait("document.querySelector('#verdict .badge')");
            assert_eq!(browser.text("matchMedia('(prefers-color-scheme: dark)').matches"), dark.to_string());
            for width in [1280, narrow] {
                let theme = if dark { "dark" } else { "light" };
                look(&browser, &format!("{}-{width}-{theme}", engine.name().to_lowercase()), width, dark);
            }
        }
    }
    say("not tried in WebKitGTK: 320 pixels (its window is wider; 500 instead)");
}

/// Takes a picture, and checks that nothing is wider than the window and that axe-core has nothing to say.
pub(crate) fn look(browser: &Browser, name: &str, width: u32, dark: bool) {
    browser.look(width, dark);
    if std::env::var_os("MAILFLOW_DOCTOR_PICTURES").is_some() {
        browser.picture(name, WHOLE);
    }
    let wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert!(wide.as_i64() <= Some(0), "{name}: {wide} pixels too wide");
    axe(browser, name, dark);
}

/// The theme changes colours and nothing else, so in the dark only what asks for colours is asked.
fn axe(browser: &Browser, what: &str, dark: bool) {
    let tools = std::env::var_os("MAILFLOW_DOCTOR_TOOLS").map(PathBuf::from);
    let tools = tools.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("tools"));
    let Ok(axe) = std::fs::read_to_string(tools.join("node_modules/axe-core/axe.min.js")) else {
        say(&format!("skipped: axe-core is not there ({what})"));
        return;
    };
    browser.run(&format!("if (!window.axe) {{ {axe} }}"));
    let rules = if dark { "runOnly: ['color-contrast', 'link-in-text-block']," } else { "" };
    browser.run(&format!(
        "window.axeDone = null; axe.run(document, {{ {rules} resultTypes: ['violations'] }}).then(r => {{ \
             window.axeDone = r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target + ' ' + n.failureSummary).join('; ')) }})"
    ));
    browser.wait("window.axeDone");
    let found = browser.run("return window.axeDone");
    assert_eq!(found, Value::Array(Vec::new()), "{what}");
}
