//! Candidate fixes: what would be changed, whether Exchange accepts it, and what it does to every address.
//!
//! A remedy is a plan of `Set-ReceiveConnector` steps. It is checked against the rules that the cmdlets enforce
//! ([`acceptance`]), applied to the model ([`apply`]), run through the same selection again, and compared over the
//! whole address space of every server that it touches ([`effects`]). PowerShell is written from it by [`powershell`].
//! Knows nothing of queues' errors, findings and words: it is asked to get addresses onto a connector.

pub mod acceptance;
pub mod changes;
mod connector_pairs;
mod cures;
pub mod effects;
mod from_plan;
mod narrow;
mod own;
mod pasted;
mod plan;
pub mod powershell;
mod prepared;
pub mod quoting;
mod relanding;
mod restore;
mod server_connectors;
mod take_off;
pub mod typed;

pub use acceptance::{Acceptance, Refusal, Rule, Unfit, Unseen};
pub use connector_pairs::ConnectorPairs;
pub use effects::Effect;
pub use from_plan::completed;
pub use narrow::{narrow_open_relay, relay_right_on_default};
pub(crate) use own::without_exceptions;
pub use own::{Exception, OwnAddress};
pub use pasted::Pasted;
pub(crate) use plan::change;
pub use plan::{PlannedChange, Setting, add_step, apply, with_custom};
pub use relanding::{Proof, Relanding};
pub use restore::{disable_unused, move_to_frontend, restore_default_connector, restore_ranges, restore_to_setup};

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use prepared::PreparedRequest;

use crate::model::{Address, ReceiveConnector, Snapshot};
use crate::selection::{ListeningPoint, Session};

/// What a remedy is asked to cure: a connector takes addresses that belong to Exchange servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Index of the capturing connector in the snapshot.
    pub connector: usize,
    /// TCP port of the sessions.
    pub port: u16,
    /// Local addresses of the sessions; `None` = every local address that no connector binds by itself.
    pub local: Vec<Option<Address>>,
    /// The addresses that it takes.
    pub addresses: Vec<Address>,
    /// Index of the connector that they should land on.
    pub expected: Option<usize>,
}

/// Captures as they are gathered session by session: one for each connector, port and connector to land on, in the order
/// of first appearance.
#[derive(Clone, Debug, Default)]
pub struct CaptureSet(IndexMap<(usize, u16, Option<usize>), Sessions>);

/// The sessions of one capture.
#[derive(Clone, Debug, Default)]
struct Sessions {
    local: IndexSet<Option<Address>>,
    addresses: IndexSet<Address>,
}

impl CaptureSet {
    /// Adds a session that `connector` takes and that should land on the connector `expected`.
    pub fn add(&mut self, connector: usize, session: &Session, expected: Option<usize>) {
        let sessions = self.0.entry((connector, session.port, expected)).or_default();
        sessions.local.insert(session.local);
        sessions.addresses.insert(session.source);
    }

    /// The connectors that take them.
    #[must_use]
    pub fn connectors(&self) -> BTreeSet<usize> {
        self.0.keys().map(|(connector, ..)| *connector).collect()
    }

    /// The captures.
    #[must_use]
    pub fn into_captures(self) -> Vec<Capture> {
        let captures = self.0.into_iter().map(|((connector, port, expected), Sessions { local, addresses })| Capture {
            connector,
            port,
            local: Vec::from_iter(local),
            addresses: Vec::from_iter(addresses),
            expected,
        });
        captures.collect()
    }
}

impl Capture {
    /// The point that a session from an address to a local address reaches.
    const fn point(&self, address: Address, local: Option<Address>) -> ListeningPoint {
        ListeningPoint { port: self.port, family: address.family(), local }
    }

    /// Each captured address with each local address that is asked for.
    fn sessions(&self) -> impl Iterator<Item = (Address, Option<Address>)> + '_ {
        let anywhere = self.local.is_empty().then_some(None);
        let addresses: BTreeSet<_> = self.addresses.iter().copied().collect();
        addresses.into_iter().flat_map(move |address| {
            let locals = self.local.iter().copied().chain(anywhere);
            locals.filter(move |l| l.is_none_or(|l| l.family() == address.family())).map(move |local| (address, local))
        })
    }
}

/// Captures that are to be cured together.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The configuration as pasted.
    pub pasted: &'a Pasted<'a>,
    /// What is to be cured, on every server that has the trap.
    pub captures: Vec<Capture>,
    /// Identities of queues to try again afterwards.
    pub queues: Vec<String>,
    /// Names of servers whose addresses are not known and may still be caught.
    pub unaddressed: Vec<String>,
}

