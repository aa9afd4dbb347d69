//! Writing JSON text. Objects and arrays are closed by construction; nothing here can fail.

/// JSON text in the making.
#[derive(Default)]
pub struct JsonWriter(Vec<u8>);

impl JsonWriter {
    /// The finished text.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Writes a token that needs no escaping, such as a number.
    ///
    /// # Panics
    /// Never: a `Vec` takes every byte.
    pub fn token(&mut self, token: impl std::fmt::Display) {
        use std::io::Write as _;
        write!(self.0, "{token}").expect("a Vec takes every byte");
    }

    /// Writes anything that serde can write, such as a string or a document.
    ///
    /// # Panics
    /// Never: strings, finite floats and JSON values are all that comes here, and a `Vec` takes every byte.
    pub fn value<T: serde::Serialize + ?Sized>(&mut self, value: &T) {
        serde_json::to_writer(&mut self.0, value).expect("the callers' values are strings, finite floats and JSON values");
    }

    /// Writes an object.
    pub fn object(&mut self, members: impl FnOnce(&mut ObjectWriter<'_>)) {
        self.0.push(b'{');
        members(&mut ObjectWriter { out: self, first: true });
        self.0.push(b'}');
    }

    /// Writes an array.
    pub fn array<T>(&mut self, elements: impl IntoIterator<Item = T>, mut element: impl FnMut(T, &mut Self)) {
        self.0.push(b'[');
        for (index, value) in elements.into_iter().enumerate() {
            if index > 0 {
                self.0.push(b',');
            }
            element(value, self);
        }
        self.0.push(b']');
    }
}

/// The inside of an object.
pub struct ObjectWriter<'w> {
    out: &'w mut JsonWriter,
    first: bool,
}

impl ObjectWriter<'_> {
    /// Writes a key; the caller writes its value to what comes back.
    pub fn key(&mut self, key: &str) -> &mut JsonWriter {
        if !std::mem::take(&mut self.first) {
            self.out.0.push(b',');
        }
        self.out.value(key);
        self.out.0.push(b':');
        self.out
    }
}
