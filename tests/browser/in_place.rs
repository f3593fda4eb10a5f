//! What the reader does on the spot: opening a line, going to the paste and back, saying "none of these", adding the output
//! of a check, sorting a table.

use serde_json::json;

use crate::driver::everywhere;
use crate::{ADDRESSES, EXAMPLE};

#[test]
fn a_line_opens_in_place_and_there_is_a_way_back() {
    for browser in everywhere() {
        browser.paste(&format!("{ADDRESSES}{EXAMPLE}"));
        browser.wait("document.querySelector('#verdict .badge')");
        browser.run("document.getElementById('why').open = true; document.querySelector('#why .quote').open = true");
        browser.wait("document.querySelector('#why .quote mark')");
        let line = browser.text("document.querySelector('#why .quote').dataset.quote");
        let shown = browser.text("document.querySelector('#why .quote mark').textContent");
        let text = browser.text("document.getElementById('paste').value");
        let number: usize = line.parse().expect("a number");
        let own = text.lines().nth(number - 1).expect("the line");
        assert_eq!(shown.trim(), format!("{number}  {own}").trim());
        assert_eq!(browser.text("document.querySelectorAll('#why .quote pre')[0].children.length"), "5");
        browser.click("#why .quote [data-do=jump]");
        browser.wait("document.activeElement.id === 'paste'");
        let selected = browser.text("paste.value.slice(paste.selectionStart, paste.selectionEnd)");
        assert_eq!(selected.trim_end(), own.trim_end());
        browser.click("#way-back");
        browser.wait("document.activeElement.dataset.do === 'jump'");
        assert_eq!(browser.text("document.getElementById('way-back').hidden"), "true");
        assert_eq!(browser.text("document.getElementById('paste-fold').open"), "false");
    }
}

#[test]
fn the_paste_is_shown_as_it_was_read() {
    for browser in everywhere() {
        let list = EXAMPLE.find("RemoteIPRanges   : {192.168").expect("a list of addresses");
        let end = list + EXAMPLE[list..].find('}').expect("its end");
        let cut = format!("Good morning\n{}...{}", &EXAMPLE[..end - 8], &EXAMPLE[end..]);
        browser.paste(&cut);
        browser.wait("document.querySelector('#verdict .badge')");
        browser.run("document.getElementById('as-read').open = true");
        browser.wait("document.querySelector('#as-read pre')");
        let of = |fate: &str| {
            browser
                .text(&format!("[...document.querySelectorAll('#as-read .{fate}')].map(e => e.textContent).join('')"))
        };
        assert!(of("cut").contains("RemoteIPRanges"), "{}", of("cut"));
        assert!(of("read").contains("LastError"));
        assert!(of("beside").contains("    1  Good morning"), "{}", of("beside"));
        // Every line has its number.
        let lines = browser.text("document.querySelector('#as-read pre').textContent");
        let count = cut.lines().count();
        assert!(lines.contains(&format!(" {count}  ")), "{count}");
    }
}

#[test]
fn none_of_these_counts_and_can_be_taken_back() {
    for browser in everywhere() {
        browser.paste(EXAMPLE);
        browser.wait("document.querySelector('#ask-rows [data-do=deny]')");
        assert_eq!(browser.text("document.getElementById('doubt').hidden"), "true");
        browser.click("#ask-rows [data-do=deny]");
        browser.wait("!document.getElementById('doubt').hidden");
        assert!(
            browser.text("document.getElementById('doubt').textContent").contains("You said “none of these” of EX")
        );
        // It counts: with both answered so, the relay is no cause any more, and that is said.
        browser.click("#ask-rows [data-do=deny]");
        browser.wait("!document.getElementById('verdict').textContent.includes('Probably')");
        let told = browser.text("document.getElementById('app').innerText");
        assert!(told.contains("It is not Relay on EX2016-1 and EX2016-2, as you say"), "{told}");
        browser.click("[data-do=change-answers]");
        browser.wait("document.querySelectorAll('#ask-rows [data-do=recognise]').length === 2");
        browser.click("#ask-rows [data-do=recognise]");
        browser.wait("document.querySelectorAll('#ask-rows [data-do=recognise]').length === 1");
        browser.click("#ask-rows [data-do=recognise]");
        browser.wait("document.getElementById('doubt').hidden");
        browser.wait("document.querySelector('#ask-rows [data-do=choose]')");
    }
}

#[test]
fn an_answer_with_which_mail_would_pass_is_doubted_first() {
    for browser in everywhere() {
        browser.paste(EXAMPLE);
        browser.wait("document.querySelector('#ask-rows input')");
        browser.run(
            "for (const field of document.querySelectorAll('#ask-rows input')) { field.focus(); field.value = '10.9.9.9'; \
             field.dispatchEvent(new Event('input', { bubbles: true })) }",
        );
        browser.wait("!document.getElementById('doubt').hidden");
        let told = browser.text("document.getElementById('doubt').textContent");
        assert!(told.contains("Doubt the address first") && told.contains("10.9.9.9"), "{told}");
        assert_ne!(browser.text("document.querySelectorAll('#doubt pre').length"), "0");
    }
}

#[test]
fn the_box_takes_the_output_of_any_check() {
    for browser in everywhere() {
        browser.paste(EXAMPLE);
        browser.wait("document.getElementById('more-addresses')");
        browser.run_with(
            "const box = document.getElementById('more-addresses'); box.value = arguments[0]; \
             box.dispatchEvent(new Event('input', { bubbles: true }))",
            json!([ADDRESSES]),
        );
        browser.wait("document.getElementById('verdict').textContent.includes('Proven')");
        let text = browser.text("document.getElementById('paste').value");
        assert!(text.contains("192.168.10.12") && text.contains("Get-ReceiveConnector"));
    }
}

#[test]
fn overviews_are_sorted_by_any_column() {
    for browser in everywhere() {
        browser.paste(EXAMPLE);
        browser.wait("document.querySelector('#verdict .badge')");
        browser.run("document.getElementById('queues').open = true");
        browser.wait("document.querySelector('#queues tbody tr')");
        let column = "[...document.querySelectorAll('#queues tbody tr')].map(row => Number(row.children[1].textContent.replace(/\\D/g, '')) || -1).join()";
        for (sort, rising) in [("ascending", true), ("descending", false)] {
            browser.click("#queues th:nth-child(2) button");
            assert_eq!(
                browser.text("document.querySelector('#queues th:nth-child(2)').getAttribute('aria-sort')"),
                sort
            );
            let values: Vec<i64> = browser.text(column).split(',').filter_map(|value| value.parse().ok()).collect();
            let mut sorted: Vec<i64> = values.iter().copied().filter(|value| *value >= 0).collect();
            sorted.sort_unstable();
            if !rising {
                sorted.reverse();
            }
            assert_eq!(values.into_iter().filter(|value| *value >= 0).collect::<Vec<_>>(), sorted);
        }
    }
}
