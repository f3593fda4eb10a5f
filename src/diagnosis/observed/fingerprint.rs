//! What each connector says to EHLO, set against a reply.
//!
//! A reply follows from the connector's properties, so a word that the connector cannot say proves that another one
//! answered. The opposite does not hold: a device on the way takes words out, and without a usable certificate the
//! connector itself leaves STARTTLS or X-ANONYMOUSTLS out. So words that are there exclude a connector, and words that are
//! missing do not.
//!
//! Source: observed behaviour (2013 CU23) for the words and their conditions; documented (Set-ReceiveConnector) for those
//! that a property of their own switches.

use indexmap::IndexMap;

use super::ehlo::{is_mask, who_answered};
use crate::diagnosis::facts::Unsayable;
use crate::diagnosis::topology::Topology;
use crate::model::observation::Ehlo;
use crate::model::{Address, AuthMechanism, Place, Property, ReceiveConnector, TransportRole, same_server};

/// A reply to EHLO with the connectors that may have given it.
#[derive(Clone, Debug)]
pub struct EhloReply<'a> {
    /// The reply.
    pub ehlo: &'a Ehlo,
    /// The server that answered; `None` where connectors of several servers announce themselves by that name.
    pub server: Option<String>,
    /// The local address that was asked, where it is shown.
    pub local: Option<Address>,
    /// The port, where it is shown.
    pub port: Option<u16>,
    /// The client, as the server saw it.
    pub client: Option<Address>,
    /// The connectors of that server and port with how the reply fits them, in order of the input.
    pub fits: Vec<(usize, Fit)>,
}

/// How a reply fits a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Word by word, as far as AuthMechanism decides.
    Exact,
    /// The paste hides what decides.
    Open,
    /// The connector says these words at least, and the reply lacks them.
    Lacks(Vec<&'static str>),
    /// The connector cannot have said it.
    Excluded(Mismatch),
}

/// A word of a reply that a connector cannot say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mismatch {
    /// The word or line of the reply.
    pub said: String,
    /// The property that excludes it.
    pub property: Property,
    /// Its value, as printed.
    pub value: String,
    /// Where the value stands.
    pub place: Place,
}

impl Mismatch {
    /// The first word of a reply that this connector cannot say; `None` where it may have given the reply. Of a connector
    /// that a log names, other things than authentication may have been changed since.
    #[must_use]
    pub fn find(ehlo: &Ehlo, connector: &ReceiveConnector, is_named_by_a_log: bool) -> Option<Self> {
        let reading = Reading { ehlo, connector };
        match reading.fit(&[]) {
            Fit::Excluded(_) if is_named_by_a_log => reading.between_servers(),
            Fit::Excluded(found) => Some(found),
            _ => None,
        }
    }
}

impl From<Mismatch> for Unsayable {
    fn from(mismatch: Mismatch) -> Self {
        Self { said: mismatch.said, property: mismatch.property, value: mismatch.value }
    }
}

/// The words that a connector leaves out by itself where a certificate is not usable.
pub const LEFT_OUT_WITHOUT_CERTIFICATE: [&str; 2] = ["STARTTLS", "X-ANONYMOUSTLS"];

