//! LastError and other SMTP replies: wrappers taken apart down to the innermost reply.
//!
//! ```text
//! last-error = "[" part { ";" part } "]" | reply text                 (2013 and later | 2007, 2010)
//! part       = "{" ("LRT" | "LED" | "MSG" | "FQDN" | "IP") "=" text "}"
//! text       = reply { wrapper reply }
//! reply      = code [ ("-" | " ") enhanced ] " " words                code: three digits, enhanced: d.d.d
//! wrapper    = ` .. responded with: "` reply `"` tail | ` -> ` reply | ` .. with '` text `'` | ..
//! tail       = " Attempted failover .. The last endpoint attempted was " address ":" port
//! ```
//! Parts come in any order; a part ends before the next one, not at its first brace: replies hold braces themselves
//! (recorded output). The innermost reply is the last one that starts in the text: it decides.
//!
//! Tolerated: `<LED-..>` for `{LED=..}`, `LRI` for `LRT` (retyped from screenshots); `421.4.4.2`, `451 4-4.395`
//! (misprinted codes); typographic quotes; a missing colon; a start or an end that was not pasted; several lines
//! flattened with their codes left inside (`451-4.4.0 .. 451 4.4.0 ..`).

use super::queue::{LastError, SmtpReply};
use super::reply_text::{Start, is_double_quote, starts, words_of};

impl LastError {
    /// Whether the text says that other hosts were tried as well. The wrapper of Exchange 2013 and earlier does; without
    /// such words, the reply is that of the host which the last part names.
    #[must_use]
    pub fn tells_of_failover(&self) -> bool {
        ["alternate host", "alternate frontend", "last endpoint attempted"]
            .iter()
            .any(|words| find_ignoring_case(&self.raw, words).is_some())
    }

    /// Takes a text apart; `None` where it is empty.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let raw = text.trim();
        if raw.is_empty() {
            return None;
        }
        let parts = Parts::find(raw);
        let led = parts.led.unwrap_or(raw);
        let (outer, inner) = replies(led);
        Some(Self {
            raw: raw.to_owned(),
            outer,
            inner,
            fqdn: filled(parts.fqdn),
            ip: filled(parts.ip),
            endpoint: endpoint(led).map(str::to_owned),
        })
    }
}

fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// The named parts of the 2013 form.
#[derive(Debug, Default)]
struct Parts<'a> {
    led: Option<&'a str>,
    fqdn: Option<&'a str>,
    ip: Option<&'a str>,
}

const PART_NAMES: [&str; 7] = ["LED", "FQDN", "IP", "MSG", "LRT", "LRI", "LE D"];

