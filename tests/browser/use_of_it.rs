//! What a user does with the page: paste, answer, copy, download, drop, undo, by mouse and by keyboard alone.

use std::path::Path;

use serde_json::json;

use crate::driver::{Browser, PATIENCE, address, everywhere, everywhere_with, key, page};
use crate::engine::{Engine, PLAIN, Wishes, say};
use crate::http;
use crate::{ADDRESSES, EXAMPLE};

const VERDICT: &str = "(document.querySelector('#verdict') || {}).textContent || ''";

#[test]
fn a_paste_is_answered_without_a_button() {
    for browser in everywhere() {
        assert_eq!(browser.text("document.getElementById('fallback').hidden"), "true");
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#verdict .badge.bad')");
        let verdict = browser.text(VERDICT);
        assert!(verdict.contains("Relay on EX2016-1") && verdict.contains("Proven"), "{verdict}");
        assert_eq!(browser.text("document.querySelectorAll('#card .path .candidate.win').length"), "1");
        assert!(browser.text("document.getElementById('status').textContent").contains("finding"));
        assert_eq!(browser.text("document.title"), "Mailflow Doctor");
        assert_eq!(browser.text("location.hash"), "");
    }
}

#[test]
fn the_example_asks_for_addresses_and_answers_while_they_are_typed() {
    for browser in everywhere() {
        browser.click("[data-do=example]");
        browser.wait("document.querySelectorAll('#ask-rows input').length >= 2");
        let verdict = browser.text(VERDICT);
        assert!(verdict.contains("Likely"), "{verdict}");
        let labels = browser.text("document.getElementById('ask-rows').textContent");
        assert!(labels.contains("EX2010-1") && labels.contains("EX2010-2"), "{labels}");
        // The field keeps the keyboard while the answer is drawn again around it.
        browser.run("document.querySelector('#ask-rows input').focus()");
        browser.press(None, "192.168.10");
        browser.wait("document.querySelector('#ask-rows .soft').textContent.includes('192.168.10')");
        browser.press(None, ".11");
        browser.wait("document.querySelector('#ask-rows .soft').textContent === ''");
        assert_eq!(browser.text("document.activeElement.id"), "ask-0");
        browser.click("[data-do=example-addresses]");
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
        assert_eq!(browser.text("document.querySelectorAll('#ask-rows input').length >= 2"), "true");
    }
}

#[test]
fn what_is_to_be_done_is_said_once_and_what_happens_is_of_the_finding() {
    const PRESSURE: &str = include_str!("../cases/o50-event-of-back-pressure/observed.txt");
    const BALANCER: [&str; 2] = [
        include_str!("../cases/d41-load-balancer-in-last-error/queue.txt"),
        include_str!("../cases/d41-load-balancer-in-last-error/connectors.txt"),
    ];
    for browser in everywhere() {
        browser.paste(PRESSURE);
        browser.wait("document.querySelector('#rows .lines')");
        assert_eq!(browser.text("document.getElementById('app').textContent.split('15004 to').length - 1"), "1");
        // The address that is known is not the sender's.
        browser.paste(&BALANCER.concat());
        browser.wait("document.querySelectorAll('#ask-rows input').length === 1");
        assert!(browser.text(VERDICT).contains("EX10"));
        assert_eq!(browser.text("document.querySelectorAll('#card .path').length"), "0");
        // What a script changes is set off, all lines of it.
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#report pre .k')");
        let told = browser.text(
            "[...document.querySelector('#report pre .k').parentNode.children].filter(e => e.className).map(e => e.className + e.textContent).join('')",
        );
        let told = told.split("rehearsal:").nth(1).and_then(|t| t.split("c    #").next()).unwrap_or_default();
        assert!(told.lines().count() > 2 && told.lines().all(|l| l.is_empty() || l.starts_with("k#")), "{told}");
    }
}

