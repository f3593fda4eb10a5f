//! Lines outside records: error texts pasted alone, SMTP replies in delivery reports, `NAME ADDRESS` lines.
//!
//! ```text
//! statement   = line { line }                     lines join while quotes, braces or a wrapper are unfinished
//! error       = [ label ":" | words quote ] reply (becomes a queue of which only LastError is known)
//! reply       = any other failure reply           (delivery report, tracking, transcript, a sentence about it)
//! addresses   = NAME [ ":" | "=" ] ADDRESS [ "/" length ] { ("," | ";" | " ") ADDRESS } [ MASK ] [ "(" remark ")" ]
//! ```
//! When in doubt it is a reply and no queue: a queue is never made up from prose.

use super::Place;
use super::address::Address;
use super::last_error::find_ignoring_case;
use super::queue::{LastError, Reply, SmtpReply};
use super::range::IpRange;
use super::reply_text::{end_of_words, first_failure};
use crate::intake::ProseLine;

/// What one statement of the prose is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// An error text pasted alone.
    Error(LastError, Place, u32),
    /// A reply in other text.
    Reply(Reply, u32),
}

/// What events of MSExchangeTransport and refused commands say that counts like a reply (documented: events 1018 and
/// 1019, 1021, 15002 to 15007; the limit of a multivalued attribute).
const EVENTS: [&[&str]; 6] = [
    &["Failed to start listening"],
    &["address is already in use"],
    &["rejected an incoming connection from IP address"],
    &["resource pressure increased", "resource pressure is constant"],
    &["rejecting message submissions because"],
    &["administrative limit for this request", "AdminLimitExceeded"],
];

/// Which event a text tells of, and the text as a reply without a code.
pub(super) fn event_reply(text: &str, place: Place) -> Option<(usize, Reply)> {
    let event = EVENTS.iter().position(|event| event.iter().any(|words| find_ignoring_case(text, words).is_some()))?;
    // The first sentence is the reply; lists of resources follow.
    let raw = text.trim().split(". The ").next().unwrap_or_default().to_owned();
    let inner = Some(SmtpReply { code: None, enhanced_code: None, text: raw.clone() });
    let error = LastError { raw, outer: None, inner, fqdn: None, ip: None, endpoint: None };
    Some((event, Reply { error, sender: None, place }))
}

/// Lines that one statement may span.
const MOST_LINES: usize = 30;
const MOST_BYTES: usize = 20_000;

/// Whether a line says that a cmdlet returned a part of the objects: it names the parameter that asks for more, in whatever
/// language (documented: `-ResultSize`).
pub(super) fn says_there_is_more(line: &str) -> bool {
    let is_command = find_ignoring_case(line, "Get-").is_some() || find_ignoring_case(line, "-ResultSize").is_some();
    !is_command && find_ignoring_case(line, "ResultSize").is_some()
}

/// Reads the prose of one source.
pub(super) fn statements(lines: &[ProseLine<'_>]) -> Vec<Statement> {
    let is_report = lines.iter().any(|l| tells_of_report(l.text));
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        index = index.saturating_add(1);
        let text = line.text.trim();
        if !may_hold_reply(text) {
            continue;
        }
        let (statement, used) = gather(text, line.place.line, lines.get(index..).unwrap_or_default());
        index = index.saturating_add(used);
        let last = lines.get(index.saturating_sub(1)).map_or(line.place.line, |l| l.place.line);
        classify(&statement, is_report, line.place, last, &mut found);
    }
    found
}

/// Words that only delivery reports, message tracking and transcripts have.
fn tells_of_report(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "Generating server",
        "Diagnostic information for",
        "Original message headers",
        "Reporting-MTA",
        "Final-Recipient",
        "Diagnostic-Code",
        "Remote Server returned",
        "Remote Server at",
        "RecipientStatus",
        "Message-Id:",
        "MAIL FROM:",
        "RCPT TO:",
    ];
    let text = text.trim();
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|t| t.eq_ignore_ascii_case(prefix));
    starts("ehlo ")
        || starts("helo ")
        || starts("250-")
        || starts("220 ")
        || text.len() < 4000 && WORDS.iter().any(|w| find_ignoring_case(text, w).is_some())
}

