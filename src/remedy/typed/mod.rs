//! What typed commands would do: `Set-`, `New-` and `Remove-ReceiveConnector`, alone or behind a `Get-ReceiveConnector`,
//! read as Exchange would read them and applied in order to the connectors that the paste shows.
//!
//! Nothing is guessed: what cannot be read makes all of it [`Unclear`], and says which part it is.

mod entry;
mod parameters;
mod shell;
mod value;
mod variables;

use super::Rule;
use super::plan::with_custom;
use crate::model::{
    AuthMechanism, Identity, PermissionGroup, Place, Property, ReceiveConnector, Snapshot, TransportRole, same_server,
};
use entry::Problem;
pub use entry::RangeFault;
use parameters::Cmdlet;
use shell::{Assigned, Call, Command, Part, Test, Value};
use variables::{Held, Variables};

/// A command as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The connectors that it changes.
    pub steps: Vec<Step>,
    /// What the user should know about it.
    pub remarks: Vec<Remark>,
}

/// One connector that a command changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index of the connector; that of a new one is the next free index.
    pub connector: usize,
    /// The connector afterwards; `None` where it is removed.
    pub after: Option<ReceiveConnector>,
    /// Whether the permission groups were typed with `Custom`, which Exchange refuses.
    pub sets_custom: bool,
    /// Why Exchange does not even read the values.
    pub refused: Option<Rule>,
    /// Properties that the command sets and of which a part stays hidden.
    pub hidden: Vec<Property>,
}

