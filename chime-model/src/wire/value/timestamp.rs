//! Timestamps: how each format is written, and what each side accepts (rules T2 and T3). `Location`
//! in `spec/vocabulary` decides which format a member has (rule T1).

use std::borrow::Cow;

use chime_model_vocabulary::TimestampFormat;
use jiff::Timestamp;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::calendar::{
    Leniency, ShortText, parse_date_time, parse_epoch_seconds, parse_http_date, print_date_time,
    print_epoch_seconds, print_http_date,
};
use super::{Reading, Text, Value, ValueVisitor};
use crate::violation::Reason;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// The text of a timestamp (rule T2). An http-date has no fraction; the others lose nothing.
fn print(time: Timestamp, format: TimestampFormat) -> Result<ShortText, Reason> {
    let text = match format {
        TimestampFormat::DateTime => print_date_time(time),
        TimestampFormat::HttpDate => print_http_date(time),
        TimestampFormat::EpochSeconds => Some(print_epoch_seconds(time)),
    };
    text.ok_or(Reason::expected("in the year 0 or later"))
}

/// Reads the text of a timestamp, be it a string or the digits of a number (rule T3).
fn parse(text: &str, format: TimestampFormat, form: Form) -> Option<Timestamp> {
    match (form, format) {
        (Form::Documented | Form::Binary, _) => parse_date_time(text, Leniency::Rfc3339),
        (Form::Client, _) => parse_date_time(text, Leniency::Any)
            .or_else(|| parse_epoch_seconds(text))
            .or_else(|| parse_http_date(text)),
        (Form::Server, TimestampFormat::DateTime) => parse_date_time(text, Leniency::Exact),
        (Form::Server, TimestampFormat::HttpDate) => {
            let is_exact = |time: &Timestamp| print_http_date(*time).is_some_and(|t| *t == *text);
            parse_http_date(text).filter(is_exact)
        }
        (Form::Server, TimestampFormat::EpochSeconds) => parse_epoch_seconds(text),
    }
}

/// What an error names as expected.
fn expected(format: TimestampFormat, form: Form) -> &'static str {
    match format {
        _ if form.is_documented() => "a date-time such as 2018-10-25T20:44:16Z",
        TimestampFormat::DateTime => "a date-time such as 2018-10-25T20:44:16Z",
        TimestampFormat::HttpDate => "an http-date such as Thu, 25 Oct 2018 20:44:16 GMT",
        TimestampFormat::EpochSeconds => "a number of seconds since 1970",
    }
}

impl Reading<'_> {
    fn timestamp(self, text: &str) -> Option<Timestamp> {
        let format = self.format;
        let form = self.context.form;
        let time = parse(text, format, form);
        time.or_else(|| self.refuse(Reason::expected(expected(format, form))))
    }

    #[cold]
    fn not_a_timestamp(self, found: &'static str) -> Option<Timestamp> {
        let expected = expected(self.format, self.context.form);
        self.mismatch(expected, found)
    }
}

impl Value for Timestamp {
    const EXPECTED: &'static str = "a timestamp";
    const HOLDS_TIMESTAMP: bool = true;
    const IS_TEXT: bool = true;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        let text = print(*self, encoding.format).map_err(|reason| encoding.refuse(reason))?;
        if encoding.format == TimestampFormat::EpochSeconds {
            // Bytes are the digits of a number. A float would lose some of them.
            return serializer.serialize_bytes(text.as_bytes());
        }
        serializer.serialize_str(&text)
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_str(visitor)
    }

    fn from_integer(number: i128, reading: Reading<'_>) -> Option<Self> {
        Self::from_number(&number.to_string(), reading)
    }

    fn from_float(_: f64, reading: Reading<'_>) -> Option<Self> {
        reading.not_a_timestamp("a number")
    }

    fn from_number(text: &str, reading: Reading<'_>) -> Option<Self> {
        match reading.context.form {
            Form::Client => reading.timestamp(text),
            Form::Server if reading.format == TimestampFormat::EpochSeconds => {
                reading.timestamp(text)
            }
            _ => reading.not_a_timestamp("a number"),
        }
    }

    #[inline]
    fn from_text(text: &str, reading: Reading<'_>) -> Option<Self> {
        let is_number = reading.format == TimestampFormat::EpochSeconds;
        if is_number && reading.context.form == Form::Server {
            return reading.not_a_timestamp("a string");
        }
        reading.timestamp(text)
    }

    fn from_bool(_: bool, reading: Reading<'_>) -> Option<Self> {
        reading.not_a_timestamp("a boolean")
    }
}

impl Text for Timestamp {
    const DATE: bool = true;

    fn to_text(&self, format: TimestampFormat) -> Result<Cow<'_, str>, Reason> {
        print(*self, format).map(|text| text.to_owned().into())
    }

    fn from_text(text: &str, format: TimestampFormat, form: Form) -> Result<Self, &'static str> {
        parse(text, format, form).ok_or(expected(format, form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epoch_seconds_are_exact_to_the_nanosecond() {
        for text in [
            "0",
            "7",
            "1540500256",
            "1540500256.837",
            "1540500256.837123456",
            "-1.5",
            "-0.000000001",
            "253402207200.999999999",
            "-377705023201",
        ] {
            let time = parse(text, TimestampFormat::EpochSeconds, Form::Server).expect(text);
            assert_eq!(*print_epoch_seconds(time), *text);
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
            assert_eq!(parse_epoch_seconds(text), Timestamp::from_second(1500).ok(), "{text}");
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
            assert_eq!(parse_epoch_seconds(text), Some(Timestamp::UNIX_EPOCH), "{text}");
        }
        assert_eq!(
            parse_epoch_seconds("-1234567890123e-9"),
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
            assert_eq!(parse_epoch_seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_client_reads_any_fraction_and_any_offset() {
        let format = TimestampFormat::DateTime;
        for text in [
            "2018-10-25T20:44:16.123456789012Z",
            "2018-10-25T22:44:16.123456789+02:00",
            "2018-10-25 19:14:16,123456789-0130",
            "2018-10-25t23:44:16.123456789+03",
            "1540500256.123456789",
        ] {
            let time = parse(text, format, Form::Client).expect(text);
            assert_eq!(time.as_nanosecond(), 1_540_500_256_123_456_789, "{text}");
        }
        for text in [
            "",
            ".",
            "2018-10-25",
            "2018-10-25T20:44:16",
            "2018-10-25T20:44:16.Z",
            "2018-10-25T20:4 :16Z",
            "2018-10-25T20:44:16+24:00",
            "2018-10-25T20:44:16+02:60",
            "2018-10-25T20:44:16Z[UTC]",
            "yesterday",
        ] {
            assert_eq!(parse(text, format, Form::Client), None, "{text}");
        }
    }
}