impl<'a> Request<'a> {
    const fn snapshot(&self) -> &'a Snapshot {
        self.pasted.snapshot
    }
}

/// Which remedy it is. The kebab-case id of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Id {
    /// Take the addresses off the capturing connector.
    TakeAddressesOff,
    /// Disable the capturing connector.
    DisableConnector,
    /// Name the addresses one by one on the proper connector.
    PinOnDefault,
    /// A connector of its own for the Exchange servers.
    DedicatedInternalConnector,
    /// Tempting and wrong: Exchange Server authentication on the capturing connector.
    ExchangeServerOnRelay,
    /// Tempting and wrong: write a list anew of which only a part is known.
    ReplaceCutList,
    /// Give a default connector back what Exchange servers need, and nothing else.
    RestoreExchangeAuthentication,
    /// Back to all that setup gives a default connector.
    RestoreDefaultConnector,
    /// Move a connector to the Front End Transport service.
    MoveToFrontend,
    /// Leave on a connector that lets many relay only the clients that are known to use it.
    NarrowOpenRelay,
    /// Tempting and wrong: the right to relay on the default connector.
    RelayRightOnDefault,
    /// Let a connector of setup answer everybody again.
    RestoreRanges,
    /// Disable connectors on which nothing ever lands.
    DisableUnusedConnector,
}

impl Id {
    /// Named only so that nobody takes it: no commands are written for it.
    #[must_use]
    pub const fn is_discouraged(self) -> bool {
        matches!(self, Self::ExchangeServerOnRelay | Self::ReplaceCutList | Self::RelayRightOnDefault)
    }
}

/// A candidate fix. Indices beyond the snapshot's connectors are those that [`apply`] adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Which.
    pub id: Id,
    /// Whether it is the one to take.
    pub recommended: bool,
    /// The steps in the order in which they run.
    pub plan: Vec<PlannedChange>,
    /// How many steps at the end only keep the others from leading to another failure.
    pub further_steps: usize,
    /// Whether Exchange accepts them.
    pub acceptance: Acceptance,
    /// The captures that it cures; empty where it cures something else.
    pub captures: Vec<Capture>,
    /// Addresses of the changed servers themselves that stay where they land.
    pub own: Vec<OwnAddress>,
    /// Every region of addresses that changes connector.
    pub effects: Vec<Effect>,
    /// Where the captured addresses land afterwards, and whether anything else moves.
    pub proof: Proof,
    /// Why Exchange would refuse the way back; `None` where there is one.
    pub no_way_back: Option<Refusal>,
    /// What else comes of it.
    pub consequences: Vec<Consequence>,
    /// Identities of queues to try again afterwards.
    pub queues: Vec<String>,
}

impl Remedy {
    /// A plan and whether Exchange accepts it; not recommended, and nothing else is worked out.
    fn unproved(id: Id, plan: Vec<PlannedChange>, acceptance: Acceptance) -> Self {
        Self {
            id,
            recommended: false,
            plan,
            further_steps: 0,
            acceptance,
            captures: Vec::new(),
            own: Vec::new(),
            effects: Vec::new(),
            proof: Proof::default(),
            no_way_back: None,
            consequences: Vec::new(),
            queues: Vec::new(),
        }
    }

    /// Whether scripts are written for it: accepted, and no warning example.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.acceptance.is_accepted() && !self.id.is_discouraged()
    }
}

