//! The built page in a browser: `dist/mailflow-doctor.html` under ChromeDriver, from `file://` and over HTTP.
//!
//! `./build.sh test` builds it first. A plain `cargo test` takes what lies in `dist/`, and says so where there is nothing.
#![cfg(not(target_arch = "wasm32"))]

mod driver;
mod http;
mod looks;
mod privacy;
mod use_of_it;

/// The example, which is also what most tests paste.
pub(crate) const EXAMPLE: &str = include_str!("../../www/samples/stuck-after-2016.txt");

/// The addresses of its servers, as an admin would paste them.
pub(crate) const ADDRESSES: &str =
    "EX2010-1 192.168.10.11\nEX2010-2 192.168.10.12\nEX2016-1 192.168.10.21\nEX2016-2 192.168.10.22\n\n";
