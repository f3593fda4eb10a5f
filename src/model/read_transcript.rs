//! Transcripts of SMTP sessions in prose: what a server answers to EHLO.
//!
//! ```text
//! answer = "250-" HOST " Hello [" ADDRESS "]" { "250-" extension } "250 " extension
//! ```
//! The lines may be double-spaced. A greeting of asterisks alone counts too.

use super::Place;
use super::address::Address;
use super::observation::Ehlo;
use crate::intake::ProseLine;

/// Adds the answers in these lines, and gives the first and the last line of each.
pub(super) fn transcripts(lines: &[ProseLine<'_>], found: &mut Vec<Ehlo>) -> Vec<(Place, u32)> {
    let mut reader = Transcripts {
        found,
        lines: Vec::new(),
        asked: None,
        masked: None,
        greeting: None,
        is_secured: false,
        is_foreign: false,
    };
    let mut is_open = false;
    for line in lines {
        let text = said(line.text);
        if begins_tls(text) {
            reader.is_secured = true;
        } else if let Some(greeting) = text.strip_prefix("220 ") {
            reader.is_foreign = greeting.contains("SMTP") && host_of_banner(text).is_none();
            reader.greeting = Some(text.to_owned());
            reader.is_secured = false;
        }
        if let Some(asked) = asked(text) {
            reader.unanswered();
            reader.begin();
            reader.asked = Some(asked);
        }
        if is_masked_greeting(text) {
            reader.unanswered();
            reader.masked = Some(line.place);
        }
        let rest = text.strip_prefix("250-").or_else(|| text.strip_prefix("250 "));
        if let (true, Some(rest), Some(ehlo), Some((_, last))) =
            (is_open, rest, reader.found.last_mut(), reader.lines.last_mut())
            && line.place.line <= last.saturating_add(2)
        {
            ehlo.extensions.push(rest.trim().to_owned());
            *last = line.place.line;
            ehlo.is_whole = text.starts_with("250 ");
            is_open = !ehlo.is_whole;
            continue;
        }
        let ehlo = rest.and_then(|rest| greeted(rest, line.place));
        is_open = ehlo.is_some();
        if let Some(mut ehlo) = ehlo {
            ehlo.is_masked = reader.masked.take().is_some();
            ehlo.is_exchange &= !reader.is_foreign;
            ehlo.greeting = reader.greeting.take();
            // swaks writes `<~` before what comes through TLS.
            ehlo.is_secured = reader.is_secured || line.text.trim_start().starts_with("<~");
            reader.add(ehlo);
        }
    }
    reader.unanswered();
    reader.lines
}

/// Transcripts on their way.
struct Transcripts<'f> {
    found: &'f mut Vec<Ehlo>,
    lines: Vec<(Place, u32)>,
    /// What stands before an answer: the host that was asked, and a greeting of asterisks.
    asked: Option<(String, Option<u16>)>,
    masked: Option<Place>,
    /// The greeting above.
    greeting: Option<String>,
    /// Whether TLS began above.
    is_secured: bool,
    /// Whether the greeting above is that of another program.
    is_foreign: bool,
}

impl Transcripts<'_> {
    /// Another session begins.
    fn begin(&mut self) {
        self.greeting = None;
        (self.is_secured, self.is_foreign) = (false, false);
    }

    fn add(&mut self, ehlo: Ehlo) {
        self.lines.push((ehlo.place, ehlo.place.line));
        self.found.push(Ehlo { asked: self.asked.take(), ..ehlo });
    }

    /// A greeting of asterisks without an answer to EHLO.
    fn unanswered(&mut self) {
        if let Some(place) = self.masked.take() {
            let (host, client, extensions, asked) = (String::new(), None, Vec::new(), None);
            let (is_whole, is_masked, is_exchange, greeting, is_secured) = (false, true, false, None, false);
            self.add(Ehlo {
                host,
                client,
                extensions,
                is_whole,
                is_masked,
                greeting,
                is_secured,
                is_exchange,
                asked,
                place,
            });
        }
    }
}

/// Whether TLS begins with this line: the client's command, or the server's answer to it (observed behaviour, 2013 CU23).
fn begins_tls(text: &str) -> bool {
    let command = text.trim_start_matches(['>', ' ']);
    ["STARTTLS", "X-ANONYMOUSTLS"].iter().any(|verb| command.eq_ignore_ascii_case(verb))
        || text.starts_with("220 2.0.0")
}

/// `220 ****2***0`: what a device leaves of a greeting that inspects SMTP (documented by vendors; field reports). Letters
/// beside the asterisks show that somebody has hidden a name.
pub(super) fn is_masked_greeting(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("220") else { return false };
    let asterisks = rest.bytes().filter(|b| *b == b'*').count();
    asterisks >= 8 && rest.bytes().all(|b| b == b'*' || b == b' ' || b == b'-' || b.is_ascii_digit())
}

/// The host in the banner of an Exchange server: `220 EX1.corp.example Microsoft ESMTP MAIL Service ready at ..`
/// (documented). The SMTP server of IIS, which devices relay through, adds its version behind a comma.
pub(super) fn host_of_banner(line: &str) -> Option<&str> {
    let (before, after) = said(line).strip_prefix("220 ")?.split_once(" Microsoft ESMTP MAIL Service")?;
    let host = before.trim();
    (!host.is_empty() && !host.contains(' ') && !after.starts_with(',')).then_some(host)
}

/// What stands on a line of a transcript without the mark of the program that wrote it: swaks (`<-  250-`, `<** 530`),
/// Perl's Net::SMTP (`Net::SMTP=GLOB(0x1)<<< 250-`), others (`S: 250-`).
fn said(line: &str) -> &str {
    let text = line.rsplit_once("<<< ").map_or(line, |(_, said)| said);
    text.trim_start_matches(['<', '-', '~', '*', 'S', ':', ' ', '\t']).trim_end()
}

/// Host and port of `telnet HOST 25`, `open HOST 25`.
fn asked(text: &str) -> Option<(String, Option<u16>)> {
    let mut words = text.split_whitespace().skip_while(|w| {
        let word = w.rsplit('>').next().unwrap_or_default();
        !word.eq_ignore_ascii_case("telnet") && !word.eq_ignore_ascii_case("open")
    });
    words.next()?;
    let (host, port) = (words.next()?, words.next());
    let is_host = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_'));
    let port = port.and_then(|p| p.parse().ok());
    (is_host && port.is_some() && words.next().is_none()).then(|| (host.to_owned(), port))
}

/// The first line of an answer to EHLO, after its `250`: `HOST Hello [ADDRESS]`, in newer logs with all extensions.
pub(super) fn greeted(rest: &str, place: Place) -> Option<Ehlo> {
    let (host, after) = rest.split_once(" Hello")?;
    let host = host.trim();
    if host.is_empty() || host.contains(' ') || !(after.is_empty() || after.starts_with(' ')) {
        return None;
    }
    let bracketed = after.trim().strip_prefix('[').and_then(|a| a.split_once(']'));
    let (client, extensions) = match bracketed {
        Some((client, extensions)) => (Address::parse(client), extensions.trim()),
        None => (None, after.trim()),
    };
    Some(Ehlo {
        host: host.to_owned(),
        // Others write a name before the address, or no address. Somebody may have hidden what the brackets hold.
        is_exchange: bracketed.is_some(),
        client,
        extensions: extensions.split("250-").map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).take(64).collect(),
        is_whole: false,
        is_masked: false,
        greeting: None,
        is_secured: false,
        asked: None,
        place,
    })
}
