//! Runs typed commands, one after the other, on the connectors that the paste shows.
//!
//! A run keeps the connectors as the commands so far leave them. It asks for nothing beyond the paste: what the paste does
//! not show makes a command [`Unclear`]. Whether Exchange accepts a step is not known here.

use super::arguments::Arguments;
use super::entry::Problem;
use super::parameters::Cmdlet;
use super::shell::{self, Assigned, Call, Command, Part, Test, Value};
use super::variables::{self, Held, Variables};
use super::{Remark, Step, Typed, Unclear, value};
use crate::model::{AuthMechanism, Identity, PermissionGroup, Property, ReceiveConnector, Snapshot, same_server};
use crate::remedy::Rule;
use crate::remedy::plan::with_custom;

/// Whether a cmdlet changes what accounts may do on a connector.
fn is_about_rights(cmdlet: &str) -> bool {
    ["Add-ADPermission", "Remove-ADPermission"].iter().any(|known| known.eq_ignore_ascii_case(cmdlet))
}

/// Whether a cmdlet is about services of Windows, such as `Restart-Service`.
fn is_about_services(cmdlet: &str) -> bool {
    cmdlet.split_once('-').is_some_and(|(_, noun)| noun.eq_ignore_ascii_case("Service"))
}

/// Whether an account is that of senders without a name: by its security identifier, or by the name that Windows gives it
/// in English or German.
fn is_of_anonymous(account: &str) -> bool {
    let name = account.rsplit('\\').next().unwrap_or(account).trim();
    ["S-1-5-7", "ANONYMOUS LOGON", "ANONYMOUS-ANMELDUNG"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The connectors while commands run, and what the commands came to.
pub(super) struct Run {
    /// By index: as the commands so far leave them; `None` where they removed one. New ones follow behind.
    pub(super) connectors: Vec<Option<ReceiveConnector>>,
    pub(super) typed: Typed,
    pub(super) variables: Variables,
    /// How many commands ran so far.
    runs: usize,
    /// Why nothing is said where no command changes a connector.
    pub(super) without_effect: Option<Unclear>,
}

impl Run {
    /// Nothing ran yet.
    pub(super) fn on(snapshot: &Snapshot) -> Self {
        Self {
            connectors: snapshot.receive_connectors.iter().cloned().map(Some).collect(),
            typed: Typed::default(),
            variables: Variables::default(),
            runs: 0,
            without_effect: None,
        }
    }

    /// The connectors that there are, with their indices.
    pub(super) fn present(&self) -> impl Iterator<Item = (usize, &ReceiveConnector)> {
        self.connectors.iter().enumerate().filter_map(|(index, connector)| Some((index, connector.as_ref()?)))
    }

    /// Runs one command.
    pub(super) fn execute(&mut self, command: &Command) -> Result<(), Unclear> {
        self.runs = self.runs.saturating_add(1);
        if self.runs > shell::MOST_CALLS {
            return Err(Unclear::TooMany);
        }
        match command {
            Command::Pipeline(calls) => self.run(calls),
            Command::Method { list, adds, entry } => self.method(list, *adds, entry),
            Command::Assignment { name, adds: false, value: Assigned::Found(calls) } => {
                let found = self.find(calls)?;
                self.variables.set(name, Held::Connectors(found));
                Ok(())
            }
            Command::Assignment { adds: true, value: Assigned::Found(_), .. } => {
                Err(Unclear::Expression("+=".to_owned()))
            }
            Command::Assignment { name, adds, value: Assigned::Value(value) } => {
                let held = match value {
                    Value::Later(parts) if *adds => {
                        let all: Vec<Part> =
                            std::iter::once(Part::Variable(name.clone())).chain(parts.iter().cloned()).collect();
                        self.sum(&all)?
                    }
                    Value::Later(parts) => self.sum(parts)?,
                    other if *adds => return Err(Unclear::Unexpected(other.text())),
                    other => Held::One(self.value(other)?),
                };
                self.variables.set(name, held);
                if let (Value::Later(parts), false) = (value, *adds) {
                    self.variables.note_list(name, parts);
                }
                Ok(())
            }
        }
    }

    /// Adds an entry to a list of a connector, or takes one out of it.
    fn method(&mut self, list: &str, adds: bool, entry: &Value) -> Result<(), Unclear> {
        let unclear = || Unclear::Expression(format!("${list}.{}(..)", if adds { "Add" } else { "Remove" }));
        let names = self.variables.names_of_list(list);
        let Held::Many(mut entries) = self.sum(&[Part::Variable(list.to_owned())])? else { return Err(unclear()) };
        let Value::Texts(texts) = self.value(entry)? else { return Err(unclear()) };
        let [text] = texts.as_slice() else { return Err(unclear()) };
        let is_it = |entry: &String| entry.eq_ignore_ascii_case(text.trim());
        let is_known = entries.iter().any(is_it);
        match (adds, is_known) {
            _ if names.is_empty() => return Err(unclear()),
            (true, false) => entries.push(text.trim().to_owned()),
            (true, true) => self.typed.remarks.push(Remark::AlreadyThere(text.clone())),
            (false, true) => entries.retain(|entry| !is_it(entry)),
            (false, false) => self.typed.remarks.push(Remark::NotThere(text.clone())),
        }
        for name in names {
            self.variables.replace(&name, entries.clone());
        }
        Ok(())
    }

    /// The connectors that a pipeline finds.
    pub(super) fn find(&self, calls: &[Call]) -> Result<Vec<usize>, Unclear> {
        let mut found: Option<Vec<usize>> = None;
        for call in calls {
            found = Some(match found.take() {
                Some(found) if call.cmdlet == shell::WHERE => self.kept(&found, call)?,
                None if call.cmdlet.is_empty() => self.held(call)?,
                None if Cmdlet::read(&call.cmdlet)? == Cmdlet::Get => {
                    let call = self.resolved(call)?;
                    self.found(&Arguments::of(Cmdlet::Get, &call, &mut Vec::new())?)?
                }
                _ => return Err(Unclear::Cmdlet(call.cmdlet.clone())),
            });
        }
        found.ok_or(Unclear::Nothing)
    }

    /// The connectors of a variable that begins a pipeline.
    fn held(&self, call: &Call) -> Result<Vec<usize>, Unclear> {
        let [(None, Some(Value::Later(parts)))] = call.arguments.as_slice() else { return Err(Unclear::Nothing) };
        match self.sum(parts)? {
            Held::Connectors(found) => Ok(found),
            _ => Err(Unclear::Unexpected("|".to_owned())),
        }
    }

    /// Runs one pipeline.
    fn run(&mut self, calls: &[Call]) -> Result<(), Unclear> {
        let mut piped: Option<Vec<usize>> = None;
        for (at, call) in calls.iter().enumerate() {
            let is_last = at.saturating_add(1) == calls.len();
            if call.cmdlet.is_empty() && !is_last {
                piped = Some(self.held(call)?);
                continue;
            }
            if call.cmdlet == shell::WHERE {
                let found = piped.take().ok_or_else(|| Unclear::Cmdlet(call.cmdlet.clone()))?;
                piped = Some(self.kept(&found, call)?);
                continue;
            }
            if call.cmdlet == shell::FOR_EACH {
                let found = piped.take().filter(|_| is_last).ok_or_else(|| Unclear::Cmdlet(call.cmdlet.clone()))?;
                for connector in found {
                    self.variables.set("_", Held::Connectors(vec![connector]));
                    call.body.iter().try_for_each(|command| self.execute(command))?;
                }
                continue;
            }
            let call = &self.resolved(call)?;
            if is_about_rights(&call.cmdlet) {
                return self.permission(call, piped.as_deref());
            }
            if calls.len() == 1 && is_about_services(&call.cmdlet) {
                self.typed.remarks.push(Remark::ChangesNoConnector(call.cmdlet.clone()));
                self.without_effect.get_or_insert(Unclear::Cmdlet(call.cmdlet.clone()));
                return Ok(());
            }
            let cmdlet = Cmdlet::read(&call.cmdlet)?;
            let arguments = Arguments::of(cmdlet, call, &mut self.typed.remarks)?;
            match cmdlet {
                Cmdlet::Get if at == 0 && !is_last => piped = Some(self.found(&arguments)?),
                Cmdlet::Set | Cmdlet::Remove if is_last => {
                    let connectors = match (piped.take(), arguments.text(Property::Identity.spelling())?) {
                        (Some(connectors), None) => connectors,
                        (None, Some(identity)) => vec![self.the_one(identity)?],
                        (Some(_), Some(identity)) => return Err(Unclear::Unexpected(identity.to_owned())),
                        (None, None) => return Err(Unclear::Missing(Property::Identity.spelling())),
                    };
                    for connector in connectors {
                        self.change(connector, cmdlet, &arguments)?;
                    }
                }
                Cmdlet::New if at == 0 && is_last => self.create(&arguments)?,
                _ => return Err(Unclear::Cmdlet(call.cmdlet.clone())),
            }
        }
        // A pipeline that only looks changes nothing that could be worked out.
        piped.map_or(Ok(()), |_| Err(Unclear::Cmdlet(calls.last().map(|c| c.cmdlet.clone()).unwrap_or_default())))
    }

    /// Rights are not worked out. Those of anonymous senders play no part in what Exchange servers meet, so the commands
    /// beside them can be; the right that opens a relay to the Internet is said to do so.
    fn permission(&mut self, call: &Call, piped: Option<&[usize]>) -> Result<(), Unclear> {
        let values = || call.arguments.iter().filter_map(|(_, value)| value.as_ref());
        let texts = || values().flat_map(|value| if let Value::Texts(texts) = value { texts.as_slice() } else { &[] });
        let names = |connector: &ReceiveConnector| texts().any(|text| text.eq_ignore_ascii_case(&connector.identity()));
        let is_meant = |(index, connector): &(usize, &ReceiveConnector)| {
            piped.map_or_else(|| names(connector), |piped| piped.contains(index)) && connector.is_default()
        };
        let is_relay_right = |text: &String| text.trim().eq_ignore_ascii_case("ms-Exch-SMTP-Accept-Any-Recipient");
        let is_given = call.cmdlet.to_ascii_lowercase().starts_with("add-");
        if let Some((_, connector)) = self.present().find(is_meant).filter(|_| is_given && texts().any(is_relay_right))
        {
            return Err(Unclear::OpensRelay(connector.identity()));
        }
        let is_user = |name: &Option<String>| {
            name.as_ref().is_some_and(|name| !name.is_empty() && "user".starts_with(&name.to_ascii_lowercase()))
        };
        let mut users = call.arguments.iter().filter(|(name, _)| is_user(name)).filter_map(|(_, value)| value.as_ref());
        let is_anonymous =
            |value: &Value| matches!(value, Value::Texts(texts) if texts.iter().all(|text| is_of_anonymous(text)));
        if !users.next().is_some_and(is_anonymous) {
            return Err(Unclear::Rights(call.cmdlet.clone()));
        }
        self.typed.remarks.push(Remark::AnonymousRights(call.cmdlet.clone()));
        self.without_effect = Some(Unclear::Rights(call.cmdlet.clone()));
        Ok(())
    }

    /// Known wrong turns: accepted by Exchange, and worse than before.
    fn warn(&mut self, before: &ReceiveConnector, after: &ReceiveConnector, arguments: &Arguments<'_>) {
        let gets_auth = |member: AuthMechanism| {
            after.auth_mechanism.has(&member) == Some(true) && before.auth_mechanism.has(&member) != Some(true)
        };
        let group = PermissionGroup::ExchangeServers;
        let gets_group =
            after.permission_groups.has(&group) == Some(true) && before.permission_groups.has(&group) != Some(true);
        let is_relay =
            !before.is_out_of_the_box() && before.permission_groups.has(&PermissionGroup::AnonymousUsers) == Some(true);
        let is_secured = after.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true);
        let identity = || before.identity();
        if gets_auth(AuthMechanism::ExternalAuthoritative) {
            self.typed.remarks.push(Remark::ExternallySecures(identity()));
        }
        // An externally secured connector needs the group, and excludes the authentication.
        if is_relay && !is_secured && (gets_auth(AuthMechanism::ExchangeServer) || gets_group) {
            self.typed.remarks.push(Remark::ExchangeOnRelay(identity()));
        }
        let is_replaced = before.remote_ip_ranges.is_cut() && after.remote_ip_ranges.whole().is_some();
        if is_replaced && arguments.has(Property::RemoteIPRanges.spelling()) {
            self.typed.remarks.push(Remark::ReplacesCutList(identity()));
        }
    }

    /// The connectors that `Get-ReceiveConnector` would find.
    fn found(&self, arguments: &Arguments<'_>) -> Result<Vec<usize>, Unclear> {
        let identity = arguments.text(Property::Identity.spelling())?;
        let server = arguments.text(Property::Server.spelling())?;
        let fits = |c: &ReceiveConnector| {
            server.is_none_or(|s| same_server(s, &c.server))
                && identity.is_none_or(|pattern| {
                    let (of, name) = Identity::parse(pattern).map_or((None, pattern), |it| (Some(it.server), it.name));
                    of.is_none_or(|of| is_like(&c.server, of) || same_server(of, &c.server)) && is_like(&c.name, name)
                })
        };
        let found: Vec<_> = self.present().filter(|(_, c)| fits(c)).map(|(index, _)| index).collect();
        if found.is_empty() {
            return Err(Unclear::NoConnector(identity.or(server).unwrap_or_default().to_owned()));
        }
        Ok(found)
    }

    /// The connectors that `Where-Object` keeps.
    fn kept(&self, found: &[usize], call: &Call) -> Result<Vec<usize>, Unclear> {
        let mut kept = Vec::new();
        for (index, connector) in self.present().filter(|(index, _)| found.contains(index)) {
            let mut fits = true;
            for test in &call.tests {
                fits = fits && self.holds(connector, test)?;
            }
            if fits {
                kept.push(index);
            }
        }
        let asked = || call.tests.first().map(|test| test.value.text()).unwrap_or_default();
        if kept.is_empty() { Err(Unclear::NoConnector(asked())) } else { Ok(kept) }
    }

    /// Whether a question about a connector is answered with yes.
    fn holds(&self, connector: &ReceiveConnector, test: &Test) -> Result<bool, Unclear> {
        let unclear = || Unclear::Expression("{ .. }".to_owned());
        let named = Property::ALL.iter().find(|p| p.spelling().eq_ignore_ascii_case(&test.property));
        let property = *named.ok_or_else(unclear)?;
        let hidden = || Unclear::Hidden(property.spelling(), connector.identity());
        let texts = match variables::held(connector, property).ok_or_else(hidden)? {
            Held::One(Value::Texts(texts)) | Held::Many(texts) => texts,
            Held::One(other) => vec![without_sigil(&other)],
            Held::Connectors(_) => return Err(unclear()),
        };
        let wanted = without_sigil(&self.value(&test.value)?).to_lowercase();
        let is_list = texts.len() != 1;
        let is = |text: &String| text.to_lowercase() == wanted;
        match test.operator.to_ascii_lowercase().as_str() {
            // On a list, `-eq` gives the entries that are equal, so it asks the same.
            "eq" | "contains" => Ok(texts.iter().any(is)),
            "ne" if !is_list => Ok(!texts.iter().any(is)),
            "like" => Ok(texts.iter().any(|text| is_like(text, &wanted))),
            "notlike" if !is_list => Ok(!texts.iter().any(|text| is_like(text, &wanted))),
            "notcontains" => Ok(!texts.iter().any(is)),
            // A pattern without signs is looked for anywhere in the text.
            "match" if wanted.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')) => {
                Ok(texts.iter().any(|text| text.to_lowercase().contains(&wanted)))
            }
            _ => Err(unclear()),
        }
    }

    /// The one connector of this identity, `SERVER\Name` or the name alone.
    fn the_one(&mut self, identity: &str) -> Result<usize, Unclear> {
        let (server, name) = Identity::parse(identity).map_or((None, identity), |it| (Some(it.server), it.name));
        let is_it = |c: &ReceiveConnector| {
            server.is_none_or(|s| same_server(s, &c.server)) && c.name.to_lowercase() == name.trim().to_lowercase()
        };
        let all: Vec<_> = self.present().filter(|(_, c)| is_it(c)).collect();
        match all.as_slice() {
            [] => Err(Unclear::NoConnector(identity.to_owned())),
            [(index, connector)] => {
                let only = (server.is_none() && !connector.server.is_empty()).then(|| connector.identity());
                let index = *index;
                self.typed.remarks.extend(only.map(Remark::OnlyOneOfThatName));
                Ok(index)
            }
            _ => Err(Unclear::WhichConnector(identity.to_owned(), all.iter().map(|(_, c)| c.identity()).collect())),
        }
    }

    /// Takes a step over.
    pub(super) fn step(&mut self, connector: usize, after: Option<ReceiveConnector>, sets_custom: bool) {
        match self.connectors.get_mut(connector) {
            Some(place) => place.clone_from(&after),
            None => self.connectors.push(after.clone()),
        }
        self.typed.steps.push(Step { connector, after, sets_custom, refused: None, hidden: Vec::new() });
    }

    fn change(&mut self, connector: usize, cmdlet: Cmdlet, arguments: &Arguments<'_>) -> Result<(), Unclear> {
        let Some(before) = self.connectors.get(connector).and_then(Clone::clone) else { return Ok(()) };
        if cmdlet == Cmdlet::Remove {
            self.step(connector, None, false);
            return Ok(());
        }
        let mut after = before.clone();
        if let Some(rule) = self.set_all(&mut after, arguments)? {
            self.step(connector, Some(before), false);
            self.refuse(rule);
            return Ok(());
        }
        if arguments.has(Property::Name.spelling()) {
            self.typed.remarks.push(Remark::NotLookedAt(Property::Name.spelling()));
        }
        let mut sets_custom = false;
        if arguments.has(Property::PermissionGroups.spelling()) {
            let typed = after.permission_groups.whole().cloned().unwrap_or_default();
            sets_custom = typed.contains(&PermissionGroup::Custom);
            after.permission_groups = value::whole(with_custom(&typed, &before), after.place);
        }
        let hidden = arguments.properties().map(|(property, _)| property).filter(|property| {
            let hides = |c: &ReceiveConnector| property.entries(c).whole().is_none();
            hides(&before) && hides(&after)
        });
        let hidden = hidden.collect();
        self.warn(&before, &after, arguments);
        self.step(connector, Some(after), sets_custom);
        if let Some(step) = self.typed.steps.last_mut() {
            step.hidden = hidden;
        }
        Ok(())
    }

    /// Sets all properties of a command; the rule because of which Exchange does not even read one of them.
    pub(super) fn set_all(
        &mut self,
        connector: &mut ReceiveConnector,
        arguments: &Arguments<'_>,
    ) -> Result<Option<Rule>, Unclear> {
        for (property, value) in arguments.properties() {
            match value::set(connector, property, value, &mut self.typed.remarks) {
                Ok(()) => {}
                Err(Problem::Refused(rule)) => return Ok(Some(*rule)),
                Err(Problem::Unclear(unclear)) => return Err(unclear),
            }
        }
        Ok(None)
    }

    /// Marks the last step as one that Exchange refuses.
    pub(super) fn refuse(&mut self, rule: Rule) {
        if let Some(step) = self.typed.steps.last_mut() {
            step.refused = Some(rule);
        }
    }
}

/// A value as text; `$true` is compared as the text `True` is.
fn without_sigil(value: &Value) -> String {
    match value {
        Value::Truth(truth) => truth.to_string(),
        other => other.text(),
    }
}

/// Whether a name fits a pattern in which `*` stands for anything.
pub(super) fn is_like(name: &str, pattern: &str) -> bool {
    let name = name.to_lowercase();
    let pattern = pattern.to_lowercase();
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(middle) = last.replace(part) {
            let Some(at) = rest.find(middle) else { return false };
            rest = rest.get(at.saturating_add(middle.len())..).unwrap_or_default();
        }
    }
    last.map_or(rest.is_empty(), |end| rest.ends_with(end))
}
