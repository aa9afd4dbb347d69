//! Date-times as Chime sends them, `YYYY-MM-DDThh:mm:ss[.fraction]Z`, from 1970 on. The others are
//! left to jiff.

use jiff::Timestamp;

/// The number of days from 1 March of the year 0 to 1 January 1970.
const DAYS_TO_1970: u32 = 719_468;
/// Days in 400 years.
const ERA: u32 = 146_097;
const TEN_TO: [i32; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// Reads a date-time; `None` if jiff has to read the text.
#[inline]
pub(crate) fn parse(text: &[u8]) -> Option<Timestamp> {
    let (whole, rest) = text.split_first_chunk::<19>()?;
    let is_form = whole.iter().zip(b"0000-00-00T00:00:00").fold(true, |is_form, (byte, form)| {
        is_form & if *form == b'0' { byte.is_ascii_digit() } else { byte == form }
    });
    if !is_form {
        return None;
    }
    let two = |at: usize| u32::from(whole[at] & 15) * 10 + u32::from(whole[at + 1] & 15);
    let (year, month, day) = (two(0) * 100 + two(2), two(5), two(8));
    let (hour, minute, second) = (two(11), two(14), two(17));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    // A leap second is left to jiff.
    let is_day = year >= 1970 && (1..=days).contains(&day);
    if !is_day || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Years that begin with March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let seconds = i64::from(days - DAYS_TO_1970) * 86_400;
    let seconds = seconds + i64::from(hour * 3600 + minute * 60 + second);
    Timestamp::new(seconds, nanoseconds(rest)?).ok()
}

/// Reads `[.fraction]Z`.
#[inline]
fn nanoseconds(text: &[u8]) -> Option<i32> {
    let fraction = match text {
        [b'Z'] => return Some(0),
        [b'.', fraction @ .., b'Z'] if (1..=9).contains(&fraction.len()) => fraction,
        _ => return None,
    };
    let mut number = 0;
    for byte in fraction {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i32::from(byte & 15);
    }
    Some(number * TEN_TO[9 - fraction.len()])
}

/// Writes a timestamp as jiff does.
#[inline]
pub(crate) fn print(time: Timestamp, text: &mut Vec<u8>) {
    let (Ok(seconds), Ok(nanoseconds)) =
        (u64::try_from(time.as_second()), u32::try_from(time.subsec_nanosecond()))
    else {
        return text.extend_from_slice(time.to_string().as_bytes());
    };
    // The last timestamp has 253,402,207,200 seconds, so the number of days fits into 32 bits.
    let (days, second) = ((seconds / 86_400) as u32, (seconds % 86_400) as u32);
    let (year, month, day) = date(days + DAYS_TO_1970);
    let mut whole = *b"0000-00-00T00:00:00";
    let parts = [
        (0, year / 100),
        (2, year % 100),
        (5, month),
        (8, day),
        (11, second / 3600),
        (14, second / 60 % 60),
        (17, second % 60),
    ];
    for (at, number) in parts {
        whole[at] += (number / 10) as u8;
        whole[at + 1] += (number % 10) as u8;
    }
    text.extend_from_slice(&whole);
    if nanoseconds > 0 {
        push_fraction(nanoseconds, text);
    }
    text.push(b'Z');
}

/// The year, month and day of a day that is counted from 1 March of the year 0.
#[inline]
fn date(days: u32) -> (u32, u32, u32) {
    let (era, day) = (days / ERA, days % ERA);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

/// Writes a fraction without zeros at its end.
#[inline]
fn push_fraction(nanoseconds: u32, text: &mut Vec<u8>) {
    let mut fraction = *b".000000000";
    let mut number = nanoseconds;
    for digit in fraction[1..].iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    let zeros = fraction.iter().rev().take_while(|digit| **digit == b'0').count();
    text.extend_from_slice(&fraction[..fraction.len() - zeros]);
}
