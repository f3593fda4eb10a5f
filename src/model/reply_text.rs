//! Where SMTP replies start and end in a text, however a program prints them.
//!
//! ```text
//! start   = code separator enhanced            451 5.7.3, 451-5.7.3, 421.4.4.2, and misprinted 451 4-4.395
//!         | code between enhanced              (550, b'5.7.54 ..'), code: 550, response: 5.7.54 ..
//!         | code                               only at the start, in quotes or behind an arrow
//!         | enhanced words                     The server response was: 5.7.54 SMTP; ..
//! between = up to three marks and one word     no sentence stands between the two codes of one reply
//! ```
//! .NET prints no three digits. Python, PHP and Java print them in tuples and lists. The reply ends where the quote or
//! the bracket ends in which it stands, where another script begins that needs no blanks (`SocketError的错误`), and
//! before what the program adds (Postfix: `(in reply to RCPT TO command)`; Java and .NET: the place in the program, see
//! [`is_place_in_program`]).

use super::last_error::find_ignoring_case;

/// One reply that starts in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start<'a> {
    pub(super) at: usize,
    /// Three digits; `None` where the program leaves them out.
    pub(super) code: Option<u16>,
    pub(super) enhanced: Option<&'a str>,
    /// Where its words start.
    pub(super) words: usize,
    /// The quote that opens the reply.
    pub(super) opened: Option<char>,
}

impl Start<'_> {
    fn is_failure(&self) -> bool {
        self.enhanced.is_some() && self.code.is_none_or(|code| (400..600).contains(&code))
    }
}

/// Every reply that starts in the text, in order; the lines of one reply count once. An enhanced code without the three
/// digits counts only where no reply has them.
pub(super) fn starts(text: &str) -> Vec<Start<'_>> {
    let with_code = starts_by(text, start_with_code);
    if with_code.is_empty() { starts_by(text, start_without_code) } else { with_code }
}

/// The first failure reply (4xx or 5xx) in a text. Only one with an enhanced code: prose has numbers too.
pub(super) fn first_failure(text: &str) -> Option<Start<'_>> {
    starts(text).into_iter().find(Start::is_failure)
}

fn starts_by<'t>(text: &'t str, start: impl Fn(&'t str, usize) -> Option<Start<'t>>) -> Vec<Start<'t>> {
    let mut found: Vec<Start<'_>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if matches!(byte, b'2' | b'4' | b'5')
            && let Some(start) = start(text, at)
        {
            // Lines of one reply repeat its code: `451-4.4.0 .. 451 4.4.0 ..`.
            let same_reply = found.last().is_some_and(|last| {
                last.code == start.code
                    && (last.enhanced == start.enhanced && start.enhanced.is_some())
                    && text.get(last.at.saturating_add(3)..).is_some_and(|r| r.starts_with('-'))
            });
            at = start.words;
            if !same_reply {
                found.push(start);
            }
            continue;
        }
        at = at.saturating_add(1);
    }
    found
}

/// A reply that starts at this byte: a code with an enhanced code behind it, or a bare code where only a reply can start.
fn start_with_code(text: &str, at: usize) -> Option<Start<'_>> {
    let head = text.get(..at)?;
    let before = head.chars().next_back();
    if !may_precede(head, before) {
        return None;
    }
    let digits = text.get(at..at.saturating_add(3))?;
    let code: u16 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let after = at.saturating_add(3);
    let rest = text.get(after..)?;
    let separator = rest.chars().next();
    let quoted = before.filter(|&c| is_quote(c));
    // `451 5.7.3`, `451-5.7.3`: the quote, if any, stands before the three digits.
    let behind = rest.strip_prefix([' ', '-', '.', ',']).map(str::trim_start).filter(|r| enhanced_length(r).is_some());
    let direct = behind.map(|behind| (rest.len().saturating_sub(behind.len()), quoted));
    if let Some((gap, opened)) = direct.or_else(|| between_codes(rest, digits)) {
        let from = after.saturating_add(gap);
        let length = enhanced_length(text.get(from..)?)?;
        let enhanced = text.get(from..from.saturating_add(length))?;
        return Some(Start {
            at,
            code: Some(code),
            enhanced: Some(enhanced),
            words: from.saturating_add(length),
            opened,
        });
    }
    // Without an enhanced code: at the start, in quotes, behind an arrow.
    let opens = before.is_none_or(is_quote) || head.trim_end().ends_with("->");
    let is_word = matches!(separator, Some(' ' | '-'));
    (opens && is_word && (400..600).contains(&code)).then_some(Start {
        at,
        code: Some(code),
        enhanced: None,
        words: after.saturating_add(1),
        opened: quoted,
    })
}

