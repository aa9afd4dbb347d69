//! The calls with a scanner.

fn main() {
    rows_expert::run::<bench_expert::Scanned>();
}