fn may_hold_reply(text: &str) -> bool {
    first_failure(text).is_some()
        || find_ignoring_case(text, "LED=").is_some()
        || text.contains("returned '")
        || text.contains("<led-")
}

/// A statement with the lines that complete it, and how many those are.
fn gather(first: &str, number: u32, rest: &[ProseLine<'_>]) -> (String, usize) {
    let mut text = first.to_owned();
    let mut last = number;
    let mut used = 0_usize;
    for line in rest.iter().take(MOST_LINES) {
        // Delivery reports come with a blank line after every line.
        let is_near = line.place.line.saturating_sub(last) <= 2;
        if !is_unfinished(&text) || !is_near || text.len() > MOST_BYTES {
            break;
        }
        text.push(' ');
        text.push_str(line.text.trim());
        last = line.place.line;
        used = used.saturating_add(1);
    }
    (text, used)
}

/// Whether double quotes or the brackets around named parts are still open.
pub(super) fn is_open(text: &str) -> bool {
    has_open_quotes(text) || text.starts_with("[{") && !text.contains("}]")
}

fn has_open_quotes(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')).count() % 2 == 1
}

/// Whether a reply certainly goes on: its quotes or named parts are open, a code has no text yet, or the sentence around
/// it is not at its end.
pub(super) fn is_unfinished_reply(text: &str) -> bool {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with("...") || text.ends_with('…') {
        return false;
    }
    if text.starts_with("[{") && text.ends_with("}]") {
        return false;
    }
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_code =
        last.contains('.') && last.split('.').count() == 3 && last.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_code || text.ends_with("->") || is_open(text) || is_unfinished(text) || text.ends_with(LAST_ENDPOINT)
}

/// The words before the last endpoint, which is one word.
const LAST_ENDPOINT: &str = "endpoint attempted was";

/// Sentences that Exchange puts behind a reply (observed behaviour, 2007 to 2019): they belong to the error above them.
const BEHIND_REPLY: [&str; 5] = [
    "->",
    "Attempted failover",
    "Either there are no alternate",
    "The last endpoint attempted",
    "The failure was replaced",
];

/// Whether the text below an error that is not obviously unfinished belongs to it: it is a sentence that Exchange puts
/// there, or the error stops inside a sentence and that goes on, or another reply follows in it.
pub(super) fn continues(text: &str, below: &str) -> bool {
    let (text, below) = (text.trim_end(), below.trim_start());
    if text.starts_with("[{") && text.ends_with("}]") || first_failure(text).is_none() {
        return false;
    }
    if BEHIND_REPLY.iter().any(|sentence| below.get(..sentence.len()).is_some_and(|t| t.eq_ignore_ascii_case(sentence)))
    {
        return true;
    }
    let is_at_end = text.ends_with(['.', '!', '?', '"', '\'', '}', ']', ')', '>', '…']);
    let begins_inside =
        below.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '"' | '\u{201c}' | '('));
    !is_at_end && (begins_inside || may_hold_reply(below))
}

/// Whether quotes, braces or the sentence of a wrapper are still open.
fn is_unfinished(text: &str) -> bool {
    if has_open_quotes(text) {
        return true;
    }
    if let Some(at) = text.rfind("returned '") {
        let rest = text.get(at.saturating_add(10)..).unwrap_or_default();
        return !rest.trim_end().ends_with('\'');
    }
    if text.contains("[{") && !text.contains("}]") {
        // `[{LED=..` that is never closed ends with its line: seen in field reports.
        return text.ends_with([';', ',']);
    }
    let wrapped = find_ignoring_case(text, "responded with").is_some()
        || find_ignoring_case(text, "communicating with primary").is_some();
    let tail = find_ignoring_case(text, "all alternate hosts").is_some()
        || find_ignoring_case(text, "resubmitted for routing").is_some();
    let fails_over = find_ignoring_case(text, "Attempted failover").is_some();
    !tail && (fails_over || wrapped && find_ignoring_case(text, "Attempted").is_some())
}

