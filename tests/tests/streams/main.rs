//! Event streams: one test for each of their rules, named after the rule, and a comparison with the
//! crate aws-smithy-eventstream.

mod aws_json;
mod documents;
mod equality;
mod events;
mod frames;
mod service;
mod signed;
