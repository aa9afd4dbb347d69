//! The three forms of a timestamp (rules T1 to T3): how each is written, and who reads what.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::TimeZone;

use super::side::Side;

/// The form of a timestamp in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// `2018-10-25T20:44:16.837Z`: in labels, in the query, and wherever a description says
    /// `iso8601`.
    DateTime,
    /// `Thu, 25 Oct 2018 20:44:16 GMT`: in headers.
    HttpDate,
    /// Seconds since 1970 as a JSON number: in bodies.
    EpochSeconds,
}

impl TimestampFormat {
    /// What an error says was expected.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            TimestampFormat::DateTime => "a date-time such as 2018-10-25T20:44:16Z",
            TimestampFormat::HttpDate => "an http-date such as Thu, 25 Oct 2018 20:44:16 GMT",
            TimestampFormat::EpochSeconds => "a number of seconds since 1970",
        }
    }

    /// Writes a timestamp. An http-date has no fraction; the others lose nothing.
    pub(crate) fn write(self, time: Timestamp) -> String {
        match self {
            TimestampFormat::DateTime => date_time(time),
            TimestampFormat::HttpDate => rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&time)
                .unwrap_or_else(|_| date_time(time)),
            TimestampFormat::EpochSeconds => epoch_seconds(time),
        }
    }

    /// Reads the text of a timestamp, be it a string or the digits of a number.
    #[inline]
    pub(crate) fn read(self, text: &str, side: Side) -> Option<Timestamp> {
        match side {
            Side::Server => self.read_strictly(text),
            Side::Documented => read_rfc3339(text),
            // Rule T3: a client reads any of the three formats in any location.
            Side::Client => read_date_time(text)
                .or_else(|| read_epoch_seconds(text))
                .or_else(|| read_http_date(text)),
        }
    }

    fn read_strictly(self, text: &str) -> Option<Timestamp> {
        match self {
            TimestampFormat::DateTime => {
                read_utc(text).or_else(|| text.parse().ok().filter(|_| is_utc_date_time(text)))
            }
            TimestampFormat::HttpDate => {
                read_http_date(text).filter(|time| text == self.write(*time))
            }
            TimestampFormat::EpochSeconds => read_epoch_seconds(text),
        }
    }
}

/// Rule T2: UTC, no fraction when it is zero, else the shortest of 3, 6 or 9 digits that is exact.
pub(crate) fn date_time(time: Timestamp) -> String {
    let precision = match time.subsec_nanosecond().unsigned_abs() {
        0 => 0,
        nanos if nanos % 1_000_000 == 0 => 3,
        nanos if nanos % 1_000 == 0 => 6,
        _ => 9,
    };
    temporal::DateTimePrinter::new().precision(Some(precision)).timestamp_to_string(&time)
}

/// An integer when whole, else a fraction with no more digits than it needs.
fn epoch_seconds(time: Timestamp) -> String {
    let (nanos, sign) = (time.as_nanosecond(), if time.as_nanosecond() < 0 { "-" } else { "" });
    let (seconds, fraction) =
        (nanos.unsigned_abs() / 1_000_000_000, nanos.unsigned_abs() % 1_000_000_000);
    if fraction == 0 {
        return format!("{sign}{seconds}");
    }
    format!("{sign}{seconds}.{fraction:09}").trim_end_matches('0').to_owned()
}

