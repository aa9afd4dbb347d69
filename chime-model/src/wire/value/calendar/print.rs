//! Prints the three texts of a timestamp.

use std::ops::Deref;

use jiff::Timestamp;

/// A text that is short enough to need no heap.
pub(crate) struct ShortText {
    bytes: [u8; 32],
    length: usize,
}

impl ShortText {
    fn new() -> Self {
        Self { bytes: [0; 32], length: 0 }
    }

    fn push(&mut self, text: &[u8]) {
        self.bytes[self.length..][..text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    /// Adds a number with this many digits.
    fn push_number(&mut self, mut number: u64, digits: usize) {
        for digit in self.bytes[self.length..][..digits].iter_mut().rev() {
            *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
            number /= 10;
        }
        self.length += digits;
    }
}

impl Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// A timestamp as the whole second before it, and the nanoseconds since that second.
fn split(time: Timestamp) -> (i64, u64) {
    let nanoseconds = i64::from(time.subsec_nanosecond());
    let borrowed = i64::from(nanoseconds < 0);
    (time.as_second() - borrowed, (nanoseconds + borrowed * 1_000_000_000).unsigned_abs())
}

/// A day and a time of the day, in UTC.
struct Civil {
    days: i64,
    year: i64,
    month: u64,
    day: u64,
    second: u64,
}

impl Civil {
    fn new(seconds: i64) -> Self {
        let days = seconds.div_euclid(86_400);
        // Years are counted from March on, so that a leap day is the last of its year, in eras of
        // 400 years, after which the calendar repeats.
        let since_year_zero = days + 719_468;
        let era = since_year_zero.div_euclid(146_097);
        let day = since_year_zero.rem_euclid(146_097).unsigned_abs();
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let is_next_year = month >= 10;
        Self {
            days,
            year: year.cast_signed() + era * 400 + i64::from(is_next_year),
            month: if is_next_year { month - 9 } else { month + 3 },
            day,
            second: seconds.rem_euclid(86_400).unsigned_abs(),
        }
    }

    fn push_time(&self, text: &mut ShortText) {
        text.push_number(self.second / 3600, 2);
        text.push(b":");
        text.push_number(self.second / 60 % 60, 2);
        text.push(b":");
        text.push_number(self.second % 60, 2);
    }
}

/// Prints `YYYY-MM-DDThh:mm:ss[.fraction]Z`, with the shortest fraction of 3, 6 or 9 digits that is
/// exact; `None` before the year 0.
pub(crate) fn print_date_time(time: Timestamp) -> Option<ShortText> {
    let (seconds, nanoseconds) = split(time);
    let civil = Civil::new(seconds);
    let mut text = ShortText::new();
    text.push_number(u64::try_from(civil.year).ok()?, 4);
    text.push(b"-");
    text.push_number(civil.month, 2);
    text.push(b"-");
    text.push_number(civil.day, 2);
    text.push(b"T");
    civil.push_time(&mut text);
    if nanoseconds > 0 {
        let (fraction, digits) = match (nanoseconds % 1_000_000, nanoseconds % 1_000) {
            (0, _) => (nanoseconds / 1_000_000, 3),
            (_, 0) => (nanoseconds / 1_000, 6),
            _ => (nanoseconds, 9),
        };
        text.push(b".");
        text.push_number(fraction, digits);
    }
    text.push(b"Z");
    Some(text)
}

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The weekday that is this many days after 1970-01-01, a Thursday.
pub(super) fn weekday(days: i64) -> &'static str {
    WEEKDAYS[usize::try_from(days.rem_euclid(7)).unwrap_or(0)]
}

/// Prints `Thu, 25 Oct 2018 20:44:16 GMT`, without the fraction; `None` before the year 0.
pub(crate) fn print_http_date(time: Timestamp) -> Option<ShortText> {
    let civil = Civil::new(split(time).0);
    let mut text = ShortText::new();
    text.push(weekday(civil.days).as_bytes());
    text.push(b", ");
    text.push_number(civil.day, 2);
    text.push(b" ");
    text.push(MONTHS[usize::try_from(civil.month).ok()? - 1].as_bytes());
    text.push(b" ");
    text.push_number(u64::try_from(civil.year).ok()?, 4);
    text.push(b" ");
    civil.push_time(&mut text);
    text.push(b" GMT");
    Some(text)
}

/// Prints the seconds since 1970, with the shortest fraction that is exact.
pub(crate) fn print_epoch_seconds(time: Timestamp) -> ShortText {
    let seconds = time.as_second().unsigned_abs();
    let nanoseconds = time.subsec_nanosecond().unsigned_abs();
    let mut text = ShortText::new();
    if time < Timestamp::UNIX_EPOCH {
        text.push(b"-");
    }
    let digits = seconds.checked_ilog10().map_or(1, |digits| digits as usize + 1);
    text.push_number(seconds, digits);
    if nanoseconds > 0 {
        text.push(b".");
        text.push_number(nanoseconds.into(), 9);
        while text.bytes[text.length - 1] == b'0' {
            text.length -= 1;
        }
    }
    text
}