fn classify(text: &str, is_report: bool, place: Place, last: u32, found: &mut Vec<Statement>) {
    let led = ["[{LED", "[{LRT", "{LED=", "[<LRI", "[<LRT", "[<led", "LED="];
    let parts = led.iter().find_map(|p| find_ignoring_case(text, p));
    let failure = first_failure(text);
    let start = match (parts, failure.map(|start| start.at)) {
        (Some(parts), Some(reply)) => parts.min(reply),
        (Some(at), None) | (None, Some(at)) => at,
        (None, None) => return,
    };
    let (before, error) = (text.get(..start).unwrap_or_default(), text.get(start..).unwrap_or_default());
    let opened = before.trim_end().chars().next_back().filter(|c| matches!(c, '"' | '\u{201c}' | '`' | '\''));
    let Some(mut error) = LastError::read(own_part(error, opened)) else { return };
    // Queues show the three digits, and no tuples. After a refusal for good (5xx) without Exchange's wrapper the message
    // went back to its sender: no queue holds it.
    let may_wait = |code: u16| code < 500 || parts.is_some();
    let is_of_queue =
        failure.is_none_or(|start| start.code.is_some_and(may_wait) && (opened.is_some() || start.opened.is_none()));
    if !is_report && is_of_queue && stands_alone(before) {
        found.push(Statement::Error(error, place, last));
        return;
    }
    let (host, ip) = remote_server(before);
    error.fqdn = error.fqdn.or(host);
    error.ip = error.ip.or(ip);
    found.push(Statement::Reply(Reply { error, sender: None, place }, last));
}

/// The end of the sentence about failover.
const ALL_HOSTS: &str = "all alternate hosts";

/// The error without the text that follows it on the same line.
fn own_part(text: &str, opened: Option<char>) -> &str {
    let text = text.trim_end();
    if text.starts_with(['[', '{', '<']) || text.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("LED")) {
        // Named parts end with their bracket.
        let end = text.rfind("}]").or_else(|| text.rfind(">]")).map(|at| at.saturating_add(2));
        return end.and_then(|end| text.get(..end)).unwrap_or(text);
    }
    if let Some(at) = find_ignoring_case(text, ALL_HOSTS) {
        let mut end = at.saturating_add(ALL_HOSTS.len());
        let rest = text.get(end..).unwrap_or_default();
        if let Some(endpoint) = find_ignoring_case(rest, "endpoint attempted was ").filter(|&e| e < 24) {
            let from = end.saturating_add(endpoint).saturating_add(23);
            let word = text.get(from..).and_then(|r| r.split_whitespace().next()).map_or(0, str::len);
            end = from.saturating_add(word);
        } else if rest.starts_with('.') {
            end = end.saturating_add(1);
        }
        return text.get(..end).unwrap_or(text).trim_end_matches(['\'', '"', '`', '\u{201d}']);
    }
    let Some(opened) = opened else {
        let (words, opened) = first_failure(text).map_or((0, None), |start| (start.words, start.opened));
        let end = text.get(words..).map_or(0, |rest| end_of_words(rest, opened));
        return text.get(..words.saturating_add(end)).unwrap_or(text).trim_end().trim_end_matches(['`', '*']);
    };
    let closing = match opened {
        '\u{201c}' => '\u{201d}',
        c => c,
    };
    // The quotes around the whole close last where quotes stand inside.
    let inside = text.matches(closing).count();
    let end = if inside > 1 { text.rfind(closing) } else { text.find(closing) };
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Whether nothing but a label, a list mark or an opening quote stands before the error.
fn stands_alone(before: &str) -> bool {
    const REPORTS: [&str; 9] =
        ["returned", "Reason", "Remote Server", "Diagnostic", "Status", "smtp;", "said", "response", "Server at"];
    if REPORTS.iter().any(|w| find_ignoring_case(before, w).is_some()) {
        return false;
    }
    let text = before.trim().trim_start_matches(['-', '*', '\u{2022}', '\u{b7}', '+', '|', ' ', '[', '{', '<']);
    let Some(last) = text.chars().next_back() else { return true };
    let is_number = text.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit());
    // A label has a few words; what a program reports is a sentence, or stands behind a label of its own.
    let is_label = matches!(last, ':' | '\u{ff1a}' | '=')
        && text.split_whitespace().count() <= MOST_WORDS_OF_A_LABEL
        && !text.trim_end_matches([':', '\u{ff1a}', '=', ' ']).contains(": ");
    // The quote opens here, and does not close an earlier word.
    let opens = matches!(last, '\u{201c}' | '\u{201e}' | '\u{ab}')
        || matches!(last, '"' | '`' | '\'') && text.matches(last).count() % 2 == 1;
    is_number || text == "(" || is_label || opens
}

