//! What several tests share: values to send, messages as text, strategies for any value, and their
//! seeds.

pub mod events;
pub mod frames;
pub mod json;
pub mod message;
pub mod random;
pub mod sample;
pub mod seeds;
pub mod snapshots;
pub mod strategy;
