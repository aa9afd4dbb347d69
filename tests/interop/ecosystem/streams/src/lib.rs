//! The types of three operations of Amazon Bedrock, one of AWS Lambda and one of CloudWatch Logs.

pub mod bedrock {
    include!(concat!(env!("OUT_DIR"), "/bedrock.rs"));
}

pub mod lambda {
    include!(concat!(env!("OUT_DIR"), "/lambda.rs"));
}

pub mod logs {
    include!(concat!(env!("OUT_DIR"), "/logs.rs"));
}

/// The key with which the clients sign.
pub const KEY_ID: &str = "AKIDEXAMPLE";
pub const SECRET: &str = "secret";

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