/// Why a command is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// There is no command.
    Nothing,
    /// More commands than are worked out at once.
    TooMany,
    /// A quote or a bracket is not closed, or a value is missing at the end.
    Open,
    /// A variable: its value is not known.
    Variable(String),
    /// An expression or a script block.
    Expression(String),
    /// Something stands where PowerShell expects nothing of the kind.
    Unexpected(String),
    /// PowerShell wants quotes around it here.
    NeedsQuotes(String),
    /// Another cmdlet.
    Cmdlet(String),
    /// The cmdlet has no such parameter.
    Parameter(String),
    /// The abbreviation stands for several parameters.
    Ambiguous(String, Vec<&'static str>),
    /// A parameter is there twice.
    Twice(&'static str),
    /// A parameter without its value, or one that is needed and missing.
    Missing(&'static str),
    /// A value that the parameter does not take, or that cannot be read.
    Value(&'static str, String),
    /// The paste shows no such connector.
    NoConnector(String),
    /// Several connectors have the name.
    WhichConnector(String, Vec<String>),
    /// The server is not said, and the paste shows several.
    WhichServer,
    /// A property whose value the command needs, and the connector of which the paste does not show it whole.
    Hidden(&'static str, String),
    /// The right to relay for anonymous senders, on a connector of setup that takes mail from everybody.
    OpensRelay(String),
}

/// Something that the user should know about a command that was understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// The connector is named without its server; the paste shows one of that name.
    OnlyOneOfThatName(String),
    /// The server is not said; the paste shows one only.
    OnlyServer(String),
    /// `-WhatIf` is there: PowerShell would change nothing.
    Rehearsal,
    /// A parameter that plays no part in selection; its own rules are not checked.
    NotLookedAt(&'static str),
    /// An entry to be removed that is not in the list.
    NotThere(String),
    /// An entry to be removed, and the connector: the visible part of its list does not show the entry.
    MayBeHidden(String, String),
    /// An entry to be added that the list holds already.
    AlreadyThere(String),
    /// `-TransportRole` is not typed, and Exchange then takes HubTransport (observed behaviour, 2013 CU23).
    HubByDefault,
    /// The connector is a relay, and gets Exchange Server authentication or the group of Exchange servers: a wrong turn that
    /// hides the cause.
    ExchangeOnRelay(String),
    /// The list of the connector is cut off in the paste and replaced: entries that nobody saw would be gone.
    ReplacesCutList(String),
    /// The connector becomes externally secured: every sender that it answers is trusted like an Exchange server.
    ExternallySecures(String),
}

/// Reads commands and applies them in order to the connectors of a snapshot.
///
/// # Errors
/// Names the first part that is not understood.
pub fn read(snapshot: &Snapshot, text: &str) -> Result<Typed, Unclear> {
    let mut session = Shell {
        connectors: snapshot.receive_connectors.iter().cloned().map(Some).collect(),
        typed: Typed::default(),
        variables: Variables::default(),
        runs: 0,
    };
    for command in shell::commands(&crate::intake::without_prompts(text))? {
        session.execute(&command)?;
    }
    // Commands that only look at something change nothing that could be worked out.
    if session.typed.steps.is_empty() {
        return Err(Unclear::Nothing);
    }
    session.typed.remarks.sort();
    session.typed.remarks.dedup();
    Ok(session.typed)
}

impl Typed {
    /// The last step of each connector: what it is in the end. Connectors that come and go again are left out.
    pub fn outcomes<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = &'a Step> {
        let known = snapshot.receive_connectors.len();
        self.steps.iter().enumerate().filter_map(move |(at, step)| {
            let later = self.steps.iter().skip(at.saturating_add(1)).any(|s| s.connector == step.connector);
            let is_nothing = step.after.is_none() && step.connector >= known;
            (!later && !is_nothing).then_some(step)
        })
    }
}

/// The snapshot after the steps.
#[must_use]
pub fn apply(snapshot: &Snapshot, steps: &[Step]) -> Snapshot {
    let mut changed = snapshot.clone();
    for step in steps {
        match (&step.after, changed.receive_connectors.get_mut(step.connector)) {
            (Some(after), Some(connector)) => connector.clone_from(after),
            (Some(after), None) => changed.receive_connectors.push(after.clone()),
            (None, _) => {}
        }
    }
    let gone = |index: usize| steps.iter().any(|s| s.after.is_none() && s.connector == index);
    let mut index = 0_usize;
    changed.receive_connectors.retain(|_| {
        let stays = !gone(index);
        index = index.saturating_add(1);
        stays
    });
    changed
}

/// The arguments of one call by whole names.
struct Arguments<'c>(Vec<(&'static str, Option<&'c Value>)>);

impl<'c> Arguments<'c> {
    fn of(cmdlet: Cmdlet, call: &'c Call, remarks: &mut Vec<Remark>) -> Result<Self, Unclear> {
        let mut found: Vec<(&'static str, Option<&'c Value>)> = Vec::new();
        for (typed, value) in &call.arguments {
            let name = match typed {
                Some(typed) => cmdlet.parameter(typed)?,
                // The first value without a name is the identity; of a new connector it is the name.
                None if cmdlet == Cmdlet::New => Property::Name.spelling(),
                None => Property::Identity.spelling(),
            };
            if found.iter().any(|(known, _)| *known == name) {
                return Err(match typed {
                    Some(_) => Unclear::Twice(name),
                    None => Unclear::Unexpected(value.as_ref().map(Value::text).unwrap_or_default()),
                });
            }
            if name == "WhatIf" && value.as_ref() != Some(&Value::Truth(false)) {
                remarks.push(Remark::Rehearsal);
            }
            found.push((name, value.as_ref()));
        }
        Ok(Self(found))
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// The value of a parameter that takes one text.
    fn text(&self, name: &'static str) -> Result<Option<&'c str>, Unclear> {
        let Some((_, value)) = self.0.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        match value {
            Some(Value::Texts(texts)) if texts.len() == 1 => Ok(texts.first().map(|t| t.trim())),
            Some(other) => Err(Unclear::Value(name, other.text())),
            None => Err(Unclear::Missing(name)),
        }
    }

    /// The properties that are set; name and server of a connector are none of them.
    fn properties(&self) -> impl Iterator<Item = (Property, Option<&'c Value>)> {
        let names = [Property::Identity, Property::Server, Property::Name];
        let set = self.0.iter().filter_map(|(name, value)| Some((Property::named(name)?, *value)));
        set.filter(move |(property, _)| !names.contains(property))
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
fn is_like(name: &str, pattern: &str) -> bool {
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

/// The connectors while commands run, and what the commands came to.
struct Shell {
    /// By index: as the commands so far leave them; `None` where they removed one. New ones follow behind.
    connectors: Vec<Option<ReceiveConnector>>,
    typed: Typed,
    variables: Variables,
    /// The commands that ran so far.
    runs: usize,
}

impl Shell {
    /// The connectors that there are, with their indices.
    fn present(&self) -> impl Iterator<Item = (usize, &ReceiveConnector)> {
        self.connectors.iter().enumerate().filter_map(|(index, connector)| Some((index, connector.as_ref()?)))
    }

    /// Runs one command.
    fn execute(&mut self, command: &Command) -> Result<(), Unclear> {
        self.runs = self.runs.saturating_add(1);
        if self.runs > shell::MOST_CALLS {
            return Err(Unclear::TooMany);
        }
        match command {
            Command::Pipeline(calls) => self.run(calls),
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
                Ok(())
            }
        }
    }

    /// The connectors that a pipeline finds.
    fn find(&self, calls: &[Call]) -> Result<Vec<usize>, Unclear> {
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
            if call.cmdlet.eq_ignore_ascii_case("Add-ADPermission") {
                return Err(self.permission(call, piped.as_deref()));
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

    /// Rights are not worked out. Why not: the one that opens a relay to the Internet is said to do so.
    fn permission(&self, call: &Call, piped: Option<&[usize]>) -> Unclear {
        let values = || call.arguments.iter().filter_map(|(_, value)| value.as_ref());
        let texts = || values().flat_map(|value| if let Value::Texts(texts) = value { texts.as_slice() } else { &[] });
        let names = |connector: &ReceiveConnector| texts().any(|text| text.eq_ignore_ascii_case(&connector.identity()));
        let is_meant = |(index, connector): &(usize, &ReceiveConnector)| {
            piped.map_or_else(|| names(connector), |piped| piped.contains(index)) && connector.is_default()
        };
        let is_relay_right = |text: &String| text.trim().eq_ignore_ascii_case("ms-Exch-SMTP-Accept-Any-Recipient");
        match self.present().find(is_meant).filter(|_| texts().any(is_relay_right)) {
            Some((_, connector)) => Unclear::OpensRelay(connector.identity()),
            None => Unclear::Cmdlet(call.cmdlet.clone()),
        }
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
    fn step(&mut self, connector: usize, after: Option<ReceiveConnector>, sets_custom: bool) {
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
    fn set_all(
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
    fn refuse(&mut self, rule: Rule) {
        if let Some(step) = self.typed.steps.last_mut() {
            step.refused = Some(rule);
        }
    }

    /// A new connector with the values that Exchange gives it (documented: the usage types; observed behaviour, 2013
    /// CU23: which values follow from them).
    fn create(&mut self, arguments: &Arguments<'_>) -> Result<(), Unclear> {
        use AuthMechanism::{BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated, Tls};
        use PermissionGroup::{AnonymousUsers, ExchangeLegacyServers, ExchangeServers, ExchangeUsers, Partners};
        let place = Place { source: 0, line: 0 };
        let mut new = ReceiveConnector::unknown_at(place);
        arguments
            .text(Property::Name.spelling())?
            .ok_or(Unclear::Missing(Property::Name.spelling()))?
            .clone_into(&mut new.name);
        new.server = self.server(arguments.text(Property::Server.spelling())?)?;
        let typed = arguments.text("Usage")?.unwrap_or_default();
        let usages = ["Custom", "Internet", "Internal", "Client", "Partner"];
        let usage = usages.into_iter().find(|u| arguments.has(u) || u.eq_ignore_ascii_case(typed));
        if usage.is_none() && !typed.is_empty() {
            return Err(Unclear::Value("Usage", typed.to_owned()));
        }
        let passwords = [Tls, Integrated, BasicAuth, BasicAuthRequireTLS];
        let (groups, auth, binding) = match usage {
            Some("Custom") => (vec![], vec![Tls], None),
            Some("Internet") => (vec![AnonymousUsers], vec![Tls], None),
            Some("Internal") => {
                (vec![ExchangeServers, ExchangeLegacyServers], vec![Tls, ExchangeServer], Some("0.0.0.0:25"))
            }
            Some("Client") => (vec![ExchangeUsers], passwords.to_vec(), Some("0.0.0.0:587")),
            Some(_) => (vec![Partners], vec![Tls], None),
            None => {
                let mut auth = passwords.to_vec();
                auth.push(ExchangeServer);
                (vec![ExchangeUsers, ExchangeServers, ExchangeLegacyServers], auth, Some("0.0.0.0:25"))
            }
        };
        new.enabled = value::whole(true, place);
        new.permission_groups = value::whole(groups, place);
        new.auth_mechanism = value::whole(auth, place);
        if let Some(binding) = binding {
            new.bindings = value::whole(vec![crate::model::Binding::read(binding)], place);
        }
        if usage == Some("Internet") {
            new.remote_ip_ranges =
                value::whole(vec![crate::model::RemoteIpRange::read("0.0.0.0-255.255.255.255")], place);
        }
        let has_role =
            |c: &ReceiveConnector| same_server(&c.server, &new.server) && c.transport_role.visible().is_some();
        let has_roles = self.present().any(|(_, c)| has_role(c));
        if !arguments.has(Property::TransportRole.spelling()) && has_roles {
            new.transport_role = value::whole(vec![TransportRole::HubTransport], place);
            self.typed.remarks.push(Remark::HubByDefault);
        }
        let mut refused = self.set_all(&mut new, arguments)?;
        if new.name.contains('\\') {
            refused.get_or_insert(Rule::NameWithBackslash);
        }
        if new.transport_role.has(&TransportRole::Mailbox) == Some(true) {
            refused.get_or_insert(Rule::RoleNotForNew);
        }
        if let Some(rule) = refused {
            self.step(self.connectors.len(), Some(new), false);
            self.refuse(rule);
            return Ok(());
        }
        if let Some(missing) = [Property::Bindings, Property::RemoteIPRanges].into_iter().find(|p| !p.is_shown(&new)) {
            return Err(Unclear::Missing(missing.spelling()));
        }
        let sets_custom = new.permission_groups.has(&PermissionGroup::Custom) == Some(true);
        self.step(self.connectors.len(), Some(new), sets_custom);
        Ok(())
    }

    /// The server of a new connector, as the paste spells it.
    fn server(&mut self, typed: Option<&str>) -> Result<String, Unclear> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.present().map(|(_, c)| c.server.as_str()) {
            if !name.is_empty() && !names.iter().any(|n| same_server(n, name)) {
                names.push(name);
            }
        }
        match (typed, names.as_slice()) {
            (Some(typed), _) => Ok(names.into_iter().find(|n| same_server(n, typed)).unwrap_or(typed).to_owned()),
            (None, [only]) => {
                let only = (*only).to_owned();
                self.typed.remarks.push(Remark::OnlyServer(only.clone()));
                Ok(only)
            }
            (None, _) => Err(Unclear::WhichServer),
        }
    }
}

impl Step {
    /// The connector as it is before; of a new one, as it will be.
    #[must_use]
    pub fn target<'a>(&'a self, snapshot: &'a Snapshot) -> Option<&'a ReceiveConnector> {
        snapshot.receive_connectors.get(self.connector).or(self.after.as_ref())
    }
}

#[cfg(test)]
mod tests;