/// How much of a reply AuthMechanism decides.
type Offers = fn(&Reading<'_>) -> Option<bool>;

/// The words that follow from AuthMechanism: a connector with it says them, unless something took them out.
const BY_AUTHENTICATION: [(&str, Offers); 7] = [
    ("STARTTLS", |it| it.has(&AuthMechanism::Tls)),
    ("X-ANONYMOUSTLS", |it| both(it.has(&AuthMechanism::ExchangeServer), it.shows_anonymous_tls())),
    ("AUTH NTLM", |it| it.has(&AuthMechanism::Integrated)),
    ("AUTH LOGIN", |it| both(it.has(&AuthMechanism::BasicAuth), it.may_log_in_now())),
    ("X-EXPS GSSAPI", |it| it.has(&AuthMechanism::ExchangeServer)),
    ("X-EXPS NTLM", |it| it.has(&AuthMechanism::ExchangeServer)),
    ("XRDST", |it| it.has(&AuthMechanism::ExchangeServer)),
];

/// The words that a property of their own switches (documented).
const SWITCHED: [(&str, Property); 9] = [
    ("PIPELINING", Property::PipeliningEnabled),
    ("DSN", Property::DeliveryStatusNotificationEnabled),
    ("ENHANCEDSTATUSCODES", Property::EnhancedStatusCodesEnabled),
    ("8BITMIME", Property::EightBitMimeEnabled),
    ("BINARYMIME", Property::BinaryMimeEnabled),
    ("CHUNKING", Property::ChunkingEnabled),
    ("SMTPUTF8", Property::SmtpUtf8Enabled),
    ("XLONGADDR", Property::LongAddressesEnabled),
    ("XORAR", Property::OrarEnabled),
];

/// The words of shadow redundancy and of Exchange 2003, which no Front End Transport connector says.
const NEVER_OF_A_FRONT_END: [&str; 3] = ["XEXCH50", "XSHADOW", "XSHADOWREQUEST"];

/// Every reply of an Exchange server to EHLO that transcripts and send logs show, with the connectors that may have given
/// it. A log may have several sessions between the same two endpoints; the newest one counts.
#[must_use]
pub fn ehlo_replies<'a>(topology: &Topology<'a>) -> Vec<EhloReply<'a>> {
    let observations = &topology.snapshot().observations;
    let mut replies: Vec<EhloReply<'a>> = Vec::new();
    for ehlo in &observations.ehlo {
        let (host, port) = ehlo.asked.as_ref().map_or((None, None), |(host, port)| (Some(host), *port));
        let local = host.and_then(|host| Address::parse(host));
        let server = who_answered(topology, ehlo);
        replies.push(EhloReply { ehlo, server, local, port, client: ehlo.client, fits: Vec::new() });
    }
    let mut sent: IndexMap<_, (&str, EhloReply<'a>)> = IndexMap::new();
    for session in observations.sessions.iter().filter(|session| !session.is_receive) {
        let (Some(ehlo), Some(remote)) = (&session.ehlo, session.remote) else { continue };
        let by_address = topology.owner(remote.address).map(|s| s.server.name.clone());
        let server = by_address.or_else(|| topology.server(&ehlo.host).map(|s| s.server.name.clone()));
        let client = ehlo.client.or_else(|| session.local.map(|local| local.address));
        let endpoints = (server.clone(), remote.address, remote.port, client);
        let (local, port) = (Some(remote.address), Some(remote.port));
        let reply = EhloReply { ehlo, server, local, port, client, fits: Vec::new() };
        let time = session.time.as_deref().unwrap_or_default();
        if sent.get(&endpoints).is_none_or(|(known, _)| *known <= time) {
            sent.insert(endpoints, (time, reply));
        }
    }
    replies.extend(sent.into_values().map(|(_, reply)| reply));
    replies.retain(|reply| reply.ehlo.is_exchange && !reply.ehlo.host.is_empty());
    for reply in &mut replies {
        reply.fits = fits(topology, reply);
    }
    replies.retain(|reply| !reply.fits.is_empty());
    replies
}

fn fits(topology: &Topology<'_>, reply: &EhloReply<'_>) -> Vec<(usize, Fit)> {
    let connectors = &topology.snapshot().receive_connectors;
    let is_here = |c: &ReceiveConnector| match &reply.server {
        Some(server) => c.server.is_empty() || same_server(&c.server, server),
        None => announces(c, &reply.ehlo.host) == Some(true),
    };
    let may_listen = |c: &ReceiveConnector| reply.port.is_none_or(|port| c.may_listen_on(port));
    let may_answer = |c: &ReceiveConnector| !c.is_disabled() && is_here(c) && may_listen(c);
    let here: Vec<_> = connectors.iter().enumerate().filter(|(_, c)| may_answer(c)).collect();
    let banners: Vec<&str> = here.iter().filter_map(|(_, c)| c.other(Property::Banner)).collect();
    here.iter().map(|(index, c)| (*index, Reading { ehlo: reply.ehlo, connector: c }.fit(&banners))).collect()
}

/// Whether a connector calls itself by this name; `None` where the paste does not show it.
fn announces(connector: &ReceiveConnector, host: &str) -> Option<bool> {
    connector.fqdn.whole().filter(|fqdn| !fqdn.trim().is_empty()).map(|fqdn| fqdn.trim().eq_ignore_ascii_case(host))
}

fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// A reply read as that of one connector.
struct Reading<'r> {
    ehlo: &'r Ehlo,
    connector: &'r ReceiveConnector,
}

impl Reading<'_> {
    fn fit(&self, banners: &[&str]) -> Fit {
        // If a connector is shown in two ways, none of its values is sure.
        if self.connector.contradicted {
            return Fit::Open;
        }
        if let Some(mismatch) = self.mismatch(banners) {
            return Fit::Excluded(mismatch);
        }
        // What a device has masked may be any word.
        let is_masked = self.ehlo.is_masked || self.lines().any(|line| line.first().is_some_and(|word| is_mask(word)));
        if !self.ehlo.is_whole || is_masked {
            return Fit::Open;
        }
        let (mut lacks, mut is_open) = (Vec::new(), false);
        for (words, offers) in BY_AUTHENTICATION {
            let is_natural = self.ehlo.is_secured && LEFT_OUT_WITHOUT_CERTIFICATE.contains(&words);
            if self.holds(words) || is_natural {
                continue;
            }
            match offers(self) {
                Some(true) => lacks.push(words),
                Some(false) => {}
                None => is_open = true,
            }
        }
        match (lacks.is_empty(), is_open) {
            (false, _) => Fit::Lacks(lacks),
            (true, true) => Fit::Open,
            (true, false) => Fit::Exact,
        }
    }

    /// The first word that the connector cannot say.
    fn mismatch(&self, banners: &[&str]) -> Option<Mismatch> {
        let c = self.connector;
        if announces(c, &self.ehlo.host) == Some(false) {
            return self.because(format!("{} Hello", self.ehlo.host), Property::Fqdn);
        }
        if let Some(greeting) = self.ehlo.greeting.as_deref().filter(|it| is_of_a_connector(it, banners))
            && c.other(Property::Banner).is_some_and(|banner| !gives(banner, greeting))
        {
            return self.because(greeting.to_owned(), Property::Banner);
        }
        if let Some(property) = self.size_against() {
            return self.because(self.line("SIZE").unwrap_or_default(), property);
        }
        for (word, property) in SWITCHED {
            if self.holds(word) && c.other(property).is_some_and(|value| value.eq_ignore_ascii_case("False")) {
                return self.because(word.to_owned(), property);
            }
        }
        for (words, offers) in BY_AUTHENTICATION {
            if self.holds(words) && offers(self) == Some(false) {
                return self.not_offered(words);
            }
        }
        // What a session secured by X-ANONYMOUSTLS is offered.
        let secured = ["X-EXPS EXCHANGEAUTH", "X-EXCHANGEAUTH"].into_iter().find(|words| self.holds(words));
        if let Some(words) = secured.filter(|_| self.has(&AuthMechanism::ExchangeServer) == Some(false)) {
            return self.because(words.to_owned(), Property::AuthMechanism);
        }
        if self.holds("AUTH GSSAPI") && self.has(&AuthMechanism::Integrated) == Some(false) {
            return self.because("AUTH GSSAPI".to_owned(), Property::AuthMechanism);
        }
        let shadow = NEVER_OF_A_FRONT_END.into_iter().find(|word| self.holds(word))?;
        let is_front_end = c.transport_role.has(&TransportRole::FrontendTransport) == Some(true)
            && c.transport_role.has(&TransportRole::HubTransport) == Some(false);
        if is_front_end {
            return self.because(shadow.to_owned(), Property::TransportRole);
        }
        let offers_none = self.has(&AuthMechanism::ExchangeServer) == Some(false)
            && self.has(&AuthMechanism::ExternalAuthoritative) == Some(false);
        if offers_none { self.because(shadow.to_owned(), Property::AuthMechanism) } else { None }
    }

    /// The first word of the authentication between Exchange servers that the connector cannot say.
    fn between_servers(&self) -> Option<Mismatch> {
        let all = BY_AUTHENTICATION.iter().filter(|(words, _)| words.starts_with("X-"));
        let unsayable = all.filter(|(words, offers)| self.holds(words) && offers(self) == Some(false));
        unsayable.map(|(words, _)| *words).find_map(|words| self.not_offered(words))
    }

    /// The property because of which the connector does not offer these words.
    fn not_offered(&self, words: &str) -> Option<Mismatch> {
        let is_hidden = words == "X-ANONYMOUSTLS" && self.has(&AuthMechanism::ExchangeServer) == Some(true);
        let property = if is_hidden { Property::SuppressXAnonymousTls } else { Property::AuthMechanism };
        self.because(words.to_owned(), property)
    }

    fn because(&self, said: String, property: Property) -> Option<Mismatch> {
        let value = property.printed(self.connector)?;
        let place = property.place(self.connector).unwrap_or(self.connector.place);
        Some(Mismatch { said, property, value, place })
    }

    /// Whether AuthMechanism holds a member. An unknown member may be any of them, misread.
    fn has(&self, member: &AuthMechanism) -> Option<bool> {
        let all = &self.connector.auth_mechanism;
        let is_misread = |list: &Vec<AuthMechanism>| list.iter().any(|it| matches!(it, AuthMechanism::Other(_)));
        all.has(member).filter(|has| *has || !all.visible().is_some_and(is_misread))
    }

    fn shows_anonymous_tls(&self) -> Option<bool> {
        self.connector.suppress_x_anonymous_tls.whole().map(|hides| !hides)
    }

    /// Whether the connector lets clients log in with a password in this session: BasicAuthRequireTLS wants TLS first.
    fn may_log_in_now(&self) -> Option<bool> {
        match self.has(&AuthMechanism::BasicAuthRequireTLS) {
            Some(true) if self.ehlo.is_secured => Some(true),
            // The words that are offered in clear text only.
            Some(true) if LEFT_OUT_WITHOUT_CERTIFICATE.iter().any(|word| self.holds(word)) => Some(false),
            Some(true) | None => None,
            Some(false) => Some(true),
        }
    }

    /// The property that excludes the size that the reply names.
    fn size_against(&self) -> Option<Property> {
        let line = self.line("SIZE")?;
        let enabled = self.connector.other(Property::SizeEnabled);
        let is = |value: &str| enabled.is_some_and(|it| it.eq_ignore_ascii_case(value));
        let said = line.split_whitespace().nth(1).and_then(|size| size.parse::<u64>().ok());
        if is("Disabled") || (said.is_some() && is("EnabledWithoutValue")) {
            return Some(Property::SizeEnabled);
        }
        let most = bytes(self.connector.max_message_size.whole()?)?;
        said.filter(|said| *said != most).map(|_| Property::MaxMessageSize)
    }

    /// Whether the reply holds these words in one line, the first one at its beginning.
    fn holds(&self, words: &str) -> bool {
        let mut words = words.split(' ');
        let (Some(first), second) = (words.next(), words.next()) else { return false };
        self.lines().any(|line| {
            let mut said = line.iter();
            said.next().is_some_and(|word| word.eq_ignore_ascii_case(first))
                && second.is_none_or(|second| said.any(|word| word.eq_ignore_ascii_case(second)))
        })
    }

    /// The line that begins with a word.
    fn line(&self, word: &str) -> Option<String> {
        self.lines()
            .find(|line| line.first().is_some_and(|first| first.eq_ignore_ascii_case(word)))
            .map(|l| l.join(" "))
    }

    /// The lines of the reply, word by word. Some logs print all of them in one line.
    fn lines(&self) -> impl Iterator<Item = Vec<&str>> {
        self.ehlo.extensions.iter().flat_map(|text| apart(text))
    }
}