#[test]
fn lines_tabs_and_folds_work() {
    for browser in everywhere() {
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#rows .quote')");
        let line = browser.text("document.querySelector('#rows .quote').dataset.quote");
        browser.unfold();
        browser.click("#rows .quote [data-do=jump]");
        let selected = "paste.value.slice(paste.selectionStart, paste.selectionEnd)";
        let expected = format!("paste.value.split('\\n')[{line} - 1]");
        assert_eq!(browser.text(selected), browser.text(&expected));
        assert_eq!(browser.text("document.activeElement.id"), "paste");
        // A fold is filled when it opens.
        let reasons = browser.text("document.querySelector('[data-landing]').textContent");
        assert!(reasons.contains("Default Frontend"), "{reasons}");
        // What if: another address, asked by keyboard.
        browser.run("document.getElementById('whatif-from').focus()");
        browser.press(None, &format!("192.168.20.40{}", key::ENTER));
        browser.wait("document.getElementById('whatif-answer').textContent.includes('Relay EX2016-1')");
        browser.press(None, &format!("x{}", key::ENTER));
        browser.wait("document.querySelector('#whatif-answer .warn')");
    }
}

#[test]
fn the_fix_is_steps_that_are_copied_and_downloaded() {
    for browser in everywhere() {
        let folder = browser.downloads();
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#fix .steps')");
        let lines = browser.text("document.querySelector('#fix [data-slot=lines]').textContent");
        assert!(lines.lines().count() == 2 && lines.lines().all(|l| l.starts_with("Set-ReceiveConnector")), "{lines}");
        browser.click_copy("[data-do=copy-lines]");
        assert_eq!(browser.clipboard().trim(), lines);
        browser.click_copy("[data-do=copy-script]");
        let script = browser.clipboard();
        assert!(script.contains("-WhatIf") && script.contains("Export-Clixml"), "{script}");
        for step in ["Verify", "Retry the queues", "Undo"] {
            browser.unfold();
            browser.click_copy(&format!("#fix [aria-label='Copy: {step}']"));
            let shown = browser.text(&format!("document.querySelector('#fix pre[aria-label=\"{step}\"]').textContent"));
            assert_eq!(browser.clipboard().trim(), shown.trim(), "{step}");
        }
        browser.click("[data-do=download-script]");
        let script = wait_for(&folder, "ps1");
        assert!(script.starts_with("\u{feff}".as_bytes()), "Windows PowerShell needs the mark");
    }
}

#[test]
fn the_report_is_handed_over_as_text_markdown_and_json() {
    for browser in everywhere() {
        let folder = browser.downloads();
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("!document.getElementById('more').hidden");
        browser.unfold();
        for what in ["copy-text", "copy-markdown"] {
            browser.click_copy(&format!("[data-do={what}]"));
            let text = browser.clipboard();
            assert!(text.contains("Relay EX2016-1") && text.contains("192.168.10.11"), "{text}");
            assert_eq!(text.contains("# Mailflow"), what == "copy-markdown");
        }
        browser.click("[data-do=download-json]");
        let json: serde_json::Value = serde_json::from_slice(&wait_for(&folder, "json")).expect("JSON");
        assert_eq!(json.pointer("/schema"), Some(&json!(2)));
        assert_eq!(json.pointer("/findings/0/code"), Some(&json!("relay-captures-exchange")));
    }
}

#[test]
fn the_report_is_a_document_of_its_own() {
    for browser in everywhere() {
        let folder = browser.downloads();
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("!document.getElementById('more').hidden");
        browser.unfold();
        browser.click("[data-do=download-html]");
        let file = folder.join("report.htm");
        std::fs::write(&file, wait_for(&folder, "html")).expect("the report");
        browser.run("paste.value = ''");
        browser.go(&format!("file://{}", file.display()));
        let text = browser.text("document.body.textContent");
        for part in ["Relay EX2016-1", "Set-ReceiveConnector", "Retry-Queue", "192.168.10.11", "larger range"] {
            assert!(text.contains(part), "{part}");
        }
        let active = "document.querySelectorAll('script, button, input, template, [data-word=copy]').length";
        assert_eq!(browser.text(active), "0");
        assert_eq!(browser.text("document.querySelectorAll('details:not([open])').length"), "0");
        assert_eq!(browser.text("getComputedStyle(document.querySelector('.sheet')).borderTopWidth"), "1px");
        browser.picture(&format!("document-{}", browser.engine.name().to_lowercase()), 9000.0);
    }
}

