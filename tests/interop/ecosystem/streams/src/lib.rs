//! The types of three operations of Amazon Bedrock and of one of AWS Lambda.

pub mod bedrock {
    include!(concat!(env!("OUT_DIR"), "/bedrock.rs"));
}

pub mod lambda {
    include!(concat!(env!("OUT_DIR"), "/lambda.rs"));
}

/// The key with which the clients sign.
pub const KEY_ID: &str = "AKIDEXAMPLE";
pub const SECRET: &str = "secret";

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
