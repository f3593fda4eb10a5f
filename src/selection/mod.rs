//! Which receive connector answers a session, and why each other one does not.
//!
//! One rule, [`Rank`], orders the ranges that hold an address; [`Endpoint::select`] applies it to one session and
//! [`LandingMap`] to the whole address space. Everything that asks for an answer (diagnosis, remedy, what-if) asks
//! here. Knows nothing of queues, findings and words.
//!
//! The rule (documented: the most specific remote range wins; the rest is observed behaviour, 2013 CU23):
//! 1. Enabled connectors of the server and of the service that listens compete.
//! 2. A binding takes connections of its own address family only, and sees ranges of that family only.
//! 3. Each connector offers its smallest range that holds the source; the range with the fewest addresses wins.
//! 4. On equal size a binding to the exact local address wins over the wildcard; then the order of the objects, which
//!    nobody should rely on, so it is reported as a tie.
//! 5. No range holds the source: `421 4.3.2`. No connector listens: the connection is refused.
//!
//! What the paste hides never decides: a hidden entry may be a single address, so a connector with a cut list can
//! beat every winner that is larger than that.

mod endpoint;
mod endpoints;
mod landing_map;

pub use endpoint::{Endpoint, ListeningPoint, PreparedConnector, listening_points};
pub use endpoints::Endpoints;
pub use landing_map::{LandingMap, Moved, Region, moved};

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumDiscriminants};

use crate::model::{Address, Binding, IpRange, Property, RemoteIpRange, Size, Snapshot};

/// One SMTP session as selection sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Address of the sending side.
    pub source: Address,
    /// Target server, short name or FQDN.
    pub server: String,
    /// Local address that was connected to; `None` = any local address that no connector binds by itself.
    pub local: Option<Address>,
    /// TCP port on the target.
    pub port: u16,
}

impl Session {
    /// The point of the target that it reaches.
    #[must_use]
    pub const fn point(&self) -> ListeningPoint {
        ListeningPoint { port: self.port, family: self.source.family(), local: self.local }
    }
}

/// How a range competes: fewest addresses, then exact before wildcard binding, then order of the objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Number of addresses of the range.
    pub size: Size,
    /// Reached through `0.0.0.0` or `::`.
    pub wildcard: bool,
    /// Position of the connector in the input.
    pub order: usize,
}

impl Rank {
    /// Whether only the order of the objects tells the two apart.
    #[must_use]
    pub fn ties(self, other: Self) -> bool {
        self.size == other.size && self.wildcard == other.wildcard
    }
}

/// The answer to "which connector?", with the verdict on every connector of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection<'a> {
    /// The answer.
    pub outcome: Outcome<'a>,
    /// Every connector of the server: the chosen one, those that matched by rank, then the others in input order.
    pub candidates: Vec<Candidate<'a>>,
    /// Connectors whose range crosses the winner's: Exchange refuses such pairs, and what happens with them is not
    /// documented, so the answer is never certain.
    pub crossing: Vec<usize>,
    /// What the answer takes for granted beyond printed values: without these assumptions another connector, or none,
    /// may have answered. Empty where the paste alone decides.
    pub assumed: Vec<Assumed>,
}

impl<'a> Selection<'a> {
    /// Whether printed values alone decide: every completion of the paste gives this answer.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.assumed.is_empty() && !matches!(self.outcome, Outcome::Undecidable { .. })
    }

    /// The connector that answers by what is visible; `None` where the visible part leaves it open.
    #[must_use]
    pub const fn decision(&self) -> Option<&Decision<'a>> {
        match &self.outcome {
            Outcome::Connector(decision) => Some(decision),
            _ => None,
        }
    }

    /// Indices of the connectors that may answer where that is open, best first; empty where it is decided. Values count
    /// as independent, so it may name a connector too many and never one too few.
    #[must_use]
    pub fn may_answer(&self) -> Vec<usize> {
        if self.is_certain() {
            return Vec::new();
        }
        let mut open: Vec<usize> = self.assumed.iter().filter_map(|assumed| assumed.connector()).collect();
        open.extend(self.outcome.doubts().iter().filter_map(Doubt::connector));
        // Where the best one itself is in doubt, those behind it may answer too.
        let best_is_open = self.outcome.best().is_some_and(|best| open.contains(&best.connector));
        let may = |c: &Candidate<'_>| match c.verdict {
            Verdict::Chosen | Verdict::Tie | Verdict::Unknown { .. } => true,
            Verdict::LessSpecific if best_is_open => true,
            _ => open.contains(&c.connector),
        };
        self.candidates.iter().filter(|c| may(c)).map(|c| c.connector).collect()
    }

    /// Takes the answer from somewhere else, where the paste alone leaves it open.
    pub fn settle(&mut self, decision: Decision<'a>) {
        for candidate in &mut self.candidates {
            if candidate.connector == decision.connector {
                candidate.verdict = Verdict::Chosen;
            } else if candidate.verdict == Verdict::Chosen {
                candidate.verdict = Verdict::LessSpecific;
            }
        }
        self.candidates.sort_by_key(|c| (c.verdict, c.rank, c.connector));
        self.outcome = Outcome::Connector(decision);
        self.assumed.clear();
    }
}