#[test]
fn pseudonyms_are_handed_over_on_request() {
    for browser in everywhere() {
        let folder = browser.downloads();
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("!document.getElementById('more').hidden");
        browser.unfold();
        browser.click("#pseudonyms");
        browser.wait("document.querySelector('#pseudonyms-list li')");
        let list = browser.text("document.getElementById('pseudonyms-list').textContent");
        assert!(list.contains("SRV1") && list.contains("ex2010-1"), "{list}");
        // One after the other, as a hand does it: an engine may drop the first of two downloads that start at once.
        browser.click("[data-do=download-json]");
        let json = String::from_utf8(wait_for(&folder, "json")).expect("text");
        browser.click("[data-do=download-input]");
        let input = String::from_utf8(wait_for(&folder, "txt")).expect("text");
        browser.click_copy("[data-do=copy-text]");
        let text = browser.clipboard();
        browser.click("[data-do=download-html]");
        let html = String::from_utf8(wait_for(&folder, "html")).expect("text");
        for handed in [&json, &input, &text, &html] {
            for name in ["EX2010", "EX2016", "corp.example", "192.168.10."] {
                assert!(!handed.contains(name), "{name} is in {handed}");
            }
            assert!(handed.contains("SRV3") && handed.contains("Connector 1"), "{handed}");
        }
        // The diagnosis of what was handed over is the same.
        let report = browser.run_with("return mailflowDoctor.diagnose(arguments[0])", json!([input]));
        assert_eq!(report.pointer("/findings/0/code"), Some(&json!("relay-captures-exchange")));
        assert_eq!(report.pointer("/findings/0/certainty"), Some(&json!("proven")));
        assert!(browser.text("document.querySelector('#verdict').textContent").contains("EX2016-1"));
    }
}

#[test]
fn every_example_is_a_click() {
    for browser in everywhere() {
        for (index, words) in
            ["Relay on EX2016-1", "does not offer", "as intended", "does not prove", "EX07–EX20"].iter().enumerate()
        {
            browser.click(&format!("#first [data-do=example][data-arg='{index}']"));
            browser.wait(&format!("document.querySelector('#verdict').textContent.includes('{words}')"));
            browser.click("#clear");
        }
        // Another paste into the same field has questions of its own.
        browser.paste(EXAMPLE);
        browser.wait("document.querySelectorAll('#ask-rows input').length >= 2");
        browser.paste(include_str!("../../www/samples/default-edited.txt"));
        browser.wait("document.querySelector('#verdict').textContent.includes('does not offer')");
        assert_eq!(browser.text("document.querySelectorAll('#ask-rows input').length"), "0");
        assert_eq!(browser.text("document.getElementById('ask').hidden"), "true");
    }
}

#[test]
fn files_of_any_kind_are_dropped() {
    for browser in everywhere() {
        let drop = "const data = new DataTransfer(); data.items.add(new File([new Uint8Array(arguments[0])], arguments[1])); \
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
        // What Out-File of Windows PowerShell writes: UTF-16 with a mark.
        let utf16: Vec<u8> = std::iter::once(0xfeff).chain(EXAMPLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        browser.run_with(drop, json!([utf16, "mailflow.txt"]));
        browser.wait("document.getElementById('files').textContent.includes('mailflow.txt')");
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        browser.unfold();
        browser.click("[data-do=remove-file]");
        browser.wait("document.getElementById('files').hidden && !document.getElementById('first').hidden");
        // A photo.
        let mut photo = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00".to_vec();
        photo.extend(noise(50_000));
        browser.run_with(drop, json!([photo, "IMG_0001.jpg"]));
        browser.wait("!document.getElementById('nothing').hidden");
        assert!(browser.text("document.getElementById('nothing-command').textContent").contains("Get-Queue"));
        assert_eq!(browser.text("document.getElementById('broken').hidden"), "true");
    }
}

#[test]
fn folders_are_taken() {
    for browser in everywhere() {
        // Drivers drag no folders; what the browsers hand over is a tree like this one.
        browser.run_with(
            "const text = arguments[0], file = (path, type) => ({ isFile: true, name: path.split('/').pop(), fullPath: path, \
                file: done => setTimeout(() => done(new File([text], path.split('/').pop())), 1) }), \
             folder = (path, ...lists) => ({ isDirectory: true, name: path, fullPath: path, \
                createReader: () => ({ readEntries: done => setTimeout(() => done(lists.shift() || []), 1) }) }), \
             root = folder('/logs', [file('/logs/picture.jpg')], [folder('/logs/deep', [file('/logs/deep/EX_ReceiveConnectors.txt')])]), \
             drop = new Event('drop', { bubbles: true, cancelable: true }); \
             Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], items: [{ webkitGetAsEntry: () => root }] } }); \
             document.body.dispatchEvent(drop)",
            json!([EXAMPLE]),
        );
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        let files = browser.text("document.getElementById('files').textContent");
        assert!(files.contains("logs/deep/EX_ReceiveConnectors.txt") && !files.contains("jpg"), "{files}");
        if browser.engine != Engine::Chromium {
            say(&format!("not tried in {}: choosing a folder (its driver takes files only)", browser.engine.name()));
            continue;
        }
        browser.unfold();
        browser.click("[data-do=remove-file]");
        let folder = browser.downloads().join("EX2016-1/deep");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("EX2016_ReceiveConnectors.txt"), EXAMPLE).expect("a file");
        std::fs::write(folder.join("picture.jpg"), [0xff, 0xd8]).expect("a file");
        browser.type_into("#folder", &folder.parent().expect("a folder").display().to_string());
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        let files = browser.text("document.getElementById('files').textContent");
        assert!(files.contains("EX2016-1/deep/EX2016_ReceiveConnectors.txt") && !files.contains("jpg"), "{files}");
    }
}

