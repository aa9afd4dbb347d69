//! [`Body`]: what can stand in a JSON body, or be the payload of a message. One impl per type of value; a structure's, a union's
//! and an enumeration's come from the derives.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::context::{Context, Side};
use super::json::{Json, Kind};
use super::write::JsonWriter;
use crate::timestamp::TimestampFormat;
use crate::violation::Reason;
use crate::{Blob, Document, Sensitive};

/// A value in a JSON body.
pub trait Body: Sized {
    /// The Content-Type of a message whose payload this is (rule C4).
    const CONTENT_TYPE: &'static str = "application/json";
    /// What is sent where a payload of this type is not set (rule C3).
    const UNSET: &'static str = "";

    /// Writes the value. `format` is for the timestamps that it holds outside of structures.
    fn write(&self, out: &mut JsonWriter, format: TimestampFormat);

    /// Reads the value; without one, what is wrong has been recorded.
    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self>;

    /// Records what in this value breaks a constraint.
    fn check(&self, _: &mut Context) {}

    /// The value as a whole payload.
    fn to_payload(&self, format: TimestampFormat) -> Vec<u8> {
        let mut out = JsonWriter::default();
        self.write(&mut out, format);
        out.finish()
    }

    /// Reads the value from a whole payload.
    fn from_payload(payload: &[u8], format: TimestampFormat, context: &mut Context) -> Option<Self> {
        match Json::parse(payload) {
            Ok(json) => Self::read(json, format, context),
            Err(at) => context.report(Reason::Syntax { line: at.line, column: at.column }),
        }
    }
}

/// Records that a value is of the wrong kind.
pub(crate) fn mismatch<T>(json: Json<'_>, expected: &'static str, context: &mut Context) -> Option<T> {
    match json.kind().name() {
        // It has the right kind, and could not be read for the half of a surrogate pair in it.
        found if found == expected => context.expected("made of Unicode characters"),
        found => context.report(Reason::Expected { expected, found: Some(found) }),
    }
}

/// The name of a float that JSON has no number for (rule J3).
#[must_use]
pub(crate) fn float_name(number: f64) -> Option<&'static str> {
    match number {
        number if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

impl Body for String {
    const CONTENT_TYPE: &'static str = "text/plain";

    fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
        out.value(self);
    }

    fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
        match json.string() {
            Some(text) => Some(text.into_owned()),
            None => mismatch(json, "a string", context),
        }
    }

    fn to_payload(&self, _: TimestampFormat) -> Vec<u8> {
        self.clone().into_bytes()
    }

    fn from_payload(payload: &[u8], _: TimestampFormat, context: &mut Context) -> Option<Self> {
        String::from_utf8(payload.to_vec()).ok().or_else(|| context.expected("UTF-8 text"))
    }
}

impl Body for Blob {
    const CONTENT_TYPE: &'static str = "application/octet-stream";

    fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
        out.value(&self.to_base64());
    }

    fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
        match json.string() {
            Some(text) => Blob::from_base64(&text).or_else(|| context.expected("padded standard base64")),
            None => mismatch(json, "a string of base64", context),
        }
    }

    fn to_payload(&self, _: TimestampFormat) -> Vec<u8> {
        self.to_vec()
    }

    fn from_payload(payload: &[u8], _: TimestampFormat, _: &mut Context) -> Option<Self> {
        Some(payload.into())
    }
}

impl Body for bool {
    fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
        out.token(self);
    }

    fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
        json.text().parse().ok().or_else(|| mismatch(json, "true or false", context))
    }
}

macro_rules! integer {
    ($($integer:ty, $expected:literal;)*) => {$(
        impl Body for $integer {
            fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
                out.token(self);
            }

            fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
                match json.kind() {
                    // Rule J3: no fractions and no wrap-around, which the standard parser refuses too.
                    Kind::Number => json.text().parse().ok().or_else(|| context.expected($expected)),
                    _ => mismatch(json, $expected, context),
                }
            }
        }
    )*};
}

integer! {
    i8, "an integer of 8 bits";
    i16, "an integer of 16 bits";
    i32, "an integer of 32 bits";
    i64, "an integer of 64 bits";
}

macro_rules! float {
    ($($float:ident)*) => {$(
        impl Body for $float {
            fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
                match float_name(f64::from(*self)) {
                    Some(name) => out.value(name),
                    None => out.value(self),
                }
            }

            fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
                let number = match json.kind() {
                    Kind::Number => json.text().parse().ok().filter(|number: &$float| number.is_finite()),
                    Kind::String => super::text::not_finite(json.text().trim_matches('"')).map($float::from),
                    _ => None,
                };
                number.or_else(|| mismatch(json, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"", context))
            }
        }
    )*};
}

