//! The calls with serde's derive.

fn main() {
    rows_expert::run::<bench_expert::Derived>();
}
