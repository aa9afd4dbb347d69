//! Writes the structures of many members, up to 100. Compiling serde's derive for 1,000 members
//! takes minutes.

use std::{env, fs, path};

fn main() {
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    let text = bench_structures::structures(&[10, 100], "serde::Deserialize");
    fs::write(path::Path::new(&out).join("structures.rs"), text).expect("OUT_DIR can be written");
}