#[test]
fn five_megabytes_of_noise_are_answered() {
    for browser in everywhere() {
        browser.run(
        "let n = 1; const bytes = new Uint8Array(5e6); \
         for (let i = 0; i < bytes.length; i++) { n = (n * 1103515245 + 12345) & 0x7fffffff; bytes[i] = n >> 16; } \
         window.before = performance.now(); const data = new DataTransfer(); data.items.add(new File([bytes], 'noise.bin')); \
         document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })); \
         const text = new TextDecoder('latin1').decode(bytes); window.report = mailflowDoctor.diagnose(text)",
    );
        browser.wait("document.getElementById('files').textContent.includes('noise.bin')");
        assert_eq!(browser.text("document.getElementById('broken').hidden"), "true");
        assert_eq!(browser.text("window.report.schema"), "2");
    }
}

#[test]
fn clear_can_be_undone() {
    for browser in everywhere() {
        browser.click("[data-do=example]");
        browser.wait("document.querySelectorAll('#ask-rows input').length >= 2");
        browser.click("[data-do=example-addresses]");
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
        let given = browser.text("document.getElementById('given').textContent");
        assert!(given.contains("EX2010-1 192.168.10.11"), "{given}");
        browser.click("#clear");
        browser.wait("paste.value === '' && !document.getElementById('undo').hidden");
        assert_eq!(browser.text(VERDICT), "");
        assert_eq!(browser.text("document.activeElement.id"), "undo");
        browser.press(None, &key::ENTER.to_string());
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
    }
}

#[test]
fn the_keyboard_alone_is_enough() {
    for browser in everywhere() {
        let here = "document.activeElement.id || document.activeElement.dataset.do || document.activeElement.tagName";
        // Tab until something has the focus; gives what had it on the way.
        let to = |wanted: &str| {
            let mut seen = Vec::new();
            for _ in 0..80 {
                browser.press(None, &key::TAB.to_string());
                seen.push(browser.text(here));
                if seen.last().is_some_and(|s| s == wanted) {
                    return seen;
                }
            }
            panic!("{wanted} is not in {seen:?}");
        };
        // The field waits for the paste; the first stop on the page leads there, or to the answer.
        assert_eq!(browser.text(here), "paste");
        browser.run("document.querySelector('.skip').focus()");
        let seen = to("try-example");
        for wanted in ["language", "go", "paste", "open"] {
            assert!(seen.iter().any(|s| s == wanted), "{wanted} is not in {seen:?}");
        }
        browser.press(None, &key::ENTER.to_string());
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        to("ask-0");
        browser.press(None, "192.168.10.11");
        to("ask-1");
        browser.press(None, "192.168.10.12");
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
        // The lines of the fix are copied with the space bar, and folds are opened with it.
        to("copy-lines");
        browser.says_copied("[data-do=copy-lines]", |browser| browser.press(None, &key::SPACE.to_string()));
        browser.run("document.querySelector('#whatif > summary').focus()");
        browser.press(None, &key::SPACE.to_string());
        browser.wait("document.getElementById('whatif').open");
        to("whatif-from");
        browser.press(None, &format!("192.168.20.40{}", key::ENTER));
        browser.wait("document.getElementById('whatif-answer').textContent.includes('Relay EX2016-1')");
        browser.run("document.querySelector('#handover > summary').focus()");
        browser.press(None, &key::ENTER.to_string());
        browser.wait("document.getElementById('handover').open");
        to("copy-text");
        // And back, to clear and undo.
        for _ in 0..120 {
            browser.press(Some(key::SHIFT), &key::TAB.to_string());
            if browser.text(here) == "clear" {
                break;
            }
        }
        browser.press(None, &key::ENTER.to_string());
        browser.wait("document.activeElement.id === 'undo'");
        browser.press(None, &key::ENTER.to_string());
        browser.wait("document.querySelector('#verdict').textContent.includes('Proven')");
    }
}

