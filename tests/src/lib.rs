//! Code that several tests share: values to send, messages as text, a sender without a network,
//! strategies for any value, and their seeds.

#[deny(warnings, missing_docs)]
pub mod examples {
    //! Generated from the files in `descriptions/examples`. The tests of its documentation are the
    //! examples.
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

pub mod events;
pub mod frames;
pub mod json;
pub mod message;
pub mod random;
pub mod sample;
pub mod seeds;
pub mod sender;
pub mod snapshots;
pub mod strategy;
