//! Parses the three texts of a timestamp.

use jiff::Timestamp;

use super::print::{MONTHS, weekday};

/// Which texts are accepted as a date-time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leniency {
    /// `YYYY-MM-DDThh:mm:ss[.fraction]Z`.
    Exact,
    /// Also the rest of RFC 3339: an offset `±hh:mm`, and lowercase letters.
    Rfc3339,
    /// Also a space for the `T`, a comma for the point, and the offsets `±hhmm` and `±hh`.
    Any,
}

/// The seconds since 1970 of a date and a time in UTC; `None` if there is no such date or time. A
/// leap second counts as the second before it, since `Timestamp` has none.
fn seconds(year: u32, [month, day, hour, minute, second]: [u32; 5]) -> Option<i64> {
    const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let index = usize::try_from(month.checked_sub(1)?).ok()?;
    let days = DAYS.get(index)? + u32::from(is_leap && month == 2);
    if day == 0 || day > days || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Years are counted from March on, as in `print`.
    let is_next_year = month < 3;
    let year = i64::from(year) - i64::from(is_next_year);
    let month = if is_next_year { month + 9 } else { month - 3 };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = i64::from((153 * month + 2) / 5 + day - 1);
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Some(days * 86_400 + i64::from(hour * 3600 + minute * 60 + second.min(59)))
}

/// Parses up to nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    let add = |number: u32, byte: &u8| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + u32::from(digit))
    };
    digits.iter().try_fold(0, add)
}