/// Reads a decimal number of seconds, which may have an exponent. Digits beyond the ninth of the
/// fraction are finer than a timestamp can be.
pub(crate) fn read_epoch_seconds(text: &str) -> Option<Timestamp> {
    let (sign, number) = text.strip_prefix('-').map_or((1, text), |number| (-1, number));
    let (decimal, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (seconds, fraction) = decimal.split_once('.').unwrap_or((decimal, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(seconds) || !is_number(fraction) {
        return None;
    }
    let digits = [seconds, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let zeros = digits.len() - significant.len();
    // How many significant digits the number of nanoseconds has.
    let count = i64::from(exponent_of(exponent)?) + i64::try_from(seconds.len()).ok()? + 9
        - i64::try_from(zeros).ok()?;
    let nanos: i128 = match usize::try_from(count).unwrap_or(0) {
        0 => 0,
        _ if significant.is_empty() => 0,
        count @ ..=30 => format!("{significant:0<count$}")[..count].parse().ok()?,
        _ => return None,
    };
    Timestamp::from_nanosecond(sign * nanos).ok()
}

/// The number of an exponent. One beyond an `i32` becomes the least or the greatest `i32`: zero
/// stays zero with it, and any other number is less than a nanosecond or out of range.
fn exponent_of(text: &str) -> Option<i32> {
    let (farthest, digits) = match text.strip_prefix('-') {
        Some(digits) => (i32::MIN, digits),
        None => (i32::MAX, text.strip_prefix('+').unwrap_or(text)),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(farthest))
}

fn read_http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// Reads a date-time with any offset.
#[inline]
fn read_date_time(text: &str) -> Option<Timestamp> {
    static PARSER: temporal::DateTimeParser = temporal::DateTimeParser::new();
    let long = || {
        PARSER
            .parse_timestamp(text)
            .ok()
            .or_else(|| PARSER.parse_timestamp(without_finer_digits(text)?).ok())
    };
    read_utc(text).or_else(long)
}

/// The text without the digits beyond the ninth, which are finer than a timestamp can be; nothing
/// for a text without such digits.
#[cold]
fn without_finer_digits(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 9).then(|| format!("{whole}.{}{}", &fraction[..9], &fraction[digits..]))
}

/// Reads `YYYY-MM-DDThh:mm:ss[.fraction]Z`, which is what everybody writes, in half of the time
/// that all forms take. What it does not read may still be a date-time.
fn read_utc(text: &str) -> Option<Timestamp> {
    let (whole, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let fraction = match rest {
        [b'Z'] => &[],
        [b'.', fraction @ .., b'Z'] if (1..=9).contains(&fraction.len()) => fraction,
        _ => return None,
    };
    if [whole[4], whole[7], whole[10], whole[13], whole[16]] != *b"--T::" {
        return None;
    }
    let two = |at: usize| {
        let (tens, ones) = (whole[at].wrapping_sub(b'0'), whole[at + 1].wrapping_sub(b'0'));
        if tens < 10 && ones < 10 { i8::try_from(tens * 10 + ones).ok() } else { None }
    };
    let nanosecond = number(fraction)? * 10_i32.pow(9 - u32::try_from(fraction.len()).ok()?);
    let date = Date::new(i16::from(two(0)?) * 100 + i16::from(two(2)?), two(5)?, two(8)?).ok()?;
    let time = Time::new(two(11)?, two(14)?, two(17)?, nanosecond).ok()?;
    TimeZone::UTC.to_timestamp(date.to_datetime(time)).ok()
}

/// The number of up to nine digits.
fn number(digits: &[u8]) -> Option<i32> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    digits.iter().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?))
}

/// Reads a date-time of RFC 3339, which is what a schema calls one. What is written of years before
/// 0 is read too.
fn read_rfc3339(text: &str) -> Option<Timestamp> {
    let text = text.to_ascii_uppercase();
    let offset = offset(text.strip_prefix("-00").unwrap_or(&text))?;
    let is_offset = offset == "Z" || has_form(offset, "+00:00") || has_form(offset, "-00:00");
    read_date_time(&text).filter(|_| is_offset)
}

/// Whether a text has the form `YYYY-MM-DDThh:mm:ss[.fraction]Z`, which is all that a server reads.
fn is_utc_date_time(text: &str) -> bool {
    offset(text) == Some("Z")
}

/// The text after `YYYY-MM-DDThh:mm:ss[.fraction]`; nothing for a text of another form.
fn offset(text: &str) -> Option<&str> {
    let (whole, rest) = text.split_at_checked(19)?;
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let after = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            (after.len() < fraction.len()).then_some(after)?
        }
        None => rest,
    };
    has_form(whole, "0000-00-00T00:00:00").then_some(offset)
}

/// Whether a text is like another, any digit standing for any.
fn has_form(text: &str, form: &str) -> bool {
    let is_like =
        |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_like)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epoch_seconds_are_exact_to_the_nanosecond() {
        for text in [
            "0",
            "1540500256",
            "1540500256.837",
            "1540500256.837123456",
            "-1.5",
            "-0.000000001",
            "253402207200.999999999",
        ] {
            let time = TimestampFormat::EpochSeconds.read(text, Side::Server).expect(text);
            assert_eq!(TimestampFormat::EpochSeconds.write(time), text);
        }
        for text in [
            "1500",
            "1.5e3",
            "1.5E+3",
            "15000000000000e-10",
            "0.0000015e9",
            "1500.0000000009",
            "0150000000.0e-5",
        ] {
            assert_eq!(read_epoch_seconds(text), Timestamp::from_second(1500).ok(), "{text}");
        }
        for text in [
            "0",
            "-0",
            "0e400",
            "1e-10",
            "-0.0000000001e0",
            "1e-2147483648",
            "0e99999999999",
            "1e-99999999999",
        ] {
            assert_eq!(read_epoch_seconds(text), Some(Timestamp::UNIX_EPOCH), "{text}");
        }
        assert_eq!(
            read_epoch_seconds("-1234567890123e-9"),
            Timestamp::from_nanosecond(-1_234_567_890_123).ok()
        );
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1e",
            "1e400",
            "1e99999999999",
            "1e+-5",
            "1e+",
            "1e1.5",
            "--1",
            "+1",
            "NaN",
            "99999999999999999999",
        ] {
            assert_eq!(read_epoch_seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_client_reads_any_fraction_and_any_offset() {
        for text in [
            "2018-10-25T20:44:16.123456789012Z",
            "2018-10-25T22:44:16.123456789+02:00",
            "1540500256.123456789",
        ] {
            let time = TimestampFormat::DateTime.read(text, Side::Client).expect(text);
            assert_eq!(time.as_nanosecond(), 1_540_500_256_123_456_789, "{text}");
        }
        for text in [
            "",
            ".",
            "2018-10-25",
            "2018-10-25T20:44:16",
            "2018-10-25T20:44:16.Z",
            "2018-10-25T20:4 :16Z",
            "yesterday",
        ] {
            assert_eq!(TimestampFormat::DateTime.read(text, Side::Client), None, "{text}");
        }
    }

    /// What is written is read by way of `read_utc`; here is a second opinion, also on texts that
    /// are almost such.
    #[test]
    fn the_short_way_reads_what_the_long_one_reads() {
        for text in [
            "0000-01-01T00:00:00Z",
            "9999-12-30T22:00:00Z",
            "2024-02-29T23:59:59.5Z",
            "1969-12-31T23:59:59.999999999Z",
        ] {
            assert_eq!(read_utc(text), Some(text.parse().expect(text)), "{text}");
        }
        let text = "2023-02-28T23:59:59.123Z";
        for at in 0..text.len() {
            for byte in b"0159:-.TZ+ " {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = *byte;
                let text = String::from_utf8(bytes).expect("ASCII");
                let long = text.parse().ok().filter(|_| is_utc_date_time(&text));
                assert!(read_utc(&text).is_none_or(|time| Some(time) == long), "{text}");
            }
        }
    }
}