/// Presses Tab until an element that a selector fits has the keyboard.
fn tab_to(browser: &Browser, wanted: &str) {
    for _ in 0..150 {
        browser.press(None, &key::TAB.to_string());
        if browser.text(&format!("document.activeElement.matches(`{wanted}`)")) == "true" {
            // What has the keyboard can be seen: some browsers scroll there a moment later.
            browser.wait(
                "(e => (box => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight)(e.getBoundingClientRect()) \
                 && getComputedStyle(e).outlineStyle !== 'none')(document.activeElement)",
            );
            return;
        }
    }
    panic!("the keyboard does not reach {wanted}");
}

#[test]
fn the_keyboard_goes_through_every_state() {
    let unproven = [
        include_str!("../cases/k05-same-version-uses-2525/queue.txt"),
        include_str!("../cases/k05-same-version-uses-2525/connectors.txt"),
    ];
    for browser in everywhere() {
        let enter = || browser.press(None, &key::ENTER.to_string());
        let paste = |text: &str| {
            browser.open(&address());
            browser.paste(text);
            browser.wait("document.getElementById('first').hidden");
            browser.run("document.getElementById('answer').focus()");
        };
        // Start: the help and the privacy text open.
        browser.run("document.getElementById('paste').focus()");
        tab_to(&browser, "#collect > summary");
        enter();
        browser.wait("document.getElementById('collect').open");
        tab_to(&browser, "#collect [data-do=copy]");
        // Question: an address is recognised, and "none of these" said.
        paste(EXAMPLE);
        tab_to(&browser, "#ask-rows [data-do=choose]");
        enter();
        browser.wait("document.getElementById('ask-0').value === '192.168.10.11'");
        // Proven: the fix, its folds, and the help for the finding and back.
        paste(&format!("{ADDRESSES}{EXAMPLE}"));
        tab_to(&browser, "[data-do=copy-lines]");
        tab_to(&browser, "[data-slot=prove] > summary");
        enter();
        browser.wait("document.querySelector('[data-slot=prove]').open");
        tab_to(&browser, "[data-slot=prove] [data-do=copy]");
        tab_to(&browser, "#later");
        browser.run_with("document.getElementById('later').value = arguments[0]", json!([EXAMPLE]));
        browser.press(Some(key::CONTROL), &key::ENTER.to_string());
        browser.wait("document.querySelector('#verdict .follow')");
        // The comparison stands in the place of the first answer, and there is a way back to it.
        tab_to(&browser, "[data-do=back-to-first]");
        enter();
        browser.wait("!document.querySelector('#verdict .follow')");
        browser.run("document.getElementById('card').querySelector('#answer').focus(); document.querySelector('#sections a:last-of-type').focus()");
        tab_to(&browser, "#verdict a.code");
        enter();
        browser.wait("!document.getElementById('topic').hidden && document.activeElement.id === 'topic-title'");
        tab_to(&browser, "#topic a");
        browser.run("document.querySelector('#topic a').focus()");
        enter();
        browser.wait("document.getElementById('topic').hidden && document.activeElement.dataset.topic");
        // Not proven: a check is copied, and what it printed is added.
        paste(&unproven.join("\n\n"));
        tab_to(&browser, "#checks [data-do=copy]");
        tab_to(&browser, "#more-checks");
        tab_to(&browser, "[data-do=add-output]");
        // Many servers: groups open, the table of connectors is sorted.
        paste(&crate::answers::twenty_servers());
        for (fold, inner) in [("lands", "#lands summary"), ("connectors", "#connectors th button")] {
            tab_to(&browser, &format!("#{fold} > summary"));
            enter();
            browser.wait(&format!("document.querySelector('{inner}')"));
        }
        tab_to(&browser, "#connectors th button");
        enter();
        browser.wait("document.querySelector('#connectors th[aria-sort=ascending]')");
        // Nothing stuck: what is worth a look opens.
        paste(include_str!("../../www/samples/own-connector.txt"));
        tab_to(&browser, "#look summary");
        enter();
        browser.wait("document.querySelector('#look .finding').open");
        tab_to(&browser, "#handover > summary");
    }
}