/// What else comes of a remedy, as data. Connectors are named by identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Exchange picks the change up by itself; open sessions stay where they are (observed behaviour, 2013 CU23).
    NoRestart,
    /// A range is cut into pieces around the addresses.
    Splits {
        /// The connector.
        connector: String,
        /// The entry that goes, as pasted.
        entry: String,
        /// The entries that come.
        pieces: Vec<String>,
    },
    /// The change of some twins differs from that of the others.
    Deviates {
        /// Their servers.
        servers: Vec<String>,
        /// Why.
        why: Deviation,
    },
    /// Programs on these addresses that relay anonymously through the connector lose that way.
    AnonymousRelayEnds {
        /// The connectors.
        connectors: Vec<String>,
    },
    /// Servers without a known address may still be caught.
    MayStillBeCaught {
        /// Their names.
        servers: Vec<String>,
    },
    /// Hidden values may hold what nobody checked.
    Hidden {
        /// Connector and property.
        values: Vec<(String, &'static str)>,
    },
    /// Other addresses change connector too.
    MovesOthers {
        /// Number of regions beside the wanted ones.
        regions: usize,
    },
    /// The captured addresses change connector on other ports too.
    MovesOnOtherPorts {
        /// The ports.
        ports: Vec<u16>,
    },
    /// The list grows towards the limit of about 1,300 entries (field reports: 1,200 to 1,300).
    ManyEntries {
        /// The connector.
        connector: String,
        /// Entries afterwards.
        entries: usize,
    },
    /// The connector is disabled now, so nothing changes today.
    DisabledToday {
        /// The connectors.
        connectors: Vec<String>,
    },
    /// The connector answers nobody any more.
    AnswersNobody {
        /// The connectors.
        connectors: Vec<String>,
    },
    /// The trap stays; the single addresses win over it.
    TrapStays {
        /// The capturing connectors.
        connectors: Vec<String>,
    },
    /// One more connector to keep in mind at every change of addresses.
    OneMoreConnector {
        /// The new connectors.
        connectors: Vec<String>,
    },
    /// Exchange servers and devices would share a connector; the wrong range stays hidden behind it.
    HidesTheWrongRange {
        /// The connectors.
        connectors: Vec<String>,
    },
    /// Entries that nobody saw would be gone.
    LosesHiddenEntries {
        /// The connectors.
        connectors: Vec<String>,
    },
    /// Who is not in the log loses the connector.
    OnlyLoggedClients {
        /// The connector.
        connector: String,
        /// Number of clients that the log names.
        count: usize,
    },
    /// Everybody could relay through it, the whole Internet included.
    OpensToEverybody {
        /// The connector.
        connector: String,
    },
    /// The greeting and EHLO show another name.
    GreetingChanges {
        /// The connector.
        connector: String,
        /// The name afterwards.
        fqdn: String,
    },
    /// Who uses the connector by these permission groups cannot any more.
    GroupsLost {
        /// The connector.
        connector: String,
        /// The groups.
        groups: Vec<String>,
    },
    /// Exchange would refuse the way back, because what is there now breaks a rule.
    NoWayBack(Refusal),
    /// Both transport services must be restarted: a short interruption of mail.
    RestartBothServices {
        /// The server.
        server: String,
    },
    /// A second step belongs to the plan: without it, the next connector would fail the same mail.
    SecondStep {
        /// The connectors that it changes.
        connectors: Vec<String>,
    },
    /// Hosts that send or relay through a connector today could not do so any more.
    TakesRelayFrom {
        /// Their names.
        hosts: Vec<String>,
    },
    /// The diagnosis of the state after it finds another failure, which no further step cures.
    LeadsToFailure {
        /// Its connectors.
        connectors: Vec<String>,
    },
    /// Until the restart the port stays as contested as it was.
    LandingOpenUntilRestart {
        /// The server.
        server: String,
    },
}

/// Why the change of a connector differs from that of its twins on other servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// The own address of each server stays on its connector.
    OwnAddress {
        /// The connectors that it stays on.
        connectors: Vec<String>,
        /// The addresses.
        addresses: Vec<String>,
    },
    /// The list holds other entries.
    OtherList,
    /// Other addresses land there.
    OtherAddresses,
    /// Other connectors of the server list parts of the range.
    OtherConnectors,
}

/// Candidate fixes for captures, the recommended one first. Empty where the request holds nothing to cure.
#[must_use]
pub fn for_captures(request: &Request<'_>) -> Vec<Remedy> {
    let wanted = request.captures.iter().any(|c| !c.addresses.is_empty());
    if !wanted {
        return Vec::new();
    }
    let (request, staying) = own::split(request);
    let prepared = PreparedRequest::of(&request, staying);
    let mut remedies: Vec<_> = [
        Some(cures::take_addresses_off(&prepared)),
        cures::disable(&prepared),
        cures::pin(&prepared),
        cures::dedicated(&prepared),
        cures::exchange_server_on_relay(&prepared),
        cures::replace_cut_list(&prepared),
    ]
    .into_iter()
    .flatten()
    .collect();
    // The first that cures, is accepted and moves nothing else; if there is none, the first that moves no other address.
    let first = |fits: fn(&Proof) -> bool| remedies.iter().position(|r| r.is_ready() && fits(&r.proof));
    if let Some(best) = first(Proof::moves_only_wanted).or_else(|| first(Proof::moves_no_other_address)) {
        if let Some(remedy) = remedies.get_mut(best) {
            remedy.recommended = true;
        }
        remedies.sort_by_key(|r| !r.recommended);
    }
    remedies
}

/// The identity of a connector of this index; empty where there is none.
pub(crate) fn identity(snapshot: &Snapshot, connector: usize) -> String {
    snapshot.receive_connectors.get(connector).map(ReceiveConnector::identity).unwrap_or_default()
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