/// Words of a label before an error text that is pasted alone.
const MOST_WORDS_OF_A_LABEL: usize = 4;

/// Host and address of `Remote Server at HOST (ADDRESS) returned '`, and of the last `HOST[ADDRESS]` that Postfix,
/// `HOST [ADDRESS]` that Exim and sendmail print.
fn remote_server(before: &str) -> (Option<String>, Option<String>) {
    let filled = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    // Exchange 2007 and 2010: `mail.corp.example #550 5.7.1 .. ##`.
    let marked = before.trim_end().strip_suffix('#').and_then(|head| head.split_whitespace().next_back());
    if let Some(host) = marked.filter(|host| host.contains('.')) {
        return (Some(host.to_owned()), None);
    }
    let Some(at) = find_ignoring_case(before, "Server at ") else {
        let mut bracketed = before.match_indices('[').filter_map(|(open, _)| {
            let inside = before.get(open.saturating_add(1)..)?.split(']').next()?;
            let host = before.get(..open)?.trim_end().rsplit([' ', '=', '(', '@']).next()?;
            Address::parse(inside)?;
            Some((filled(host).filter(|host| host.contains('.')), Some(inside.to_owned())))
        });
        return bracketed.next_back().unwrap_or_default();
    };
    let rest = before.get(at.saturating_add(10)..).unwrap_or_default();
    let rest = find_ignoring_case(rest, " returned").and_then(|end| rest.get(..end)).unwrap_or(rest);
    let (host, ip) = match rest.split_once('(') {
        Some((host, ip)) => (host.trim(), ip.trim_end_matches([')', ' '])),
        None => (rest.trim(), ""),
    };
    (filled(host), Address::parse(ip).map(|_| ip.to_owned()))
}

/// Reads `NAME ADDRESS [ADDRESS ..]`, `NAME: ADDRESS`, `NAME = ADDRESS, ADDRESS`, and `ADDRESS NAME` of a hosts file.
pub(super) fn address_line(line: &str) -> Option<(&str, Vec<Address>)> {
    address_line_of(line, is_server_name)
}

/// Reads `NAME ADDRESS` where the name is a word that stands before addresses in the output of other commands too:
/// `client 10.0.0.1`. Only where a server is called so, it is one.
pub(super) fn address_line_of_word(line: &str) -> Option<(&str, Vec<Address>)> {
    let first = line.trim_start().split(' ').next()?;
    address_line_of(line, is_host_name).filter(|(name, _)| *name == first && !is_server_name(name))
}

