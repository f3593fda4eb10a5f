//! Candidate fixes.

use crate::model::{Address, Snapshot};

pub mod powershell {
    //! Quoting.

    /// Quotes.
    pub fn quote(text: &str) -> Result<String, ()> {
        Ok(format!("'{}'", text.replace('\'', "''")))
    }
}

/// What a remedy is asked to cure: this connector takes these addresses, which belong to Exchange servers.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Index of the connector in the snapshot.
    pub connector: usize,
    /// TCP port.
    pub port: u16,
    /// Local addresses at which it does.
    pub local: Vec<Option<Address>>,
    /// The addresses.
    pub addresses: Vec<Address>,
    /// The connector that they should land on.
    pub expected: Option<usize>,
}
/// A request.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// S.
    pub snapshot: &'a Snapshot,
    /// C.
    pub captures: Vec<Capture>,
    /// Q.
    pub queues: Vec<String>,
    /// U.
    pub unaddressed: Vec<String>,
}
/// A candidate fix.
#[derive(Clone, Debug)]
pub struct Remedy {}

/// F.
#[must_use]
pub fn for_captures(_request: &Request<'_>) -> Vec<Remedy> {
    Vec::new()
}
/// R.
#[must_use]
pub fn restore_default_connector(_snapshot: &Snapshot, _connector: usize, _queues: &[String]) -> Vec<Remedy> {
    Vec::new()
}

/// Adds one captured address to the requests: one per connector, port and expected connector.
pub fn order(
    orders: &mut Vec<Capture>,
    connector: usize,
    port: u16,
    local: Option<Address>,
    address: Address,
    expected: Option<usize>,
) {
    let fits = |c: &&mut Capture| c.connector == connector && c.port == port && c.expected == expected;
    match orders.iter_mut().find(fits) {
        Some(capture) => {
            if !capture.local.contains(&local) {
                capture.local.push(local);
            }
            if !capture.addresses.contains(&address) {
                capture.addresses.push(address);
            }
        }
        None => orders.push(Capture { connector, port, local: vec![local], addresses: vec![address], expected }),
    }
}
