//! The structures and enumerations of Amazon Chime, with the derives that `$DERIVES` names.

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