/// What answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// This connector.
    Connector(Decision<'a>),
    /// The port is open, but no range holds the source: `421 4.3.2 Service not available`.
    NoConnector,
    /// No connector listens: the connection is refused.
    NothingListens,
    /// The paste does not decide it.
    Undecidable {
        /// What it would be by what is visible.
        probable: Option<Decision<'a>>,
        /// Why it is not decided.
        doubts: Vec<Doubt>,
    },
}

impl<'a> Outcome<'a> {
    /// The decision, or the probable one.
    #[must_use]
    pub const fn best(&self) -> Option<&Decision<'a>> {
        match self {
            Self::Connector(decision) => Some(decision),
            Self::Undecidable { probable, .. } => probable.as_ref(),
            Self::NoConnector | Self::NothingListens => None,
        }
    }

    /// Why it is undecidable; empty where it is decided.
    #[must_use]
    pub fn doubts(&self) -> &[Doubt] {
        match self {
            Self::Undecidable { doubts, .. } => doubts,
            _ => &[],
        }
    }
}

/// A winner and what decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// Index of the connector in the snapshot.
    pub connector: usize,
    /// Its smallest range that holds the source.
    pub entry: &'a RemoteIpRange,
    /// The same, read.
    pub range: IpRange,
    /// The binding it was reached by.
    pub binding: &'a Binding,
    /// How it competed.
    pub rank: Rank,
}

/// A reason why a selection cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The paste holds no receive connector of the server.
    NoConnectorsShown,
    /// A hidden value of this connector could change the answer.
    Hidden {
        /// Index of the connector.
        connector: usize,
        /// The list of which a part is hidden.
        list: DecidingList,
    },
    /// This connector and the probable winner match equally well.
    Tie {
        /// Index of the connector.
        connector: usize,
    },
    /// Two transport services claim the endpoint; which one got the port is decided at service start.
    RoleConflict {
        /// Index of a connector of the other service.
        connector: usize,
    },
}

impl Doubt {
    /// The connector that it is about.
    #[must_use]
    pub const fn connector(&self) -> Option<usize> {
        match self {
            Self::NoConnectorsShown => None,
            Self::Hidden { connector, .. } | Self::Tie { connector } | Self::RoleConflict { connector } => {
                Some(*connector)
            }
        }
    }
}

/// Something that a selection takes for granted and that the paste leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumed {
    /// The connector is not on this server: the paste does not show where it is, and here it could win.
    IsElsewhere {
        /// Index of the connector.
        connector: usize,
    },
    /// The first print of the connector holds: the paste shows it in two ways.
    FirstPrintHolds {
        /// Index of the connector.
        connector: usize,
    },
    /// The connector is enabled: its Enabled is not shown.
    IsEnabled {
        /// Index of the connector.
        connector: usize,
    },
    /// The connector does not listen here: a part of its Bindings is hidden.
    DoesNotListen {
        /// Index of the connector.
        connector: usize,
    },
    /// The paste shows every connector of the server, although it lacks the one that setup makes for this port.
    ListIsWhole,
}

impl Assumed {
    /// The connector that it is about.
    #[must_use]
    pub const fn connector(self) -> Option<usize> {
        match self {
            Self::IsElsewhere { connector }
            | Self::FirstPrintHolds { connector }
            | Self::IsEnabled { connector }
            | Self::DoesNotListen { connector } => Some(connector),
            Self::ListIsWhole => None,
        }
    }
}

/// The lists of a connector that decide which connector answers. A hidden part of either may change the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecidingList {
    /// Bindings.
    Bindings,
    /// RemoteIPRanges.
    RemoteIpRanges,
}

impl DecidingList {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bindings, Self::RemoteIpRanges];

    /// The list as a property of a connector.
    #[must_use]
    pub const fn property(self) -> Property {
        match self {
            Self::Bindings => Property::Bindings,
            Self::RemoteIpRanges => Property::RemoteIPRanges,
        }
    }
}

/// One connector of the target server in a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Index of the connector in the snapshot.
    pub connector: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Its smallest visible range that holds the source, where one does and the family fits.
    pub entry: Option<&'a RemoteIpRange>,
    /// How that range competes, or would.
    pub rank: Option<Rank>,
}

/// Why a connector won or lost, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumDiscriminants)]
#[strum_discriminants(name(VerdictCode), derive(Serialize, Deserialize, AsRefStr, Display))]
#[strum_discriminants(serde(rename_all = "kebab-case"), strum(serialize_all = "kebab-case"))]
#[strum_discriminants(doc = "The word of the report for a verdict.", allow(missing_docs, reason = "see the verdicts"))]
pub enum Verdict {
    /// It answers.
    Chosen,
    /// It matches as well as the chosen one.
    Tie,
    /// It matches, with a larger range or, at equal size, through the wildcard.
    LessSpecific,
    /// A hidden value decides.
    Unknown {
        /// The list of which a part is hidden.
        missing: DecidingList,
    },
    /// It listens here, but no range holds the source.
    NoRangeMatch,
    /// It listens on this port for the other address family only.
    OtherFamily,
    /// It listens on this port on other local addresses only.
    OtherAddress,
    /// It belongs to another transport service.
    OtherRole,
    /// It listens on other ports only.
    OtherPort,
    /// It is disabled.
    Disabled,
}

/// Which connector answers one session.
#[must_use]
pub fn select<'a>(snapshot: &'a Snapshot, session: &Session) -> Selection<'a> {
    Endpoint::of(snapshot, &session.server, session.point()).select(session.source)
}

#[cfg(test)]
mod tests;
