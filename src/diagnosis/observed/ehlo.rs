//! What replies to EHLO tell about the path and about the certificate of a server.
//!
//! What a reply proves depends on who asked: the source decides which connector answers, and a device sits on one path
//! only. Observed behaviour (2013 CU23) for what a connector offers; documented by vendors for what a device makes of
//! it. Which connector gave a reply is the matter of [`super::fingerprint`].

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::answer::{gave_up, server_of};
use crate::diagnosis::topology::Topology;
use crate::model::observation::Ehlo;
use crate::model::{Address, same_server};
use crate::selection::Session;

/// An answer to EHLO with the session that it belongs to, as far as it is known.
#[derive(Clone, Debug)]
pub struct EhloSign<'a> {
    /// The answer.
    pub ehlo: &'a Ehlo,
    /// What it tells.
    pub tells: Tells,
    /// The server that answered; `None` where only a greeting of asterisks is shown.
    pub server: Option<String>,
    /// The port that was asked.
    pub port: Option<u16>,
    /// Who asked.
    pub source: Option<Address>,
    /// When, as a log prints it.
    pub time: Option<&'a str>,
    /// The name that the client gave in EHLO, where a receive log shows it.
    pub client: Option<&'a str>,
    /// Whether a receive log shows that a person or a probe asked, and not the transport service of Exchange.
    pub is_typed: bool,
    /// Whether the client read the answer as it is shown. A receive log shows what the server sent; that it arrived follows
    /// only from what the client does next.
    pub arrived: bool,
}

impl EhloSign<'_> {
    /// The newest answer that a session got, or one just like it.
    #[must_use]
    pub fn find<'s>(signs: &'s [Self], session: &Session) -> Option<&'s Self> {
        let fits = |s: &&Self| {
            s.source == Some(session.source)
                && s.port == Some(session.port)
                && s.server.as_deref().is_some_and(|server| same_server(server, &session.server))
        };
        signs.iter().filter(fits).max_by_key(|s| (s.time, s.ehlo.place))
    }

    fn is_older_than(&self, other: &Self) -> bool {
        (self.time, self.ehlo.place) < (other.time, other.ehlo.place)
    }

    /// Whether a newer session of the same two shows that X-ANONYMOUSTLS arrives.
    #[must_use]
    pub fn is_over(&self, signs: &[Self]) -> bool {
        let same = |s: &&Self| s.source == self.source && s.port == self.port && s.server == self.server;
        signs.iter().filter(same).any(|s| s.tells == Tells::Offered && s.arrived && self.time < s.time)
    }
}

/// What an answer to EHLO tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tells {
    /// X-ANONYMOUSTLS came, or the session is secured by it already.
    Offered,
    /// X-EXPS came, X-ANONYMOUSTLS did not, and the session is in clear text.
    OnlyExps,
    /// Verbs or the greeting are masked.
    Masked,
    /// The server sent X-ANONYMOUSTLS, and the sender went away as if it had not.
    Stripped,
    /// The whole answer holds neither.
    Nothing,
}

/// What an answer tells; `None` where the part that is shown does not.
fn tells(ehlo: &Ehlo, is_clear: bool) -> Option<Tells> {
    if ehlo.offers("X-ANONYMOUSTLS") || ehlo.offers("EXCHANGEAUTH") {
        return Some(Tells::Offered);
    }
    let first_words = || ehlo.extensions.iter().filter_map(|e| e.split_whitespace().next());
    if ehlo.is_masked || first_words().any(is_mask) {
        return Some(Tells::Masked);
    }
    if !ehlo.is_whole {
        return None;
    }
    if !ehlo.offers("X-EXPS") {
        return Some(Tells::Nothing);
    }
    // After TLS the answer never holds X-ANONYMOUSTLS, and STARTTLS neither.
    (is_clear || ehlo.offers("STARTTLS")).then_some(Tells::OnlyExps)
}

/// `XXXXXXXA`: what a device that inspects SMTP makes of a verb that it does not know (documented by vendors).
pub(super) fn is_mask(word: &str) -> bool {
    let tail = word.trim_start_matches('X');
    word.len() >= 4 && tail.len() <= 1 && word.bytes().all(|b| b.is_ascii_uppercase()) && word.starts_with("XXX")
}