/// Parses a date-time. Digits beyond the ninth of the fraction are finer than a timestamp can be.
#[inline]
pub(crate) fn parse_date_time(text: &str, leniency: Leniency) -> Option<Timestamp> {
    let (date_time, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let seconds = parse_date_and_time(date_time, leniency)?;
    let (nanoseconds, zone) = match rest {
        [b'.', rest @ ..] => parse_fraction(rest)?,
        [b',', rest @ ..] if leniency == Leniency::Any => parse_fraction(rest)?,
        _ => (0, rest),
    };
    let offset = if zone == b"Z" { 0 } else { parse_offset(zone, leniency)? };
    // A second before 1970 and a fraction after it have different signs, which `new` allows.
    Timestamp::new(seconds - offset, nanoseconds).ok()
}

#[inline]
fn parse_date_and_time(text: &[u8; 19], leniency: Leniency) -> Option<i64> {
    let separator_needs = match text[10] {
        b'T' => Leniency::Exact,
        b't' => Leniency::Rfc3339,
        b' ' => Leniency::Any,
        _ => return None,
    };
    if leniency < separator_needs {
        return None;
    }
    let [y1, y2, y3, y4, m0, m1, m2, d0, d1, d2, _, time @ ..] = *text;
    let [century, _, year, .., month, _, _] =
        pairs::<{ form(*b"0000-00-") }>([y1, y2, y3, y4, m0, m1, m2, d0])?;
    let [hour, _, _, minute, _, _, second, _] = pairs::<{ form(*b"00:00:00") }>(time)?;
    let day = number(&[d1, d2])?;
    let year = u32::from(century) * 100 + u32::from(year);
    seconds(year, [month.into(), day, hour.into(), minute.into(), second.into()])
}

/// A form for [`pairs`].
const fn form(form: [u8; 8]) -> u64 {
    u64::from_le_bytes(form)
}

/// The numbers of two digits that begin at each byte of a text; `None` unless it has the form,
/// where `0` stands for any digit.
#[inline]
fn pairs<const FORM: u64>(text: [u8; 8]) -> Option<[u8; 8]> {
    // 1 in each byte that is a digit.
    let digits = const {
        let bytes = FORM.to_le_bytes();
        let mut digits = [0; 8];
        let mut at = 0;
        while at < 8 {
            digits[at] = (bytes[at] == b'0') as u8;
            at += 1;
        }
        u64::from_le_bytes(digits)
    };
    // The difference from the form must be 0 in a separator, and less than ten in a digit.
    let different = u64::from_le_bytes(text) ^ FORM;
    let too_much = different | different.wrapping_add(digits * 6);
    if too_much & !(digits * 0x0F) != 0 {
        return None;
    }
    Some((different * 10 + (different >> 8)).to_le_bytes())
}

/// The nanoseconds of a fraction of at least one digit, and the text after it.
#[inline]
fn parse_fraction(text: &[u8]) -> Option<(i32, &[u8])> {
    const SCALES: [u32; 10] =
        [0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return None;
    }
    let exact = digits.min(9);
    let nanoseconds = number(&text[..exact])? * SCALES[exact];
    Some((nanoseconds.cast_signed(), &text[digits..]))
}

/// The seconds of a time zone that is not `Z`.
#[cold]
fn parse_offset(zone: &[u8], leniency: Leniency) -> Option<i64> {
    let needs = match zone {
        [b'z'] | [_, _, _, b':', _, _] => Leniency::Rfc3339,
        _ => Leniency::Any,
    };
    if leniency < needs {
        return None;
    }
    let (sign, hours, minutes) = match zone {
        [b'z'] => return Some(0),
        [sign, hours @ .., b':', m1, m2] if hours.len() == 2 => (sign, hours, [*m1, *m2]),
        [sign, h1, h2, m1, m2] => (sign, &[*h1, *h2][..], [*m1, *m2]),
        [sign, hours @ ..] if hours.len() == 2 => (sign, hours, *b"00"),
        _ => return None,
    };
    let hours = number(hours).filter(|hours| *hours < 24)?;
    let minutes = number(&minutes).filter(|minutes| *minutes < 60)?;
    let seconds = i64::from(hours * 3600 + minutes * 60);
    match sign {
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

/// Parses an http-date. The name of the day and the seconds may be missing, the day may have one
/// digit, and the zone may be an offset `±hhmm`.
pub(crate) fn parse_http_date(text: &str) -> Option<Timestamp> {
    let (weekday_name, date) = match text.split_once(',') {
        Some((name, date)) => (Some(name.trim_ascii()), date),
        None => (None, text),
    };
    let mut parts = date.split_ascii_whitespace();
    let [day, month, year, time, zone] = [(); 5].map(|()| parts.next().unwrap_or_default());
    if parts.next().is_some() || !matches!(day.len(), 1 | 2) || year.len() != 4 {
        return None;
    }
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))? + 1;
    let [h1, h2, b':', m1, m2, second @ ..] = time.as_bytes() else { return None };
    let second = match second {
        [] => 0,
        [b':', s1, s2] => number(&[*s1, *s2])?,
        _ => return None,
    };
    let offset = match zone.as_bytes() {
        b"GMT" | b"UTC" | b"UT" | b"Z" => 0,
        zone if zone.len() == 5 => parse_offset(zone, Leniency::Any)?,
        _ => return None,
    };
    let day = number(day.as_bytes())?;
    let rest =
        [u32::try_from(month).ok()?, day, number(&[*h1, *h2])?, number(&[*m1, *m2])?, second];
    let seconds = seconds(number(year.as_bytes())?, rest)?;
    let is_that_day = |name: &str| name.eq_ignore_ascii_case(weekday(seconds.div_euclid(86_400)));
    if weekday_name.is_some_and(|name| !is_that_day(name)) {
        return None;
    }
    Timestamp::from_second(seconds - offset).ok()
}

/// Parses a decimal number of seconds, which may have an exponent. Digits beyond the ninth of the
/// fraction are finer than a timestamp can be.
pub(crate) fn parse_epoch_seconds(text: &str) -> Option<Timestamp> {
    let (sign, number) = text.strip_prefix('-').map_or((1, text), |number| (-1, number));
    let (decimal, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (seconds, fraction) = decimal.split_once('.').unwrap_or((decimal, "0"));
    if !is_number(seconds) || !is_number(fraction) {
        return None;
    }
    let digits = [seconds, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    // How many significant digits the number of nanoseconds has.
    let count = i64::from(parse_exponent(exponent)?) + i64::try_from(seconds.len()).ok()? + 9;
    let nanoseconds: i128 = match usize::try_from(count - zeros).unwrap_or(0) {
        0 => 0,
        _ if significant.is_empty() => 0,
        count @ ..=30 => format!("{significant:0<count$}")[..count].parse().ok()?,
        _ => return None,
    };
    Timestamp::from_nanosecond(sign * nanoseconds).ok()
}

/// Parses an exponent. One beyond an `i32` becomes the least or the greatest `i32`: zero stays zero
/// with it, and any other number is less than a nanosecond or out of range.
fn parse_exponent(text: &str) -> Option<i32> {
    let (farthest, digits) = match text.strip_prefix('-') {
        Some(digits) => (i32::MIN, digits),
        None => (i32::MAX, text.strip_prefix('+').unwrap_or(text)),
    };
    is_number(digits).then(|| text.parse().unwrap_or(farthest))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