#[test]
fn what_the_clipboard_holds_is_pasted() {
    for browser in everywhere() {
        browser.put_on_clipboard(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.click("#paste");
        browser.press(Some(key::CONTROL), "v");
        browser.wait("document.querySelector('#verdict .badge.bad')");
        assert!(browser.text(VERDICT).contains("Proven"));
    }
}

#[test]
fn a_paste_that_would_make_the_field_slow_becomes_a_file() {
    for browser in everywhere() {
        let paste = "const event = new Event('paste', { bubbles: true, cancelable: true }); \
             Object.defineProperty(event, 'clipboardData', { value: { getData: () => arguments[0] } }); \
             return paste.dispatchEvent(event)";
        assert_eq!(browser.run_with(paste, json!(["Identity : A\\B"])), json!(true), "small: the browser's own affair");
        assert_eq!(browser.run_with(paste, json!([large(600_000)])), json!(false));
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        assert_eq!(browser.run_with(paste, json!([large(700_000)])), json!(false));
        browser.wait("document.querySelectorAll('#files li').length === 2");
        let files = browser.text("document.getElementById('files').textContent");
        assert!(files.contains("pasted-1.txt") && files.contains("pasted-2.txt") && files.contains(" kB"), "{files}");
        assert_eq!(browser.text("paste.value"), "");
    }
}

#[test]
fn leaving_asks_only_when_something_would_be_lost() {
    for browser in everywhere() {
        let asks = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assert_eq!(browser.text(asks), "false", "empty");
        browser.click("[data-do=example]");
        assert_eq!(browser.text(asks), "false", "the example is not the user's");
        browser.paste("Identity : A\\B");
        assert_eq!(browser.text(asks), "true");
    }
}

#[test]
fn the_language_is_the_browsers_and_can_be_switched() {
    for browser in everywhere_with(Wishes { language: "de-DE", ..PLAIN }) {
        browser.open(&address());
        if browser.engine == Engine::WebKit {
            say("not tried in WebKitGTK: German from the start (it takes the language of an installed locale)");
            browser.click("[data-do=language][data-arg=de]");
        }
        assert_eq!(browser.text("document.documentElement.lang"), "de");
        browser.click("[data-do=example]");
        browser.wait("document.querySelector('#verdict').textContent.includes('Wahrscheinlich')");
        browser.click("[data-do=language][data-arg=en]");
        browser.wait("document.querySelector('#verdict').textContent.includes('Likely')");
        assert_eq!(browser.text("document.documentElement.lang"), "en");
    }
}

/// Names and values of the headers in `hosting/web.config`, which are those of `hosting/nginx.conf`.
fn headers() -> String {
    let nginx = include_str!("../../hosting/nginx.conf");
    let mut lines = String::new();
    for line in include_str!("../../hosting/web.config").lines() {
        let Some((name, value)) = line.trim().strip_prefix("<add name=\"").and_then(|l| l.split_once("\" value=\""))
        else {
            continue;
        };
        let value = value.trim_end_matches("\" />");
        assert!(nginx.contains(&format!("add_header {name} ")) && nginx.contains(value), "{name} differs for nginx");
        lines.push_str(&format!("{name}: {value}\r\n"));
    }
    assert!(lines.contains("frame-ancestors"), "{lines}");
    assert_eq!(nginx.matches("add_header ").count(), lines.lines().count(), "nginx has others");
    lines
}

#[test]
fn it_works_over_http_with_and_without_headers() {
    for browser in everywhere_with(PLAIN) {
        for headers in [String::new(), headers()] {
            let port = http::serve_with(std::fs::read(page()).expect("the page"), headers);
            browser.open(&format!("http://127.0.0.1:{port}/mailflow-doctor.html"));
            browser.click("[data-do=example]");
            browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
            browser.unfold();
            browser.click_copy("[data-do=copy-text]");
        }
    }
}

#[test]
fn speed_is_measured() {
    let Some(browser) = Browser::chromium() else { return };
    let connectors = EXAMPLE.find("Get-ReceiveConnector").expect("connectors");
    let mut text = format!("{ADDRESSES}{}", &EXAMPLE[..connectors]);
    for number in 1.. {
        let more = EXAMPLE[connectors..].replace("EX2016-", &format!("EX2016-{number}"));
        text.push_str(&more.replace("ex2016-", &format!("ex2016-{number}")));
        if text.len() > 100_000 {
            break;
        }
    }
    let times = browser.run_with(
        "const field = document.getElementById('paste'), times = []; for (let i = 0; i < 9; i++) { field.value = ''; \
         field.dispatchEvent(new Event('input', { bubbles: true })); field.value = arguments[0]; const start = performance.now(); \
         field.dispatchEvent(new Event('input', { bubbles: true })); document.body.offsetHeight; times.push(performance.now() - start); \
         field.value = ''; } return times.sort((a, b) => a - b)",
        json!([text]),
    );
    println!("100 kB pasted: median {} ms of {times}", times[4]);
    let engine = browser.run_with(
        "const start = performance.now(); mailflowDoctor.diagnose(arguments[0]); return performance.now() - start",
        json!([text]),
    );
    println!("of these the engine and its report as objects: {engine} ms");
    let (mut runs, mut firsts) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        browser.run("document.getElementById('paste').value = ''");
        browser.open(&address());
        // The script is the last element: the document is interactive when it has run.
        let both = browser.run(
            "const run = performance.getEntriesByType('navigation')[0].domInteractive, start = performance.now(); \
             document.querySelector('[data-do=example]').click(); document.body.offsetHeight; \
             return [run, run + performance.now() - start]",
        );
        runs.extend(both[0].as_f64());
        firsts.extend(both[1].as_f64());
    }
    for (what, mut times) in [("the running page", runs), ("the first report of the example", firsts)] {
        times.sort_unstable_by(f64::total_cmp);
        println!("from navigation to {what}: median {:.0} ms of {times:.0?}", times[4]);
    }
}