fn address_line_of(line: &str, is_server_name: impl Fn(&str) -> bool) -> Option<(&str, Vec<Address>)> {
    // `Trying 10.0.0.1...` says what a program is doing.
    if line.len() > 2000 || line.trim_end().ends_with("..") {
        return None;
    }
    let line =
        line.trim().trim_start_matches(['-', '*', '\u{2022}', '|', ' ']).trim_end_matches(['|', '.', ' ', ';', ',']);
    // `EX1 10.0.0.1 (the old one)`: a remark; `EX1 (10.0.0.1)` is none.
    let remark = line.strip_suffix(')').and_then(|line| line.split_once(" ("));
    let line = remark.filter(|(_, inside)| Address::parse(inside).is_none()).map_or(line, |(head, _)| head);
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '=' | '|');
    // Signs between a name and its address say nothing: `EX1 -> 10.0.0.1`.
    let is_word = |w: &&str| w.contains(|c: char| c.is_alphanumeric() || c == '\u{2026}') || *w == "::";
    let marks = ['"', '\'', '`', '*'];
    let words = line.split(separators).map(|word| word.trim_matches(marks)).filter(is_word);
    let mut words = words.filter(|word| *word != "is");
    let first = words.next()?;
    if let Some(address) = Address::parse(first) {
        let name = words.next().filter(|n| is_server_name(n))?;
        return words.all(&is_server_name).then(|| (name, vec![address]));
    }
    // `EX1:10.0.0.1`
    if let Some((name, address)) = first.split_once(':').filter(|(_, address)| address.contains('.')) {
        let address = Address::parse(address).filter(|_| words.next().is_none())?;
        return is_server_name(name).then(|| (name, vec![address]));
    }
    let name = first.trim_end_matches(':');
    if !is_server_name(name) {
        return None;
    }
    let address = |word: &str| {
        let word = word.trim_matches(['(', ')', '"', '\'']);
        let Some((address, _)) = word.split_once('/') else { return Address::parse(word) };
        let (address, network) = (Address::parse(address)?, IpRange::parse(word)?);
        // The first address of a network is the network's.
        (network.first() != address || network == IpRange::single(address)).then_some(address)
    };
    // A mask behind an address is no address, nor is a network.
    let addresses: Option<Vec<Address>> = words.filter(|w| !w.starts_with("255.")).map(address).collect();
    addresses.filter(|a| !a.is_empty() && a.len() <= 64).map(|a| (name, a))
}

/// A word that can be a server: host name characters with a letter, and none of the words that stand before addresses in
/// the output of other commands.
fn is_server_name(name: &str) -> bool {
    const WORDS: [&str; 50] = [
        "address",
        "addresses",
        "adresse",
        "adressen",
        "server",
        "servers",
        "ip",
        "ips",
        "ipv4",
        "ipv6",
        "ping",
        "open",
        "telnet",
        "from",
        "to",
        "gateway",
        "dns",
        "host",
        "hosts",
        "client",
        "name",
        "nslookup",
        "the",
        "and",
        "or",
        "on",
        "at",
        "in",
        "via",
        "mask",
        "subnet",
        "netmask",
        "endpoint",
        "relay",
        "localhost",
        "serveur",
        "standardgateway",
        "subnetzmaske",
        "netzmaske",
        "maske",
        "dns-server",
        "dns-servers",
        "dhcp-server",
        "wins-server",
        "hostname",
        "ip-adresse",
        "ipv4-adresse",
        "ipv6-adresse",
        "passerelle",
        "masque",
    ];
    is_host_name(name) && !WORDS.iter().any(|w| name.eq_ignore_ascii_case(w))
}

