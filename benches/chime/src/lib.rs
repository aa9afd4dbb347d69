//! The whole of Amazon Chime, as the generator writes it.

include!(concat!(env!("OUT_DIR"), "/chime.rs"));