/// Waits for a downloaded file with this extension, and takes it away.
pub(crate) fn wait_for(folder: &Path, extension: &str) -> Vec<u8> {
    let start = std::time::Instant::now();
    while start.elapsed() < PATIENCE {
        for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
            if entry.path().extension().is_some_and(|e| e == extension) {
                let bytes = std::fs::read(entry.path()).expect("the file");
                // Firefox keeps the name with an empty file until the download is whole.
                if !bytes.is_empty() {
                    let _ = std::fs::remove_file(entry.path());
                    return bytes;
                }
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("no .{extension} in {}", folder.display());
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    })
    .take(length)
    .collect()
}

#[test]
fn a_command_is_worked_out_and_a_later_paste_compared() {
    for browser in everywhere() {
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#fix #compare')");
        browser.unfold();
        let off = "-RemoteIPRanges @{Remove='192.168.10.11','192.168.10.12'}";
        browser.type_into("#command", &format!("Set-ReceiveConnector 'EX2016-1\\Relay EX2016-1' {off}"));
        browser.click("[data-do=command]");
        browser.wait("document.querySelector('#command-answer .ranges .out')");
        let answer = browser.text("document.getElementById('command-answer').textContent");
        assert!(answer.contains("192.168.10.11") && answer.contains("Default Frontend EX2016-1"), "{answer}");
        browser.run("document.getElementById('command').value = ''");
        browser.type_into("#command", "Remove-Item C:");
        browser.click("[data-do=command]");
        browser.wait("document.getElementById('command-answer').textContent.includes('not understood')");
        let later = EXAMPLE.replace("192.168.10.11, 192.168.10.12, ", "");
        browser.run_with("document.getElementById('later').value = arguments[0]", json!([later]));
        browser.click("[data-do=compare]");
        browser.wait("document.querySelector('#verdict .badge.good')");
        let answer = browser.text("document.getElementById('card').textContent");
        assert!(answer.contains("Fixed") && answer.contains("gone") && answer.contains("done"), "{answer}");
        assert!(!answer.contains("Proven"), "the old answer still stands: {answer}");
        assert_eq!(browser.text("document.querySelectorAll('#changed-values .ranges .out').length"), "2");
        assert_eq!(browser.text("document.activeElement.id"), "answer");
        // It is said in the other language as well, and the first answer is folded below.
        browser.click("[data-do=language][data-arg=de]");
        browser.wait("document.getElementById('answer').textContent.includes('Behoben')");
        browser.click("[data-do=language][data-arg=en]");
        browser.wait("document.getElementById('answer').textContent.includes('Fixed')");
        browser.run("document.getElementById('first-answer').open = true");
        assert!(browser.text("document.getElementById('first-answer').textContent").contains("Proven"));
        // One of two servers is mended: that mail passes is not said, and the line that is left is there.
        let half = EXAMPLE.replacen("192.168.10.11, 192.168.10.12, ", "", 1);
        browser.run_with("document.getElementById('later').value = arguments[0]", json!([half]));
        browser.click("[data-do=compare]");
        browser.wait("document.getElementById('answer').textContent.includes('Half done')");
        let answer = browser.text("document.getElementById('card').textContent");
        assert!(answer.contains("EX2016-2 would still refuse its mail"), "{answer}");
        assert!(!answer.contains("would pass now"), "{answer}");
        let left = browser.text("document.querySelector('#verdict .command pre').textContent");
        assert!(left.contains("Set-ReceiveConnector") && !left.contains("EX2016-1"), "{left}");
        // What was asked about the old input goes with it.
        browser.paste(EXAMPLE);
        browser.wait("!document.querySelector('#verdict .follow')");
        if browser.engine == Engine::Chromium {
            assert_eq!(browser.text("document.getElementById('later').value"), "", "it was typed for another paste");
            browser.unfold();
            browser.run_with("document.getElementById('later').value = arguments[0]", json!([later]));
            browser.click("[data-do=compare]");
            browser.wait("document.querySelector('#verdict .follow')");
            browser.type_into("#command", "Set-ReceiveConnector 'EX2016-1\\Relay EX2016-1' -Enabled $false");
            for (width, dark) in [(1280, false), (320, true)] {
                browser.run("document.querySelector('[data-do=command]').click()");
                crate::looks::look(&browser, &format!("follow-up-{width}"), width, dark);
            }
        }
    }
}

