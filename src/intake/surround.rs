//! What surrounds lines: marks that a program puts before or behind every line that it passes on.
//!
//! ```text
//! stretch = line { line }                 three lines at least; blank ones may stand between
//! line    = prefix content mark           prefix: the same tokens on every line, numbers aside; mark: the same text
//! ```
//! Blanks that all lines share count as such marks ([`spacing`]). Nothing here knows what marks look like. A prefix is what the lines of a stretch share from their beginning,
//! where a number stands for any number; a mark is the run of signs that all of them end in. They are taken off only
//! where the lines are laid out as data without them and were not before (`data`), so rows that begin alike keep what they
//! share.
//!
//! Asked for by: bullets and numbers (web editors, chats), line numbers (editors, `cat -n`), times (chats, transcripts of
//! shells), `|` and boxes (mails as text, terminals), `+` and `-` (diffs), `//`, `--` and `rem` (scripts), quotation marks
//! and back-ticks around each line (strings of a program, chats), `^M`, `\`, a back-tick or `<br>` at the end (editors
//! of other systems, continued commands, copied page sources), `**Name**` (Markdown).

mod data;
mod mark;
mod prefix;
mod spacing;

use super::lines::PLACEHOLDER;

/// Lines of a stretch that are looked at to decide what surrounds it.
const SAMPLE: usize = 48;

/// Prefixes that stand inside one another.
const MOST_LAYERS: usize = 3;

/// Fewer lines share something by chance.
const FEWEST: usize = 3;

/// The text without what surrounds its lines; `None` where nothing does. Lines keep their numbers.
pub(super) fn freed(text: &str) -> Option<String> {
    if is_one_structure(text) {
        return None;
    }
    // A quoted list of bullets: one stands inside another.
    let mut inner: Option<String> = None;
    for _ in 0..MOST_LAYERS {
        let Some(freed) = prefix::without(inner.as_deref().unwrap_or(text)) else { break };
        inner = Some(freed);
    }
    for free in [mark::without, spacing::without_indent, spacing::single] {
        inner = free(inner.as_deref().unwrap_or(text)).or(inner);
    }
    inner
}

/// Whether a text begins and ends as JSON or XML does: nothing stands in front of its lines.
fn is_one_structure(text: &str) -> bool {
    let text = text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // `[PS] C:\>` begins with a bracket too.
    let is_json = |open: char, close: char| {
        let inner = text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)).map(str::trim_start);
        inner.is_some_and(|inner| inner.starts_with(['{', '"', '[']))
    };
    let is_xml = (text.starts_with("<Objs") || text.starts_with("<?xml")) && text.ends_with("</Objs>");
    is_xml || is_json('{', '}') || is_json('[', ']')
}

/// The line that starts here, without its end, and where the next one starts.
fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let end = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..end)?;
    let next = at.saturating_add(end).saturating_add(1).min(text.len());
    Some((line.strip_suffix('\r').unwrap_or(line), next))
}

