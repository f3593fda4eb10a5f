//! One binary for all integration tests: linking once is faster than linking often.

mod powershell;
