//! The integration tests of the crate, one module per subject.

mod corpus;
