//! Checks patterns, those of descriptions and generated ones:
//!
//!     chime-model-patterns described FILE...
//!     chime-model-patterns generated [MINUTES]

mod compared;
mod described;
mod generated;
mod runtime;
mod slow;
mod texts;
mod v8;

use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let passes = match arguments.next().as_deref() {
        Some("described") => described::run(arguments),
        Some("generated") => {
            let minutes = arguments.next().map(|minutes| minutes.parse().expect("minutes"));
            generated::run(minutes.map(|minutes: u64| Duration::from_secs(60 * minutes)))
        }
        _ => panic!("expected `described FILE...` or `generated [MINUTES]`"),
    };
    if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
