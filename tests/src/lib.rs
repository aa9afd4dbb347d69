//! Why this exists: what several tests share, namely values to send, messages as text, and strategies for any value.

pub mod message;
pub mod sample;
pub mod snapshots;
pub mod strategy;