float!(f32 f64);

impl Body for Timestamp {
    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        match format {
            TimestampFormat::EpochSeconds => out.token(format.write(*self)),
            _ => out.value(&format.write(*self)),
        }
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        let is_number = json.kind() == Kind::Number;
        let text = if is_number { Some(json.text().into()) } else { json.string() };
        let Some(text) = text else { return mismatch(json, format.expected(), context) };
        if context.side == Side::Server && is_number != (format == TimestampFormat::EpochSeconds) {
            return mismatch(json, format.expected(), context);
        }
        format.read(&text, context.side).or_else(|| context.expected(format.expected()))
    }
}

impl Body for Document {
    fn write(&self, out: &mut JsonWriter, _: TimestampFormat) {
        out.value(self);
    }

    fn read(json: Json<'_>, _: TimestampFormat, context: &mut Context) -> Option<Self> {
        serde_json::from_str(json.text()).ok().or_else(|| context.expected("a JSON value that can be kept"))
    }
}

impl<T: Body> Body for Vec<T> {
    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        out.array(self, |element, out| element.write(out, format));
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        if context.is_too_deep() {
            return None;
        }
        let Some(elements) = json.elements() else { return mismatch(json, "an array", context) };
        let mut list = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            list.extend(context.element(index, |context| read_dense(element, format, context)));
        }
        Some(list)
    }

    fn check(&self, context: &mut Context) {
        for (index, element) in self.iter().enumerate() {
            context.element(index, |context| element.check(context));
        }
    }
}

impl<T: Body> Body for BTreeMap<String, T> {
    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        out.object(|object| {
            for (key, value) in self {
                value.write(object.key(key), format);
            }
        });
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        if context.is_too_deep() {
            return None;
        }
        let Some(entries) = json.members() else { return mismatch(json, "an object", context) };
        let mut map = BTreeMap::new();
        for (key, value) in entries {
            context.entry(&key, |context| {
                if map.contains_key(&*key) {
                    context.report::<()>(Reason::Duplicate);
                } else if let Some(value) = read_dense(value, format, context) {
                    map.insert(key.clone().into_owned(), value);
                }
            });
        }
        Some(map)
    }

    fn check(&self, context: &mut Context) {
        for (key, value) in self {
            context.entry(key, |context| value.check(context));
        }
    }
}

/// Reads an element. Rule J8: null in a dense list or map is an error to a server, and no element to a client.
fn read_dense<T: Body>(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<T> {
    if json.kind() == Kind::Null && context.side == Side::Client {
        return context.attempt(|context| T::read(json, format, context));
    }
    T::read(json, format, context)
}

/// An element of a sparse list or map (rule J8).
impl<T: Body> Body for Option<T> {
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET: &'static str = T::UNSET;

    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        match self {
            Some(value) => value.write(out, format),
            None => out.token("null"),
        }
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        match json.kind() {
            Kind::Null => Some(None),
            _ => T::read(json, format, context).map(Some),
        }
    }

    fn check(&self, context: &mut Context) {
        if let Some(value) = self {
            value.check(context);
        }
    }
}

impl<T: Body> Body for Box<T> {
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET: &'static str = T::UNSET;

    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        (**self).write(out, format);
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        T::read(json, format, context).map(Box::new)
    }

    fn check(&self, context: &mut Context) {
        (**self).check(context);
    }
}

impl<T: Body> Body for Sensitive<T> {
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET: &'static str = T::UNSET;

    fn write(&self, out: &mut JsonWriter, format: TimestampFormat) {
        (**self).write(out, format);
    }

    fn read(json: Json<'_>, format: TimestampFormat, context: &mut Context) -> Option<Self> {
        context.sensitive(|context| T::read(json, format, context)).map(Sensitive::new)
    }

    fn check(&self, context: &mut Context) {
        context.sensitive(|context| (**self).check(context));
    }

    fn to_payload(&self, format: TimestampFormat) -> Vec<u8> {
        (**self).to_payload(format)
    }

    fn from_payload(payload: &[u8], format: TimestampFormat, context: &mut Context) -> Option<Self> {
        context.sensitive(|context| T::from_payload(payload, format, context)).map(Sensitive::new)
    }
}
