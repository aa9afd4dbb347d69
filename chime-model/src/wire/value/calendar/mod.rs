//! The three texts of a timestamp: what a date-time, an http-date and a number of seconds look
//! like. It knows the calendar and no rule of the protocol.

mod parse;
mod print;

pub(super) use self::parse::{Leniency, parse_date_time, parse_epoch_seconds, parse_http_date};
pub(super) use self::print::{ShortText, print_date_time, print_epoch_seconds, print_http_date};