/// Whether nothing stands on a line; one that was joined to another counts as nothing.
fn is_blank(line: &str) -> bool {
    line.bytes().all(|b| b == b' ' || b == b'\t') || line == PLACEHOLDER
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "Identity      : EX1\\12\nStatus        : Retry\nMessageCount  : 17\nLastError     : 451 4.4.0 No\n\n\
                        Identity         : EX2\\Relay App\nEnabled          : True\nBindings         : {0.0.0.0:25}\n";
    const TABLE: &str = "Identity  Status  MessageCount\n--------  ------  ------------\nEX1\\1     Retry            12\n\
                         EX1\\2     Ready             0\n";
    const CSV: &str = "\"Identity\",\"Status\"\n\"EX1\\1\",\"Retry\"\n\"EX1\\2\",\"Ready\"\n";
    const JSON: &str = "[\n  {\n    \"Name\": \"EX1\",\n    \"Site\": \"A\"\n  }\n]\n";

    fn around(text: &str, wrap: impl Fn(usize, &str) -> String) -> String {
        text.lines()
            .enumerate()
            .map(|(at, line)| if line.is_empty() { "\n".to_owned() } else { wrap(at, line) + "\n" })
            .collect()
    }

    #[track_caller]
    fn comes_off(text: &str, name: &str, wrap: impl Fn(usize, &str) -> String) {
        let wrapped = around(text, wrap);
        assert_eq!(freed(&wrapped).as_deref(), Some(text), "{name}\n{wrapped}");
    }

    #[test]
    fn what_every_line_begins_with_comes_off() {
        for text in [LIST, TABLE, CSV, JSON] {
            for prefix in ["\u{2022} ", "* ", "// ", "+", "REM ", ":: ", "\u{2502} ", "|> ", "INFO: ", "[x] ", "ex1# "]
            {
                comes_off(text, prefix, |_, line| format!("{prefix}{line}"));
            }
            comes_off(text, "line numbers", |at, line| format!("{:>4}\t{line}", at + 97));
            comes_off(text, "numbers", |at, line| format!("{at}: {line}"));
            comes_off(text, "times", |at, line| format!("[02:11:{:02}] {line}", at + 1));
            comes_off(text, "stamps", |at, line| format!("2026-08-21T02:11:{:02}.123Z INFO {line}", at + 1));
            comes_off(text, "chat", |at, line| format!("10:{:02} AM Max Muster: {line}", at + 1));
        }
    }

    const MARKDOWN: &str = "| Identity | Status |\n|---|---|\n| EX1\\1 | Retry |\n| EX1\\2 | Ready |\n";
    const MONITORING: &str =
        "EX1\\1 | count=12 | status=Retry\nEX1\\2 | count=0 | status=Ready\nEX1\\3 | count=0 | status=Ready\n";
    const ONE_A_LINE: &str = "Identity=EX1\\1\nMessageCount=12\nStatus=Retry\n";
    const ADDRESSES: &str = "EX1 10.0.0.1\nEX2 10.0.0.2, fd00::2\nex3.corp.example: 10.0.0.3\n";
    const SPACED: &str = "Delivery Type : SmtpRelay\nNext Hop Domain : hub version 15\nMessage Count : 3\n";

    #[test]
    fn lines_of_every_form_are_data() {
        for text in [MARKDOWN, MONITORING, ONE_A_LINE, ADDRESSES, SPACED] {
            for prefix in ["// ", "+", "- ", ":: ", "INFO: ", "\u{2502} ", "; "] {
                comes_off(text, prefix, |_, line| format!("{prefix}{line}"));
            }
            comes_off(text, "numbers", |at, line| format!("{at}: {line}"));
            comes_off(text, "times", |at, line| format!("[02:11:{:02}] {line}", at + 1));
            comes_off(text, "strings", |_, line| format!("  \"{line}\","));
        }
        for text in [LIST, TABLE, ADDRESSES, SPACED] {
            comes_off(text, "words with numbers", |at, line| format!("L{at}: {line}"));
            comes_off(text, "page", |_, line| format!("<p>{line}</p>"));
        }
    }

    #[test]
    fn prefixes_may_stand_inside_one_another() {
        let list = "Identity : EX1\\1\nStatus : Retry\n\nIdentity : EX1\\2\nStatus : Ready\n";
        let bullets = around(list, |_, line| format!("- {line}"));
        let times = |(at, line): (u32, &str)| format!("02:11:{at:02} {line}\n");
        let times = (1..).zip(bullets.lines()).map(times).collect::<Vec<_>>().concat();
        assert_eq!(freed(&times).as_deref(), Some(list), "{times}");
        // Programs take off the blanks at the end of an empty line.
        let trimmed = times.lines().flat_map(|line| [line.trim_end(), "\n"]).collect::<String>();
        assert_eq!(freed(&trimmed).as_deref(), Some(list), "{trimmed}");
        for mark in ["<br>", "^M", " \\"] {
            let marked = list.lines().flat_map(|line| [line, mark, "\n"]).collect::<String>();
            assert_eq!(freed(&marked).as_deref(), Some(list), "{marked}");
        }
    }

    #[test]
    fn what_every_line_ends_in_comes_off() {
        for mark in ["^M", " \\", " `", "<br>", "<br />", "\\n", "\u{b6}", " \u{2502}"] {
            comes_off(LIST, mark, |_, line| format!("{line}{mark}"));
            comes_off(TABLE, mark, |_, line| format!("{line}{mark}"));
        }
        comes_off(LIST, "back-ticks", |_, line| format!("`{line}`"));
        comes_off(TABLE, "back-ticks", |_, line| format!("`{line}`"));
        comes_off(LIST, "strings", |_, line| format!("  \"{line}\","));
        comes_off(LIST, "box", |_, line| format!("\u{2551} {line:<70} \u{2551}"));
        comes_off(LIST, "bold", |_, line| {
            let (name, value) = line.split_once(':').unwrap();
            format!("**{}**{}:{value}", name.trim_end(), " ".repeat(name.len() - name.trim_end().len()))
        });
    }

    #[test]
    fn the_left_side_of_a_table_stays() {
        let table = "| Identity | Enabled |\n|---|:---:|\n| EX1\\Relay | True |\n";
        comes_off(table, "quoted", |_, line| format!("> > {line}"));
        comes_off(LIST, "left side", |_, line| format!("| {line}"));
    }

    #[test]
    fn a_line_that_goes_on_and_an_empty_one_belong_to_the_stretch() {
        let text =
            "- Identity : EX1\\12\n- Status : Retry\n-\n- LastError : 451 4.4.0 Primary\n  target\n- Velocity : 0\n";
        let expected = "Identity : EX1\\12\nStatus : Retry\n\nLastError : 451 4.4.0 Primary\ntarget\nVelocity : 0\n";
        assert_eq!(freed(text).as_deref(), Some(expected));
    }

    #[test]
    fn the_time_is_linear() {
        let start = std::time::Instant::now();
        for text in ["ab: c\nab: d\n  x\n", "- a\n- b\n- c\nx\n", "a\\\n", "- a\n"] {
            assert_eq!(freed(&text.repeat(20_000)), None);
        }
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn what_data_share_stays() {
        let lists = "EX1 10.0.0.1\nEX1 10.0.0.2\nEX1 10.0.0.3\n";
        let log = "2026-08-21T10:43:11.123Z,EX1\\Default,08D,0,10.0.0.1:25,10.0.0.2:1,+,,\n".repeat(5);
        let software =
            "#Software: Microsoft Exchange Server\n#Version: 15.0\n#Log-type: SMTP\n#Date: 2026\n#Fields: a,b,c\n";
        let rules = "- First: look at the queue\n- Second: look at the relay\n- Third: call\n";
        let labels = "MaxHopCount : 60\nMaxHopLocal : 1\nMaxHopOther : 2\n";
        let same = "Bindings : {a}\nRanges : {b}\nOther : {c}\n";
        let names = "Identity\n--------\nEX1\\Relay\nEX2\\Relay\nEX3\\Relay\n";
        let cut = "Bindings : {a...\nRanges : {b...\nOther : {c...\n";
        let pipes = "| Identity | Status |\n|---|---|\n| EX1\\1 | Retry |\n| EX1\\2 | Ready |\n";
        let replies = "451 4.4.0 Primary: no\n451 4.4.1 Other: no\n451 4.4.2 Third: no\n";
        let two = "EX1 10.0.0.1\nEX2 10.0.0.2\n";
        comes_off(two, "two of a list", |at, line| format!("{}. {line}", at + 1));
        let remarks_of_two = "1. Server: down\n2. Relay: up\n";
        assert_eq!((freed(two), freed(remarks_of_two)), (None, None));
        let alike = "EX1-A 10.0.0.1\nEX1-B 10.0.0.2\nEX1-C 10.0.0.3\n";
        assert_eq!(freed(alike), None);
        comes_off(alike, "servers that are called alike", |_, line| format!("- {line}"));
        let cells = "<S>Hub Transport</S>\n<S>Front End</S>\n<S>Edge Transport</S>\n";
        let remarks =
            "- we set a=1 and waited\n- we set b=2 and called\n- the printer has 10.0.0.7\n- Next Steps: none\n";
        let objects = "@{Identity=EX1\\1; Status=Retry}\n".repeat(4);
        assert_eq!((freed(cells), freed(remarks), freed(&objects)), (None, None, None));
        for text in [LIST, TABLE, CSV, JSON, lists, &log, software, rules, labels, same, names, cut, pipes, replies] {
            assert_eq!(freed(text), None, "{text}");
        }
    }
}