/// The lines of a reply that one text holds, word by word: a new line begins with every word that is no argument.
fn apart(text: &str) -> Vec<Vec<&str>> {
    let mut lines: Vec<Vec<&str>> = Vec::new();
    for word in text.split_whitespace() {
        let is_argument = word.bytes().all(|b| b.is_ascii_digit())
            || ["NTLM", "GSSAPI", "LOGIN", "EXCHANGEAUTH", "SHA256"].iter().any(|it| word.eq_ignore_ascii_case(it));
        match lines.last_mut().filter(|_| is_argument) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    lines
}

/// Whether a greeting is one that Exchange or a connector here gives; a device in between may write its own.
fn is_of_a_connector(greeting: &str, banners: &[&str]) -> bool {
    is_usual(greeting) || banners.iter().any(|banner| !banner.is_empty() && gives(banner, greeting))
}

/// Whether a connector with this Banner gives a greeting.
fn gives(banner: &str, greeting: &str) -> bool {
    if banner.is_empty() { is_usual(greeting) } else { banner.trim() == greeting.trim() }
}

/// Whether a greeting is the one that Exchange gives without a Banner (documented).
fn is_usual(greeting: &str) -> bool {
    greeting.contains(" Microsoft ESMTP MAIL Service")
}

/// The bytes of `36 MB (37,748,736 bytes)`, or of a plain number. Every language separates thousands by a character of its
/// own.
fn bytes(size: &str) -> Option<u64> {
    let exact = size.split_once('(').map(|(_, inside)| inside);
    let exact = exact.or_else(|| Some(size.trim()).filter(|size| size.bytes().all(|b| b.is_ascii_digit())))?;
    let digits: String = exact.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::connector;
    use crate::model::{Place, Shown};

    const PLACE: Place = Place { source: 0, line: 7 };
    const DEFAULT: &str = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls, Integrated, BasicAuth, \
        BasicAuthRequireTLS, ExchangeServer | AnonymousUsers";
    const RELAY: &str = "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls | AnonymousUsers";
    const WHOLE: &[&str] = &[
        "SIZE 37748736",
        "PIPELINING",
        "STARTTLS",
        "X-ANONYMOUSTLS",
        "AUTH NTLM",
        "X-EXPS GSSAPI NTLM",
        "8BITMIME",
        "XRDST",
    ];

    fn ehlo(extensions: &[&str]) -> Ehlo {
        Ehlo {
            host: "ex1.corp.example".to_owned(),
            client: None,
            extensions: extensions.iter().map(|&e| e.to_owned()).collect(),
            is_whole: true,
            is_masked: false,
            greeting: None,
            is_secured: false,
            is_exchange: true,
            asked: None,
            place: PLACE,
        }
    }

    fn shown(text: &str) -> ReceiveConnector {
        let mut connector = connector(text);
        connector.suppress_x_anonymous_tls = Shown::Whole { value: false, place: PLACE };
        connector
    }

    #[track_caller]
    fn check(connector: &ReceiveConnector, ehlo: &Ehlo, expected: &Fit) {
        assert_eq!(Reading { ehlo, connector }.fit(&["220 Welcome"]), *expected, "{ehlo:?}");
    }

    /// The reply excludes the connector by this word and property.
    #[track_caller]
    fn excluded(connector: &ReceiveConnector, ehlo: &Ehlo, said: &str, property: Property) {
        match (Reading { ehlo, connector }.fit(&["220 Welcome"])) {
            Fit::Excluded(it) => assert_eq!((it.said.as_str(), it.property), (said, property)),
            fit => panic!("{said}: {fit:?}"),
        }
    }

    #[test]
    fn a_word_that_is_there_excludes_and_one_that_is_missing_does_not() {
        check(&shown(DEFAULT), &ehlo(WHOLE), &Fit::Exact);
        check(&shown(DEFAULT), &ehlo(&[&WHOLE.join(" ")]), &Fit::Exact);
        excluded(&shown(RELAY), &ehlo(WHOLE), "X-ANONYMOUSTLS", Property::AuthMechanism);
        check(&shown(RELAY), &ehlo(&["SIZE 37748736", "STARTTLS"]), &Fit::Exact);
        check(&shown(RELAY), &ehlo(&["SIZE 37748736"]), &Fit::Lacks(vec!["STARTTLS"]));
        let stripped = ehlo(&["SIZE", "STARTTLS"]);
        let lacks = ["X-ANONYMOUSTLS", "AUTH NTLM", "X-EXPS GSSAPI", "X-EXPS NTLM", "XRDST"];
        // LOGIN waits for TLS, as this connector demands it.
        check(&shown(DEFAULT), &stripped, &Fit::Lacks(lacks.to_vec()));
        for said in ["X-EXPS NTLM", "XRDST", "X-EXPS EXCHANGEAUTH", "AUTH NTLM", "XSHADOW"] {
            assert!(
                matches!(Reading { ehlo: &ehlo(&[said]), connector: &shown(RELAY) }.fit(&[]), Fit::Excluded(_)),
                "{said}"
            );
        }
    }

    #[test]
    fn what_is_hidden_leaves_the_fit_open() {
        check(&connector(DEFAULT), &ehlo(&["STARTTLS", "AUTH NTLM", "X-EXPS GSSAPI NTLM", "XRDST"]), &Fit::Open);
        check(&shown("EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | -"), &ehlo(WHOLE), &Fit::Open);
        check(&shown(RELAY), &Ehlo { is_whole: false, ..ehlo(&["SIZE 1"]) }, &Fit::Open);
        check(&shown(RELAY), &ehlo(&["SIZE 1", "XXXXXXXA"]), &Fit::Open);
        check(&shown("EX1\\A | - | 0.0.0.0:25 | 10.0.0.0/24 | TLz"), &ehlo(WHOLE), &Fit::Open);
        let contradicted = ReceiveConnector { contradicted: true, ..shown(RELAY) };
        check(&contradicted, &ehlo(WHOLE), &Fit::Open);
    }

    #[test]
    fn a_secured_session_is_not_offered_tls_again() {
        let secured =
            Ehlo { is_secured: true, ..ehlo(&["AUTH NTLM LOGIN", "X-EXPS EXCHANGEAUTH GSSAPI NTLM", "XRDST"]) };
        check(&shown(DEFAULT), &secured, &Fit::Exact);
        let clear = ehlo(&["STARTTLS", "AUTH LOGIN"]);
        excluded(&shown(DEFAULT), &clear, "AUTH LOGIN", Property::AuthMechanism);
    }

    #[test]
    fn properties_of_their_own_exclude() {
        let mut sized = shown(RELAY);
        for (printed, fits) in [
            ("36 MB (37,748,736 bytes)", true),
            ("36 MB (37.748.736 Bytes)", true),
            ("36\u{a0}MB (37\u{202f}748\u{202f}736\u{a0}octets)", true),
            ("35 MB (36,700,160 bytes)", false),
            ("36MB", true),
        ] {
            sized.max_message_size = Shown::Whole { value: printed.to_owned(), place: PLACE };
            let fit = Reading { ehlo: &ehlo(&["SIZE 37748736", "STARTTLS"]), connector: &sized }.fit(&[]);
            assert_eq!(matches!(fit, Fit::Excluded(_)), !fits, "{printed}");
        }
        let mut named = shown(RELAY);
        named.fqdn = Shown::Whole { value: "mail.example".to_owned(), place: PLACE };
        excluded(&named, &ehlo(&["STARTTLS"]), "ex1.corp.example Hello", Property::Fqdn);
        named.fqdn = Shown::Whole { value: "EX1.corp.example".to_owned(), place: PLACE };
        check(&named, &ehlo(&["STARTTLS"]), &Fit::Exact);
        let mut hiding = connector(DEFAULT);
        hiding.suppress_x_anonymous_tls = Shown::Whole { value: true, place: PLACE };
        excluded(&hiding, &ehlo(WHOLE), "X-ANONYMOUSTLS", Property::SuppressXAnonymousTls);
        let mut without = shown(RELAY);
        without.others.push(("chunking_enabled".into(), "False".into()));
        excluded(&without, &ehlo(&["STARTTLS", "CHUNKING"]), "CHUNKING", Property::ChunkingEnabled);
        check(&without, &ehlo(&["STARTTLS", "8BITMIME"]), &Fit::Exact);
    }

    #[test]
    fn a_banner_tells_connectors_apart_where_no_device_wrote_it() {
        let greeted = |greeting: &str| Ehlo { greeting: Some(greeting.to_owned()), ..ehlo(&["STARTTLS"]) };
        let mut own = shown(RELAY);
        own.others.push(("banner".into(), "220 Welcome".into()));
        check(&own, &greeted("220 Welcome"), &Fit::Exact);
        check(&own, &greeted("220 firewall ready"), &Fit::Exact);
        excluded(
            &own,
            &greeted("220 ex1 Microsoft ESMTP MAIL Service ready at .."),
            "220 ex1 Microsoft ESMTP MAIL Service ready at ..",
            Property::Banner,
        );
        let mut usual = shown(RELAY);
        usual.others.push(("banner".into(), "".into()));
        check(&usual, &greeted("220 ex1 Microsoft ESMTP MAIL Service ready at .."), &Fit::Exact);
        excluded(&usual, &greeted("220 Welcome"), "220 Welcome", Property::Banner);
    }
}
