//! Verifies the signatures of the events of a request, in their order (rule G3).

use std::time::{Duration, SystemTime};

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use chime_model::EventStream;
use chime_model::event_stream::{Events, Signed};
use chime_model_streams::{SECRET, hex};
use futures_util::stream::{Stream, unfold};
use sha2::{Digest as _, Sha256};

/// The events whose signatures are right, up to the first that is wrong or missing.
pub fn events<E: EventStream>(events: Events<E>) -> impl Stream<Item = Result<E, String>> {
    let seed = seed(&events);
    unfold(Some((events, seed)), |state| async {
        let (mut events, before) = state?;
        let event = events.next().await;
        if let Some(Err(error)) = event {
            return Some((Err(error.to_string()), None));
        }
        let signature = events.signed().and_then(|signed| verified(signed, &before));
        match (event, signature) {
            (Some(Ok(event)), Some(signature)) => Some((Ok(event), Some((events, signature)))),
            (None, Some(_)) => None,
            _ => Some((Err("the signature is missing or wrong".to_owned()), None)),
        }
    })
}

/// The signature of the request, which the signature of the first event depends on.
fn seed<E: EventStream>(events: &Events<E>) -> String {
    let header = events.headers().get("authorization").and_then(|value| value.to_str().ok());
    let signature = header.and_then(|header| header.split("Signature=").nth(1));
    signature.unwrap_or_default().to_owned()
}

/// The signature of an envelope, if it is right. It depends on the signature before it.
fn verified(signed: &Signed, before: &str) -> Option<String> {
    let date = signed.signature().date;
    let time = date.strftime("%Y%m%dT%H%M%SZ").to_string();
    let day = &time[..8];
    let lines = [
        "AWS4-HMAC-SHA256-PAYLOAD",
        &time,
        &format!("{day}/us-east-1/bedrock/aws4_request"),
        before,
        &hex(&Sha256::digest(signed.date_header())),
        &hex(&Sha256::digest(signed.frame())),
    ];
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(date.as_second()).ok()?);
    let key = generate_signing_key(SECRET, at, "us-east-1", "bedrock");
    let expected = calculate_signature(key, lines.join("\n").as_bytes());
    (expected == hex(&signed.signature().bytes)).then_some(expected)
}
