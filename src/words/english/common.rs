//! Lists and numbers.

use crate::words::common::Common;

pub(super) const WORDS: Common = Common {
    separator: ", ",
    thousands: ",",
    list_and: "{items} and {last}",
    list_or: "{items} or {last}",
    on: "{name} on {servers}",
    on_many: "{name} on {count} servers",
    servers: "{count} servers",
    queues: "{count} queues",
    more: "{count} more",
    and_more: "and more",
    range: "{range} ({size})",
    power_of_two: "2^{exponent}",
    below_power_of_two: "fewer than 2^{exponent}",
    addresses: "{count} {count|address|addresses}",
};
