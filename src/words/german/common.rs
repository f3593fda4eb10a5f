//! Lists and numbers.

use crate::words::common::Common;

pub(super) const WORDS: Common = Common {
    separator: ", ",
    thousands: ".",
    list_and: "{items} und {last}",
    list_or: "{items} oder {last}",
    on: "{name} auf {servers}",
    on_many: "{name} auf {count} Servern",
    servers: "{count} Servern",
    queues: "{count} Warteschlangen",
    more: "{count} weitere",
    and_more: "und weitere",
    range: "{range} ({size})",
    power_of_two: "2^{exponent}",
    below_power_of_two: "weniger als 2^{exponent}",
    addresses: "{count} {count|Adresse|Adressen}",
};
