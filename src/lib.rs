//! Which receive connector answered, and why is mail stuck?

#![forbid(unsafe_code)]

pub mod intake;
pub mod model;
pub mod remedy;
pub mod report;
pub mod selection;

pub use intake::Input;
pub use report::{Language, Report};