/// Every answer to EHLO of the input that tells something, in order of the input.
#[must_use]
pub fn ehlo_signs<'a>(topology: &Topology<'a>) -> Vec<EhloSign<'a>> {
    let observations = &topology.snapshot().observations;
    let mut signs = Vec::new();
    for ehlo in &observations.ehlo {
        let Some(tells) = tells(ehlo, ehlo.asked.is_some()) else { continue };
        let (server, port) = (who_answered(topology, ehlo), ehlo.asked.as_ref().and_then(|(_, port)| *port));
        let (source, is_typed, arrived) = (ehlo.client, false, true);
        signs.push(EhloSign { ehlo, tells, server, port, source, time: None, client: None, is_typed, arrived });
    }
    let mut logged: BTreeMap<_, EhloSign<'a>> = BTreeMap::new();
    for session in &observations.sessions {
        let Some(ehlo) = &session.ehlo else { continue };
        let Some(mut tells) = tells(ehlo, session.is_gapless) else { continue };
        let (here, there) = (session.local, session.remote);
        let (server, at, source) = if session.is_receive {
            if tells == Tells::Offered && gave_up(session) {
                tells = Tells::Stripped;
            }
            (Some(server_of(session).to_owned()), here, there)
        } else {
            let by_address = there.and_then(|r| topology.owner(r.address)).map(|s| s.server.name.clone());
            let by_name = || topology.server(&ehlo.host).map(|s| s.server.name.clone());
            (by_address.or_else(by_name), there, here)
        };
        let source = source.map(|e| e.address);
        let (port, time) = (at.map(|e| e.port), session.time.as_deref());
        let arrived = !session.is_receive || session.commands.iter().any(|verb| verb == "X-ANONYMOUSTLS");
        let (client, is_typed) = (session.remote_host.as_deref().filter(|_| session.is_receive), session.is_typed);
        // The newest session of each client tells how it is now; a probe with the sender's address gives another name.
        let name = client.map(str::to_ascii_lowercase);
        let key = (server.clone(), port, source, session.is_receive, is_typed, name);
        let sign = EhloSign { ehlo, tells, server, port, source, time, client, is_typed, arrived };
        match logged.entry(key) {
            Entry::Vacant(first) => drop(first.insert(sign)),
            Entry::Occupied(mut known) if known.get().is_older_than(&sign) => drop(known.insert(sign)),
            Entry::Occupied(_) => {}
        }
    }
    let mut logged: Vec<_> = logged.into_values().collect();
    logged.sort_by_key(|sign| sign.ehlo.place);
    signs.append(&mut logged);
    signs
}

/// The server that gave an answer in a transcript: the one that it names, or that was asked, or whose connector announces
/// itself by that name. An answer of a stranger is nobody else's, so its own name is kept; `None` where only a greeting of
/// asterisks is shown, or several servers use the name.
pub(super) fn who_answered(topology: &Topology<'_>, ehlo: &Ehlo) -> Option<String> {
    let named = |name: &str| topology.server(name).map(|s| s.server.name.clone());
    let asked = ehlo.asked.as_ref().map(|(host, _)| host.as_str());
    let by_address = || topology.owner(Address::parse(asked?)?).map(|s| s.server.name.clone());
    let known = named(&ehlo.host).or_else(|| named(asked?)).or_else(by_address);
    if known.is_some() || ehlo.host.is_empty() {
        return known;
    }
    let connectors = topology.snapshot().receive_connectors.iter();
    let announce = connectors.filter(|c| c.fqdn.visible().is_some_and(|fqdn| fqdn.eq_ignore_ascii_case(&ehlo.host)));
    let mut servers: Vec<_> = announce.map(|c| c.server.as_str()).collect();
    servers.dedup_by(|a, b| same_server(a, b));
    match servers.as_slice() {
        [] => Some(ehlo.host.clone()),
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[track_caller]
    fn check(extensions: &[&str], is_whole: bool, is_clear: bool, expected: Option<Tells>) {
        let ehlo = Ehlo {
            host: "ex1".to_owned(),
            client: None,
            extensions: extensions.iter().map(|&e| e.to_owned()).collect(),
            is_whole,
            is_masked: false,
            greeting: None,
            is_secured: false,
            is_exchange: true,
            asked: None,
            place: Place { source: 0, line: 1 },
        };
        assert_eq!(tells(&ehlo, is_clear), expected, "{extensions:?}");
    }

    #[test]
    fn what_an_answer_tells() {
        check(&["SIZE", "X-ANONYMOUSTLS"], false, false, Some(Tells::Offered));
        check(&["AUTH NTLM", "X-EXPS EXCHANGEAUTH GSSAPI NTLM"], false, false, Some(Tells::Offered));
        check(&["STARTTLS", "X-EXPS GSSAPI NTLM"], true, false, Some(Tells::OnlyExps));
        check(&["X-EXPS GSSAPI NTLM"], true, true, Some(Tells::OnlyExps));
        check(&["SIZE 100 STARTTLS X-ANONYMOUSTLS XRDST"], true, true, Some(Tells::Offered));
        check(&["SIZE", "XXXXXXXA"], false, false, Some(Tells::Masked));
        check(&["SIZE", "XRDST"], true, true, Some(Tells::Nothing));
        // After TLS, or with lines missing, what is not there says nothing.
        check(&["X-EXPS GSSAPI NTLM"], true, false, None);
        check(&["STARTTLS", "X-EXPS GSSAPI NTLM"], false, true, None);
        check(&["SIZE"], false, true, None);
    }

    #[test]
    fn masks_are_not_verbs_of_exchange() {
        for mask in ["XXXX", "XXXXXXXA", "XXXXXXXXXXXXXXXXB"] {
            assert!(is_mask(mask), "{mask}");
        }
        for verb in ["XRDST", "XEXCH50", "XSHADOW", "X-EXPS", "XXX", "XXXXabc", "XOORG"] {
            assert!(!is_mask(verb), "{verb}");
        }
    }
}
