//! Lists and numbers.

use crate::words::common::Common;

pub(super) const WORDS: Common = Common {
    separator: ", ",
    thousands: ".",
    list_and: "{items} und {last}",
    list_or: "{items} oder {last}",
    list_cut: "{items}, … (+{count})",
    more: "{count} weitere",
    and_more: "und weitere",
    range: "{range} ({size})",
    power_of_two: "2^{exponent}",
    below_power_of_two: "weniger als 2^{exponent}",
    addresses: "{count} {count|Adresse|Adressen}",
};