impl<'a> Parts<'a> {
    fn find(raw: &'a str) -> Self {
        let mut parts = Self::default();
        let mut open: Option<(&'static str, usize)> = None;
        let mut from = 0;
        while let Some((at, name, value)) = part_start(raw, from) {
            if let Some((name, start)) = open {
                parts.set(name, raw.get(start..at).unwrap_or_default());
            }
            open = Some((name, value));
            from = value;
        }
        if let Some((name, start)) = open {
            parts.set(name, raw.get(start..).unwrap_or_default());
        }
        parts
    }

    fn set(&mut self, name: &'static str, text: &'a str) {
        let text = text.trim().trim_end_matches([';', ' ']);
        // The last part ends with the bracket too, and with whatever prose follows it.
        let text = match text.rfind("}]").or_else(|| text.rfind(">]")) {
            Some(end) => text.get(..end).unwrap_or_default(),
            None => text.strip_suffix(['}', '>']).unwrap_or(text),
        };
        let slot = match name {
            "LED" => &mut self.led,
            "FQDN" => &mut self.fqdn,
            "IP" => &mut self.ip,
            _ => return,
        };
        slot.get_or_insert(text.trim());
    }
}

/// The next `{NAME=`: where it starts, its name, where its value starts. `LED=` counts without brace at the very start.
fn part_start(raw: &str, from: usize) -> Option<(usize, &'static str, usize)> {
    let named = |at: usize| {
        let rest = raw.get(at..)?;
        let name = PART_NAMES.into_iter().find(|n| rest.get(..n.len()).is_some_and(|r| r.eq_ignore_ascii_case(n)))?;
        let after = at.saturating_add(name.len());
        let sign = raw.get(after..)?.chars().next()?;
        matches!(sign, '=' | '-').then_some((name, after.saturating_add(1)))
    };
    if from == 0
        && let Some((name, value)) = named(0)
    {
        return Some((0, name, value));
    }
    raw.get(from..)?.match_indices(['{', '<']).find_map(|(offset, _)| {
        let at = from.saturating_add(offset);
        named(at.saturating_add(1)).map(|(name, value)| (at, name, value))
    })
}

/// Outer and innermost reply of a text.
fn replies(led: &str) -> (Option<SmtpReply>, Option<SmtpReply>) {
    let starts = starts(led);
    // A quoted socket error inside a wrapper has no code: `..primary target IP address: "Failed to connect. .."`.
    let quoted = quoted_without_code(led, starts.last());
    match (starts.as_slice(), quoted) {
        ([], None) => (None, plain(led)),
        ([], Some(text)) => (None, Some(text)),
        ([only], None) => (None, Some(reply(led, only))),
        ([only], Some(text)) => (Some(reply_head(led, only)), Some(text)),
        ([first, .., last], None) => (Some(reply_head(led, first)), Some(reply(led, last))),
        ([first, ..], Some(text)) => (Some(reply_head(led, first)), Some(text)),
    }
}

/// Words without any code.
fn plain(led: &str) -> Option<SmtpReply> {
    let text = led.trim();
    (!text.is_empty()).then(|| SmtpReply { code: None, enhanced_code: None, text: text.to_owned() })
}

/// A reply with its words up to the end of its quotes, the tail of its wrapper, or the end.
fn reply(text: &str, start: &Start<'_>) -> SmtpReply {
    let words = text.get(start.words..).unwrap_or_default();
    SmtpReply {
        code: start.code,
        enhanced_code: start.enhanced.map(|e| e.replace('-', ".")),
        text: words_of(words, start.opened).to_owned(),
    }
}

/// The outer reply up to the point where the inner one starts.
fn reply_head(text: &str, start: &Start<'_>) -> SmtpReply {
    let words = text.get(start.words..).unwrap_or_default();
    let quote = words.find(is_double_quote);
    let arrow = words.find("->");
    let next = starts(words).first().map(|s| s.at);
    let end = [quote, arrow, next].into_iter().flatten().min().unwrap_or(words.len());
    let words = words.get(..end).unwrap_or_default().trim().trim_end_matches([':', '\'', '-', '>', ' ']);
    SmtpReply { code: start.code, enhanced_code: start.enhanced.map(|e| e.replace('-', ".")), text: words.to_owned() }
}

/// The quoted text of a wrapper whose inner error has no code.
fn quoted_without_code(text: &str, last: Option<&Start<'_>>) -> Option<SmtpReply> {
    let words = text.get(last.map_or(0, |l| l.words)..)?;
    let wrapper = ["primary target IP address", "outbound frontend IP address", "Primary IP address"]
        .into_iter()
        .find_map(|w| find_ignoring_case(words, w).map(|at| at.saturating_add(w.len())))?;
    let rest = words.get(wrapper..)?;
    let quote = rest.find(is_double_quote)?;
    let open = rest.get(quote..)?.chars().next()?;
    let inside = rest.get(quote.saturating_add(open.len_utf8())..)?;
    let text = words_of(inside, Some(open));
    (!text.is_empty()).then(|| SmtpReply { code: None, enhanced_code: None, text: text.to_owned() })
}

/// The endpoint of `The last endpoint attempted was ip:port`.
fn endpoint(text: &str) -> Option<&str> {
    const PHRASE: &str = "endpoint attempted was ";
    let at = find_ignoring_case(text, PHRASE)?.saturating_add(PHRASE.len());
    let word = text.get(at..)?.split_whitespace().next()?;
    let word = word.trim_end_matches(['\'', '"', '}', ']', '>', ';', '.', ',', ')', '\u{201d}', '\u{2019}', '`']);
    let word = word.trim_start_matches(['\'', '"', '(']);
    // `[fe80::1]:25` keeps its bracket.
    (!word.is_empty()).then_some(word)
}

/// Position of an ASCII phrase, letter case aside.
pub(super) fn find_ignoring_case(text: &str, phrase: &str) -> Option<usize> {
    let first = phrase.as_bytes().first()?.to_ascii_lowercase();
    let (text, phrase) = (text.as_bytes(), phrase.as_bytes());
    let last = text.len().checked_sub(phrase.len())?;
    (0..=last).find(|&at| {
        text.get(at).is_some_and(|b| b.to_ascii_lowercase() == first)
            && text.get(at..at.saturating_add(phrase.len())).is_some_and(|t| t.eq_ignore_ascii_case(phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAIL: &str = "Attempted failover to alternate host, but that did not succeed. Either there are no alternate \
                        hosts, or delivery failed to all alternate hosts.";

    fn shown(reply: Option<&SmtpReply>) -> Option<String> {
        let reply = reply?;
        let code = reply.code.map_or(String::new(), |c| c.to_string());
        Some(format!("{code}|{}|{}", reply.enhanced_code.as_deref().unwrap_or_default(), reply.text))
    }

    #[track_caller]
    fn check(text: &str, outer: Option<&str>, inner: &str) -> LastError {
        let read = LastError::read(text).expect("not empty");
        assert_eq!(shown(read.outer.as_ref()).as_deref(), outer, "outer of {text}");
        assert_eq!(shown(read.inner.as_ref()).as_deref(), Some(inner), "inner of {text}");
        read
    }

    #[test]
    fn plain_reply_of_2010() {
        let text = format!(
            "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
             authentication.\" {TAIL}"
        );
        let inner = "451|5.7.3|Cannot achieve Exchange Server authentication";
        check(&text, Some("451|4.4.0|Primary target IP address responded with"), inner);
    }

    #[test]
    fn named_parts_in_any_order() {
        let text = format!(
            "[{{LRT=8/21/2026 10:43:54 AM}};{{LED=451 4.4.0 Primary target IP address responded with: \"451 5.7.3 \
             Cannot achieve Exchange Server authentication.\" {TAIL} The last endpoint attempted was 10.0.0.21:25}};\
             {{FQDN=ex2.example.local}};{{IP=10.0.0.21}}]"
        );
        let inner = "451|5.7.3|Cannot achieve Exchange Server authentication";
        let read = check(&text, Some("451|4.4.0|Primary target IP address responded with"), inner);
        assert_eq!(read.fqdn.as_deref(), Some("ex2.example.local"));
        assert_eq!(read.ip.as_deref(), Some("10.0.0.21"));
        assert_eq!(read.endpoint.as_deref(), Some("10.0.0.21:25"));
        let newer = "[{LED=451-4.7.23 unable to verify SPF policy for 451 4.7.23 a.example. i{2b0c-fe67}};{MSG=};\
                     {FQDN=mail.a.example};{IP=198.51.100.7};{LRT=1/21/2025 3:45:12 AM}]. OutboundProxyTargetIP: 1";
        let read = check(newer, None, "451|4.7.23|unable to verify SPF policy for 451 4.7.23 a.example. i{2b0c-fe67}");
        assert_eq!(read.fqdn.as_deref(), Some("mail.a.example"));
    }

    #[test]
    fn every_wrapper() {
        check(
            &format!(
                "441 4.4.1 Error encountered while communicating with primary target IP address: \"Failed to connect. \
                 Winsock error code: 10060, Win32 error code: 10060.\" {TAIL} The last endpoint attempted was \
                 198.51.100.178:25"
            ),
            Some("441|4.4.1|Error encountered while communicating with primary target IP address"),
            "||Failed to connect. Winsock error code: 10060, Win32 error code: 10060",
        );
        check(
            &format!(
                "450 4.7.0 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded \
                 with: \"451 5.7.3 STARTTLS is required to send mail.\" {TAIL}'"
            ),
            Some("450|4.7.0|Proxy session setup failed on Frontend with"),
            "451|5.7.3|STARTTLS is required to send mail",
        );
        check(
            "451 4.4.395 Target host responded with error. -> 451 5.7.3 STARTTLS is required to send mail",
            Some("451|4.4.395|Target host responded with error."),
            "451|5.7.3|STARTTLS is required to send mail",
        );
        check(
            "451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketTimedout: Socket \
             error code 10060",
            Some("451|4.4.397|Error communicating with target host."),
            "421|4.2.1|Unable to connect -> SocketTimedout: Socket error code 10060",
        );
        check(
            "454 4.7.5 The certificate specified in the tlscertificatename of the send connector could not be found.",
            None,
            "454|4.7.5|The certificate specified in the tlscertificatename of the send connector could not be found.",
        );
        check(
            "\"451 4.4.0 Primary IP address responded with: 535 5.7.3 anonymous authentication not allowed.\"",
            Some("451|4.4.0|Primary IP address responded with"),
            "535|5.7.3|anonymous authentication not allowed.",
        );
    }

    #[test]
    fn retyped_codes() {
        check(
            &format!(
                "451 4.4.0 primary target IP address responded with \u{201c}421.4.4.2 unable to connect.\u{201d} {TAIL}"
            ),
            Some("451|4.4.0|primary target IP address responded with"),
            "421|4.4.2|unable to connect",
        );
        check("451 4-4.395 Target host responded", None, "451|4.4.395|Target host responded");
        let text = "[<LRI-2019/11/4 13:31:03>; <led-451 4.4.0 Primary target IP address responded with: \"454 4.7.0 \
                    Temporary authentication failure.\" Attempted to alternate host, but that did not succeed. The last \
                    endpoint attempted was 10.**.**.***:**>;<FQDN-K10-X07.wp.abc.intra>;<IP=10.**.**.***>]";
        let outer = Some("451|4.4.0|Primary target IP address responded with");
        let read = check(text, outer, "454|4.7.0|Temporary authentication failure");
        assert_eq!(read.fqdn.as_deref(), Some("K10-X07.wp.abc.intra"));
        assert_eq!(read.ip.as_deref(), Some("10.**.**.***"));
        assert_eq!(read.endpoint.as_deref(), Some("10.**.**.***:**"));
    }

    #[test]
    fn nothing_is_no_error() {
        assert_eq!(LastError::read("  "), None);
    }
}