/// Whether a word has the characters of a host name, a letter among them.
fn is_host_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let has_letter = name.chars().any(|c| c.is_ascii_alphabetic());
    has_letter && name.len() <= 255 && name.chars().all(fits) && !name.starts_with(['-', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Vec<ProseLine<'_>> {
        let lines = text.lines().zip(1..).filter(|(t, _)| !t.trim().is_empty());
        lines.map(|(text, line)| ProseLine { place: Place { source: 0, line }, text }).collect()
    }

    #[track_caller]
    fn check(text: &str, errors: &[&str], replies: &[&str]) {
        let found = statements(&prose(text));
        let raw = |s: &Statement, error: bool| match s {
            Statement::Error(e, ..) if error => Some(e.raw.clone()),
            Statement::Reply(r, _) if !error => Some(r.error.raw.clone()),
            _ => None,
        };
        assert_eq!(found.iter().filter_map(|s| raw(s, true)).collect::<Vec<_>>(), errors, "errors of {text}");
        assert_eq!(found.iter().filter_map(|s| raw(s, false)).collect::<Vec<_>>(), replies, "replies of {text}");
    }

    #[test]
    fn an_error_alone_is_an_error() {
        let error = "451 5.7.3 Cannot achieve Exchange Server authentication.";
        check(error, &[error], &[]);
        check(&format!("Error when sending \"{error}\" help"), &[error], &[]);
        check(&format!("Full message reads: {error}"), &[error], &[]);
        check(
            "- `432 4.3.2 STOREDRV.Deliver`\n- `451 4.4.397 Error -> 421 4.4.2 dropped`",
            &["432 4.3.2 STOREDRV.Deliver", "451 4.4.397 Error -> 421 4.4.2 dropped"],
            &[],
        );
    }

    #[test]
    fn what_a_program_prints_is_no_queue() {
        let relay = "5.7.54 SMTP; Unable to relay recipient in non-accepted domain";
        for (text, raw) in [
            ("Mailbox unavailable. The server response was: @\n   at System.Net.Mail.SmtpClient.Send()", "@"),
            ("smtplib.SMTPRecipientsRefused: {'a@example.net': (550, b'@')}", "550, b'@"),
            (
                "to=<a@b.example>, status=bounced (host ex1.a.example[10.1.1.5] said: 550 @ (in reply to RCPT TO command))",
                "550 @",
            ),
            ("显示550 @的错误", "550 @"),
        ] {
            check(&text.replace('@', relay), &[], &[&raw.replace('@', relay)]);
        }
        let postfix = "(host ex1.a.example[10.1.1.5] said: 550 5.7.54 SMTP; Unable to relay (in reply to RCPT TO))";
        let said = statements(&prose(postfix));
        let Some(Statement::Reply(reply, _)) = said.first() else { panic!("{said:?}") };
        assert_eq!((reply.error.fqdn.as_deref(), reply.error.ip.as_deref()), (Some("ex1.a.example"), Some("10.1.1.5")));
        check("Error:451 5.7.3 Cannot achieve", &["451 5.7.3 Cannot achieve"], &[]);
    }

    #[test]
    fn a_report_is_no_queue() {
        check(
            "Remote Server at a.example (198.51.100.1) returned '400\n4.4.7 Message delayed'",
            &[],
            &["400 4.4.7 Message delayed"],
        );
        check(
            "we saw 451 5.7.3 Cannot achieve Exchange Server authentication yesterday",
            &[],
            &["451 5.7.3 Cannot achieve Exchange Server authentication yesterday"],
        );
        check("nothing to see, 451 messages", &[], &[]);
    }

    #[test]
    fn address_lines() {
        let read = |line| address_line(line).map(|(n, a)| format!("{n} {a:?}"));
        assert_eq!(read("EX1 10.0.0.1").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1: 10.0.0.1").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1 = 10.0.0.1, fd00::1").as_deref(), Some("EX1 [10.0.0.1, fd00::1]"));
        assert_eq!(read("10.0.0.1  ex1.corp.example ex1").as_deref(), Some("ex1.corp.example [10.0.0.1]"));
        assert_eq!(read("- EX1: 10.0.0.1 (old, Exchange 2010)").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1 (10.0.0.1)").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1 10.0.0.1/24").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1 10.0.0.1 255.255.255.0").as_deref(), Some("EX1 [10.0.0.1]"));
        assert_eq!(read("EX1 10.0.0.1/32, fd00::5/64").as_deref(), Some("EX1 [10.0.0.1, fd00::5]"));
        for yes in [
            "EX1 => 10.0.0.1",
            "EX1 \u{2192} 10.0.0.1",
            "`EX1` \u{2013} `10.0.0.1`",
            "\"EX1\",\"10.0.0.1\"",
            "EX1:10.0.0.1",
        ] {
            assert_eq!(read(yes).as_deref(), Some("EX1 [10.0.0.1]"), "{yes}");
        }
        for no in ["EX1 says 10.0.0.1", "EX1:10.0.0.1:25", "EX1:10.0.0.1 is down", "EX1 ... 10.0.0.1 and more"] {
            assert_eq!(read(no), None, "{no}");
        }
        for no in ["EX1 10.0.0.1/new", "Trying 10.0.0.1...", "EX1 (see 10.0.0.1)", "EX1 255.255.255.0"] {
            assert_eq!(read(no), None, "{no}");
        }
        for no in ["VLAN10 10.0.0.0/24", "VLAN10 10.0.0.128/25", "VLAN10 fd00::/64"] {
            assert_eq!(read(no), None, "{no}");
        }
        for no in ["Address 10.0.0.1", "EX1 is down", "open 192.168.4.17 25", "EX1 10.0.0.1 and more", "10.0.0.1"] {
            assert_eq!(read(no), None, "{no}");
        }
    }
}
