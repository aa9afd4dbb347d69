//! Event streams: messages beside those of the crate aws-smithy-eventstream, and the rules by their
//! names.

mod aws_json;
mod documents;
mod equality;
mod events;
mod frames;
mod service;
mod signed;