/// Whether a code may stand behind this text. A digit behind a letter, a dot or a slash is a part of something else; so
/// is one behind `12:` or `]:`, which is a time or a port.
fn may_precede(head: &str, before: Option<char>) -> bool {
    let Some(before) = before else { return true };
    if is_unspaced(before) {
        return true;
    }
    let ends_with = |tail: &str| {
        let from = head.len().saturating_sub(tail.len());
        head.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(tail))
    };
    match before {
        ':' => !head.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | ']')),
        '-' => ends_with("led-"),
        // A line end that a program prints as such.
        'n' => ends_with("\\n"),
        c => !(c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '\\')),
    }
}

/// Bytes between the two codes of one reply in a tuple or a list.
const MOST_BETWEEN: usize = 24;

/// What stands between the codes of one reply: how many bytes, and the quote that opens the words.
fn between_codes(rest: &str, digits: &str) -> Option<(usize, Option<char>)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '=' | ')' | ']' | '>') || is_quote(c);
    let marks = rest.trim_start_matches(is_mark);
    let word = marks.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
    // A word is a label (`response: `) or says of which kind a text is (`b'..'`).
    let is_label = word.len() == marks.len() || word.starts_with([':', '=']) || word.starts_with(is_quote);
    let enhanced = word.trim_start_matches(is_mark);
    let gap = rest.len().saturating_sub(enhanced.len());
    let class = digits.get(..1)?;
    let fits = is_label && gap > 0 && gap <= MOST_BETWEEN && enhanced.starts_with(class) && marks.len() < rest.len();
    enhanced_length(enhanced).filter(|_| fits)?;
    let opened = rest.get(..gap)?.chars().next_back().filter(|&c| is_quote(c));
    Some((gap, opened))
}

/// An enhanced code of a failure without the three digits, and with words behind it. Versions and numbers of chapters
/// look alike: in the middle of a sentence the words must begin with a capital.
fn start_without_code(text: &str, at: usize) -> Option<Start<'_>> {
    let head = text.get(..at)?;
    let before = head.chars().next_back();
    let rest = text.get(at..)?;
    let length = enhanced_length(rest)?;
    let enhanced = rest.get(..length)?;
    let mut parts = enhanced.split('.');
    let (class, subject) = (parts.next()?, parts.next()?);
    // RFC 3463 has the subjects 0 to 7.
    if !may_precede(head, before)
        || !matches!(class, "4" | "5")
        || subject.len() != 1
        || !("0"..="7").contains(&subject)
    {
        return None;
    }
    let words = rest.get(length..)?.strip_prefix(' ')?;
    let least = if head.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric()) {
        words.starts_with(|c: char| c.is_ascii_uppercase()).then_some(3)?
    } else {
        2
    };
    let is_word = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() || c == '<');
    (words.split_whitespace().take(least).filter(is_word).count() == least).then_some(Start {
        at,
        code: None,
        enhanced: Some(enhanced),
        words: at.saturating_add(length),
        opened: before.filter(|&c| is_quote(c)),
    })
}

/// Length of an enhanced status code at the start of the text: `5.7.3`, misprinted `4-4.395`.
fn enhanced_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.first().filter(|b| matches!(b, b'2' | b'4' | b'5'))?;
    bytes.get(1).filter(|b| matches!(b, b'.' | b'-'))?;
    let digits = |from: usize| bytes.iter().skip(from).take(4).take_while(|b| b.is_ascii_digit()).count();
    let subject = digits(2);
    let dot = 2_usize.saturating_add(subject);
    bytes.get(dot).filter(|b| matches!(b, b'.' | b'-'))?;
    let detail = digits(dot.saturating_add(1));
    let end = dot.saturating_add(1).saturating_add(detail);
    let is_end = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    ((1..=3).contains(&subject) && (1..=3).contains(&detail) && is_end).then_some(end)
}

pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}' | '\u{ab}' | '\u{bb}' | '`')
}

pub(super) const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')
}

/// Characters of scripts without blanks between words, with their punctuation: Thai, Chinese, Japanese, and Korean,
/// whose particles follow a foreign word without a blank. An SMTP reply holds none of them (RFC 5321).
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3134f}')
}

/// What Exchange's wrapper says behind an inner reply.
const TAILS: [&str; 4] =
    ["Attempted failover", "Attempted to alternate", "The last endpoint attempted", "Queue will be resubmitted"];

/// Where the words of a reply end for certain, whatever wrapper follows: at the end of the quote or bracket in which they
/// stand, at text in another script, at a line end that a program prints as such.
pub(super) fn end_of_words(words: &str, opened: Option<char>) -> usize {
    let mut open_brackets = 0_usize;
    let mut has_words = false;
    let mut previous = None;
    for (at, c) in words.char_indices() {
        let next = || words.get(at..).and_then(|rest| rest.chars().nth(1));
        // An apostrophe inside a word closes nothing.
        let closes = opened.is_some_and(|open| {
            is_quote(c) && is_double_quote(open) == is_double_quote(c) && !next().is_some_and(char::is_alphanumeric)
        });
        let is_line_end =
            c == '\\' && matches!(next(), Some('r' | 'n')) && !previous.is_some_and(char::is_alphanumeric)
                || c == '\\' && words.get(at..).is_some_and(|rest| rest.starts_with("\\r\\n"))
                || c == '\\' && matches!(next(), Some('n')) && is_code_next(words.get(at.saturating_add(2)..));
        // What Postfix adds.
        let is_tail = c == '(' && words.get(at..).is_some_and(|rest| rest.starts_with("(in reply to "));
        match c {
            '(' | '[' | '{' => open_brackets = open_brackets.saturating_add(1),
            ')' | ']' | '}' if open_brackets == 0 => return at,
            ')' | ']' | '}' => open_brackets = open_brackets.saturating_sub(1),
            _ => {}
        }
        let is_place = || previous == Some(' ') && words.get(at..).is_some_and(is_place_in_program);
        if closes || is_line_end || is_tail || has_words && (is_unspaced(c) || is_place()) {
            return at;
        }
        has_words |= c.is_ascii_alphabetic();
        previous = Some(c);
    }
    words.len()
}

/// Whether a text begins with the place at which a program met the reply, which the program prints behind it.
///
/// ```text
/// place = word name "." name { "." name } ( "(" | " (" .. ":" line ":" column ")" )    Java, .NET; JavaScript
///       | word file ":" line " " word ":" column                                     PowerShell
/// ```
/// The words differ by language (`at`, `bei`, `In`), the form does not, and no sentence of a reply has it.
fn is_place_in_program(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(' ') else { return false };
    if word.is_empty() || word.len() > 8 || !word.chars().all(char::is_alphabetic) {
        return false;
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '$' | '<' | '>' | '`');
    let rest = rest.trim_start();
    let name = rest.find(|c: char| !is_name(c)).and_then(|end| rest.split_at_checked(end));
    let is_called = name.is_some_and(|(name, behind)| {
        let in_a_file = || {
            let inside = behind.strip_prefix(" (").and_then(|inside| inside.split_once(')'));
            inside.is_some_and(|(inside, _)| inside.rsplit(':').take(2).all(is_number))
        };
        name.trim_matches('.').contains('.') && (behind.starts_with('(') || in_a_file())
    });
    let mut words = rest.split(' ').map(|word| word.rsplit_once(':').filter(|(_, number)| is_number(number)));
    // The name of a file may hold blanks.
    let is_file = rest.get(1..).is_some_and(|rest| rest.starts_with(":\\")) || rest.starts_with(['\\', '/']);
    let is_position = words.by_ref().take(if is_file { MOST_WORDS_OF_A_FILE } else { 1 }).any(|word| word.is_some());
    let is_column = |word: Option<Option<(&str, &str)>>| {
        word.flatten().is_some_and(|(word, _)| !word.is_empty() && word.chars().all(char::is_alphabetic))
    };
    is_called || is_position && is_column(words.next())
}

/// Words in the path of a file.
const MOST_WORDS_OF_A_FILE: usize = 8;

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the next line of a reply, or nothing, follows.
fn is_code_next(rest: Option<&str>) -> bool {
    rest.is_none_or(|rest| rest.is_empty() || rest.starts_with(is_quote) || rest.starts_with(['2', '4', '5']))
}

