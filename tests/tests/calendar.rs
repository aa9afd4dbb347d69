//! Compares the printer and the parser of timestamps with those of jiff, on random times and random
//! texts in every format.
//!
//! `COUNT=10000000 cargo test --release -p chime-model-tests --test calendar` tries more of them.

use chime_model::http::Response;
use chime_model::jiff::fmt::{rfc2822, temporal};
use chime_model::{Operation, OperationError, Structure, Timestamp};
use chime_model_tests::random::{Random, count};
use chime_model_tests::strategy::YEAR_0;

/// The same time in every format.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Times {
    #[http(timestamp = "date-time")]
    date_time: Option<Timestamp>,
    #[http(timestamp = "http-date")]
    http_date: Option<Timestamp>,
    #[http(timestamp = "epoch-seconds")]
    seconds: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(input = Times, output = Times, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Clock;

/// What a client reads from a text. It accepts a date-time and an http-date.
fn read(text: &str) -> Option<Timestamp> {
    let body = serde_json::json!({ "date_time": text }).to_string();
    Clock::decode_response(&Response::new(body)).ok()?.date_time
}

fn jiff_date_time(time: Timestamp) -> String {
    let precision = match time.subsec_nanosecond().unsigned_abs() {
        0 => 0,
        nanoseconds if nanoseconds % 1_000_000 == 0 => 3,
        nanoseconds if nanoseconds % 1_000 == 0 => 6,
        _ => 9,
    };
    temporal::DateTimePrinter::new().precision(Some(precision)).timestamp_to_string(&time)
}

fn any_time(random: &mut Random) -> Timestamp {
    let years = [YEAR_0..Timestamp::MAX.as_second(), 0..2_000_000_000, -70_000_000..70_000_000];
    let range = &years[random.below(3)];
    let length = range.end.abs_diff(range.start);
    let second = range.start + i64::try_from(random.bits() % length).expect("a length in range");
    let nanosecond = match random.below(4) {
        0 => 0,
        1 => random.below(1_000) * 1_000_000,
        2 => random.below(1_000_000) * 1_000,
        _ => random.below(1_000_000_000),
    };
    let nanosecond = i32::try_from(nanosecond).expect("less than a second");
    Timestamp::new(second, nanosecond).expect("a time in range")
}

#[test]
fn times_are_printed_as_jiff_prints_them_and_read_again() {
    let mut random = Random::new(2);
    for _ in 0..count(50_000) {
        let time = any_time(&mut random);
        let is_before = i64::from(time.subsec_nanosecond() < 0);
        let whole = Timestamp::from_second(time.as_second() - is_before);
        let whole = whole.expect("a time in range");
        let printer = rfc2822::DateTimePrinter::new();
        let http_date = printer.timestamp_to_rfc9110_string(&whole).expect("a year from 0 on");
        let times = Times::default().date_time(time).http_date(time).seconds(time);
        let request = Clock::encode_request(&times).expect("it can be sent");
        let body = std::str::from_utf8(request.body()).expect("JSON");
        let start = format!(
            r#"{{"date_time":"{}","http_date":"{http_date}","seconds":"#,
            jiff_date_time(time)
        );
        assert!(body.starts_with(&start), "{body} {start}");
        let input = Clock::decode_request(&request).expect("what was written");
        assert_eq!((input.date_time, input.seconds), (Some(time), Some(time)), "{body}");
        assert_eq!(input.http_date, Some(whole), "{body}");
    }
}

/// A date-time or an http-date, often one with a wrong part.
fn any_text(random: &mut Random) -> String {
    let number = |random: &mut Random, usual: usize, digits: usize| {
        let is_odd = random.below(30) == 0;
        let number = random.below(if is_odd { 100 } else { usual + 1 });
        format!("{number:0digits$}")
    };
    let year = random.one_of(&["1970", "2000", "2023", "2024", "1900", "0000", "0004", "9999"]);
    let month = number(random, 12, 2);
    let day = number(random, 31, 2);
    let time = [23, 59, 60].map(|most| number(random, most, 2));
    let time = time.join(":");
    if random.below(2) == 0 {
        let separator = random.one_of(&["T", "T", "t", " ", "_"]);
        let fraction = match random.below(4) {
            0 => String::new(),
            1 => format!("{}{}", random.one_of(&[".", ","]), random.below(1_000_000)),
            2 => format!(".{:012}", random.bits() % 1_000_000_000_000),
            _ => format!(".{:09}", random.below(1_000_000_000)),
        };
        let zone = match random.below(3) {
            0 => "Z".to_owned(),
            1 => random.one_of(&["z", "", "+00", "-00:00", "+0530", "-23:59", "+14:00"]).to_owned(),
            _ => {
                // jiff accepts offsets of up to 25 hours, and our parser does not.
                let (hours, minutes) = (random.below(24), number(random, 59, 2));
                format!(
                    "{}{hours:02}{}{minutes}",
                    random.one_of(&["+", "-"]),
                    random.one_of(&[":", ""])
                )
            }
        };
        return format!("{year}-{month}-{day}{separator}{time}{fraction}{zone}");
    }
    let months =
        ["Jan", "Feb", "mar", "Apr", "May", "JUN", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekdays = ["", "Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, "];
    let zone = random.one_of(&["GMT", "GMT", "UT", "+0000", "-0130", "+1400", "0000"]);
    let weekday = random.one_of(&weekdays);
    let month = random.one_of(&months);
    format!("{weekday}{day} {month} {year} {time} {zone}")
}

#[test]
fn texts_are_read_as_jiff_reads_them() {
    static DATE_TIME: temporal::DateTimeParser = temporal::DateTimeParser::new();
    let mut random = Random::new(3);
    let (mut valid, count) = (0_u64, count(50_000));
    for _ in 0..count {
        let text = any_text(&mut random);
        // jiff refuses more than nine digits of a fraction, and our parser ignores the rest.
        let digits = text
            .split('.')
            .nth(1)
            .map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let exact = if digits > 9 {
            let start = text.find('.').expect("a fraction") + 10;
            format!("{}{}", &text[..start], &text[start + digits - 9..])
        } else {
            text.clone()
        };
        let http_date = rfc2822::DateTimeParser::new();
        let theirs =
            DATE_TIME.parse_timestamp(&exact).or_else(|_| http_date.parse_timestamp(&text));
        assert_eq!(read(&text), theirs.ok(), "{text}");
        valid += u64::from(read(&text).is_some());
    }
    assert!(valid > count / 8, "only {valid} of {count} texts are times: the generator is broken");
}
