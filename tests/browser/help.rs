//! Help about a finding: a page for each code, which the fragment of the address names, and the way back.

use crate::driver::{Browser, address, everywhere};
use crate::engine::{Engine, PLAIN, Wishes};
use crate::looks::look;
use crate::{ADDRESSES, EXAMPLE};

/// The code that the help on the screen is about; empty where there is none.
const SHOWN: &str =
    "document.getElementById('topic').hidden ? '' : document.querySelector('#topic .kicker code').textContent";

/// What of the page can be seen beside the help.
const BESIDE: &str =
    "[...document.querySelectorAll('#app > *')].filter(e => e.id !== 'topic' && e.getClientRects().length).length";

#[test]
fn help_is_one_link_away_and_leads_back_to_the_same_place() {
    for browser in everywhere() {
        let text = format!("{ADDRESSES}{EXAMPLE}");
        browser.paste(&text);
        browser.wait("document.querySelector('#verdict .badge')");
        browser.click("#verdict a.code");
        browser.wait("!document.getElementById('topic').hidden");
        assert_eq!(browser.text(SHOWN), "relay-captures-exchange");
        assert_eq!(browser.text(BESIDE), "0");
        assert_eq!(browser.text("document.URL.split('#')[1]"), "relay-captures-exchange");
        assert_eq!(browser.text("document.activeElement.id"), "topic-title");
        let told = browser.text("document.getElementById('topic').innerText");
        for part in ["In your paste:", "EX2010-1", "How to prove it", "What to do", "Looks alike", "Sources"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        // From one page of help to the next, and with the browser's own way back.
        browser.click("#topic-alike + .topics a");
        browser.wait("document.URL.split('#')[1] !== 'relay-captures-exchange'");
        let next = browser.text(SHOWN);
        assert_ne!(next, "relay-captures-exchange");
        browser.run("history.back()");
        browser.wait("document.querySelector('#topic .kicker code').textContent === 'relay-captures-exchange'");
        // The first link leads back.
        let before = browser.text("document.getElementById('paste').value");
        browser.run("document.querySelector('#topic a').click()");
        browser.wait("document.getElementById('topic').hidden");
        assert_eq!(browser.text("document.URL.split('#')[1]"), "");
        assert_ne!(browser.text(BESIDE), "0");
        browser.wait("document.activeElement.dataset.topic === 'relay-captures-exchange'");
        assert_eq!(browser.text("document.getElementById('paste').value"), before);
        assert!(before.contains("EX2010-1"));
    }
}

#[test]
fn another_paste_takes_the_help_away() {
    for browser in everywhere() {
        browser.paste(EXAMPLE);
        browser.wait("document.querySelector('#verdict .badge')");
        browser.click("#verdict a.code");
        browser.wait("!document.getElementById('topic').hidden");
        browser.run_with(
            // Firefox makes the data itself, of `data` and `dataType`.
            "const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', arguments[0]); \
             const like = { clipboardData, data: arguments[0], dataType: 'text/plain', bubbles: true, cancelable: true }; \
             document.body.dispatchEvent(new ClipboardEvent('paste', like))",
            serde_json::json!([ADDRESSES]),
        );
        browser.wait("document.getElementById('topic').hidden");
        browser.wait("document.getElementById('verdict').textContent.includes('Proven')");
        // The address still holds the code; the link to it works all the same.
        browser.click("#verdict a.code");
        browser.wait("!document.getElementById('topic').hidden");
    }
}

#[test]
fn an_address_with_a_code_opens_its_help() {
    for browser in everywhere() {
        browser.go("about:blank");
        browser.open(&format!("{}#open-relay", address()));
        assert_eq!(browser.text(SHOWN), "open-relay");
        let told = browser.text("document.getElementById('topic').innerText");
        assert!(told.contains("Back to the start") && !told.contains("In your paste"), "{told}");
        browser.click("[data-do=language][data-arg=de]");
        assert!(browser.text("document.getElementById('topic').innerText").contains("So weisen Sie es nach"));
        browser.go("about:blank");
        // A fragment that is no code shows the page as it is.
        browser.open(&format!("{}#%3Cimg%20src=x%3E", address()));
        assert_eq!(browser.text(SHOWN), "");
        assert_ne!(browser.text(BESIDE), "0");
    }
}

#[test]
fn every_finding_is_on_the_list_and_has_help() {
    let Some(browser) = Browser::chromium() else { return };
    browser.run("document.getElementById('topics').open = true");
    browser.wait("document.querySelector('#topics-list a')");
    let codes = browser.run("return [...document.querySelectorAll('#topics-list a')].map(a => a.textContent)");
    let codes: Vec<&str> = codes.as_array().expect("a list").iter().filter_map(|code| code.as_str()).collect();
    assert!(codes.len() > 100, "{}", codes.len());
    for code in codes {
        browser
            .run_with("document.querySelector(`a[data-topic=\"${arguments[0]}\"]`).click()", serde_json::json!([code]));
        browser.wait("document.URL.split('#')[1]");
        assert_eq!(browser.text(SHOWN), code);
    }
}

#[test]
fn help_looks_right_and_is_accessible() {
    for (language, tag) in [("en-US", "en"), ("de-DE", "de")] {
        let Some(browser) = Browser::start(Engine::Chromium, Wishes { language, ..PLAIN }) else { return };
        for code in ["relay-captures-exchange", "not-a-receive-connector-question", "back-pressure"] {
            browser.go("about:blank");
            browser.open(&format!("{}#{code}", address()));
            for (width, dark) in [(1280, false), (1280, true), (320, false), (320, true)] {
                let theme = if dark { "dark" } else { "light" };
                look(&browser, &format!("help-{code}-{tag}-{width}-{theme}"), width, dark);
            }
        }
        browser.run("document.querySelectorAll('#topic details').forEach(fold => fold.open = true)");
        look(&browser, &format!("help-all-{tag}-320-light"), 320, false);
    }
}