/// The words of a reply, with what surrounds them taken off.
pub(super) fn words_of(words: &str, opened: Option<char>) -> &str {
    let mut end = end_of_words(words, opened);
    for tail in TAILS {
        if let Some(at) = find_ignoring_case(words, tail).filter(|&at| at < end) {
            end = at;
        }
    }
    let has_end = end < words.len() || opened.is_some();
    let words = words.get(..end).unwrap_or_default().trim();
    // Delivery reports of Exchange 2007 and 2010 end with `##`.
    let words = words.trim_end_matches(|c| is_double_quote(c) || matches!(c, '`' | '#' | ' '));
    // The full stop before the closing quote is the wrapper's own.
    if has_end { words.strip_suffix('.').unwrap_or(words) } else { words }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(text: &str, code: Option<u16>, enhanced: &str, words: &str) {
        let start = super::first_failure(text).unwrap_or_else(|| panic!("no reply in {text}"));
        let found = super::words_of(&text[start.words..], start.opened);
        assert_eq!((start.code, start.enhanced, found), (code, Some(enhanced), words), "{text}");
    }

    #[test]
    fn replies_as_programs_print_them() {
        let relay = "SMTP; Unable to relay recipient in non-accepted domain";
        for (text, code) in [
            ("Mailbox unavailable. The server response was: 5.7.54 @", None),
            ("Cannot send mails to mail server. (Mailbox unavailable. The server response was: 5.7.54 @).", None),
            ("MailKit.Net.Smtp.SmtpCommandException: 5.7.54 @", None),
            ("the scanner shows 5.7.54 @", None),
            ("smtplib.SMTPRecipientsRefused: {'a@example.net': (550, b'5.7.54 @')}", Some(550)),
            ("smtplib.SMTPDataError: (550, '5.7.54 @')", Some(550)),
            ("smtplib.SMTPDataError: (550, b\"5.7.54 @\\n5.7.54 more\")", Some(550)),
            (
                "Failed to add recipient: a@example.net [SMTP: Invalid response (code: 550, response: 5.7.54 @)]",
                Some(550),
            ),
            ("Expected response code \"250\" but got code \"550\", with message \"550 5.7.54 @\".", Some(550)),
            ("host ex1.corp.example[10.1.1.5] said: 550 5.7.54 @ (in reply to RCPT TO command))", Some(550)),
            ("{ responseCode: 550, response: '550 5.7.54 @' }", Some(550)),
            ("DEBUG SMTP: 550 5.7.54 @\\r\\n", Some(550)),
            ("com.sun.mail.smtp.SMTPAddressFailedException:550 5.7.54 @", Some(550)),
            ("[550 5.7.54 @]", Some(550)),
            ("显示550 5.7.54 @的错误，手动重试", Some(550)),
            ("エラー「5.7.54 @」が発生", None),
            ("mail4.corp.example #550 5.7.54 @ ##", Some(550)),
            (
                "com.sun.mail.smtp.SMTPAddressFailedException: 550 5.7.54 @   at com.sun.mail.smtp.SMTPTransport$A.b(C.java:9)",
                Some(550),
            ),
            ("Die Serverantwort war: 5.7.54 @    bei System.Net.Mail.SmtpTransport.SendMail(MailAddress sender)", None),
            (
                "recipients were rejected: 550 5.7.54 @     at SMTPConnection._formatError (/srv/app/index.js:790:19) {",
                Some(550),
            ),
            ("The server response was: 5.7.54 @ At line:1 char:1 + Send-MailMessage -To x", None),
            ("Die Serverantwort war: 5.7.54 @ In C:\\Meine Skripte\\b.ps1:12 Zeichen:1 + Send-MailMessage", None),
        ] {
            check(&text.replace('@', relay), code, "5.7.54", relay);
        }
        check(
            "stat=Deferred: 451 4.7.0 Timeout waiting for client input",
            Some(451),
            "4.7.0",
            "Timeout waiting for client input",
        );
        // Hosts, addresses and times are no place in a program.
        for words in [
            "Connection dropped at mx.corp.example (10.0.0.1) after 3 s",
            "Relay denied by gw.corp.example; see note:12 below",
            "Rejected at 10:12:45 for policy:4 reasons",
        ] {
            check(&format!("550 5.7.1 {words}"), Some(550), "5.7.1", words);
        }
        let named = "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient a@b.example (Team {1}) not found";
        check(named, None, "5.1.10", named.get(7..).unwrap());
    }

    #[test]
    fn versions_times_and_ports_are_no_replies() {
        for text in [
            "PowerShell 5.1.1 is installed",
            "It runs PHP 5.6.40 here",
            "Version: 5.8.1 (release)",
            "version 4.7.2",
            "at 10:12:451 5.7.3 something went wrong here",
            "10.0.0.1:587 5.7.1",
            "see 15.4.4.1 Here It Says",
            "4.12.1 Of Another Thing",
            "(550, then 12 messages later 5.7.1)",
        ] {
            assert_eq!(super::first_failure(text).map(|s| s.at), None, "{text}");
        }
    }
}