/// The example with so many bytes of queues before its connectors.
pub(crate) fn large(bytes: usize) -> String {
    let (queues, connectors) =
        EXAMPLE.split_at(EXAMPLE.find("[PS] C:\\Windows\\system32>Get-Rec").expect("connectors"));
    let record = &queues[queues.find("Identity       ").expect("a queue")..];
    let record = &record[..record.find("\n\n").unwrap_or(record.find("RunspaceId").expect("the next"))];
    let mut text = format!("{ADDRESSES}{queues}");
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&record.replace("\\6841", &format!("\\9{number}")));
        text.push_str("\n\n");
    }
    text + connectors
}

#[test]
fn ten_megabytes_leave_the_page_usable() {
    for browser in everywhere() {
        let text = large(10_000_000);
        browser.run(
            "const app = document.getElementById('app'), busy = () => app.getAttribute('aria-busy') === 'true'; \
             window.longest = window.turns = 0; window.other = false; let last = performance.now(); \
             new MutationObserver(() => { window.other = window.other || busy() }).observe(app, { attributes: true }); \
             window.ticking = setInterval(() => { const now = performance.now(); \
                window.longest = Math.max(window.longest, now - last); last = now; window.turns += busy() }, 5)",
        );
        let file = browser.downloads().join("large.txt");
        std::fs::write(&file, text).expect("a large file");
        browser.type_into("#file", &file.display().to_string());
        browser.wait("document.querySelector('#verdict').textContent.includes('Relay on EX2016-1')");
        let longest = browser.run("clearInterval(window.ticking); return window.longest");
        say(&format!("{}: 10 MB read, the longest pause {longest} ms", browser.engine.name()));
        assert_eq!(browser.run("return window.other"), json!(true), "another thread reads");
        assert!(browser.run("return window.turns").as_f64() > Some(0.0), "the page has its turns meanwhile");
        assert_eq!(browser.text("document.getElementById('broken').hidden"), "true");
    }
}
