//! The rules of signed events, G1 and G2, and the limit inside an envelope, F4.

use chime_model::Timestamp;
use chime_model::event_stream::{EventDecoder, EventEncoder, Message, Signature};
use chime_model_tests::events::{Bytes, Events};

use crate::events::{all_events, client, malformed};

/// A signer that numbers its signatures.
fn numbered() -> impl FnMut(&[u8]) -> Signature + Send {
    let mut number = 0;
    move |_| {
        number += 1;
        Signature { date: Timestamp::UNIX_EPOCH, bytes: [number; 32] }
    }
}

#[test]
fn g1_a_server_unwraps_events_and_returns_their_signatures() {
    let mut encoder = EventEncoder::new().sign_with(numbered());
    let mut bytes: Vec<u8> =
        all_events().iter().flat_map(|event| encoder.encode(event).unwrap()).collect();
    // An event without an envelope is read too.
    bytes.extend(EventEncoder::new().encode(&all_events()[0]).unwrap());
    bytes.extend(encoder.finish());
    bytes.extend(b"nothing is read after the end");
    let mut decoder = EventDecoder::for_server();
    let mut rest = bytes.as_slice();
    for (number, event) in (1..).zip(all_events()) {
        assert_eq!(decoder.decode(&mut rest).unwrap(), Some(event));
        let signed = decoder.signed().expect("an envelope");
        assert_eq!(signed.signature().bytes, [number; 32]);
    }
    assert_eq!(decoder.decode(&mut rest).unwrap(), Some(all_events()[0].clone()));
    assert_eq!(decoder.signed(), None);
    // G2: the empty envelope is the end.
    assert_eq!(decoder.decode(&mut rest).unwrap(), None);
    assert!(decoder.is_over() && rest.is_empty());
    assert_eq!(decoder.signed().expect("an envelope").signature().bytes, [9; 32]);
    assert_eq!(decoder.finish(), Ok(()));
}

#[test]
fn g1_a_client_gets_no_envelope() {
    let mut encoder = EventEncoder::new().sign_with(numbered());
    let bytes = encoder.encode(&all_events()[0]).unwrap();
    assert!(malformed(client(&Message::decode(&bytes).unwrap())).contains(":message-type"));
}

#[test]
fn f4_the_limit_is_of_the_payload_inside_an_envelope_too() {
    let event = Events::Bytes(Bytes::default().value(vec![0; 11]));
    for mut encoder in [EventEncoder::new(), EventEncoder::new().sign_with(numbered())] {
        let bytes = encoder.encode(&event).unwrap();
        let mut decoder = EventDecoder::<Events>::for_server().payload_limit(10);
        let text = malformed(decoder.decode(&mut bytes.as_slice()));
        assert_eq!(text, "the payload must have at most 10 bytes");
        let mut decoder = EventDecoder::<Events>::for_server().payload_limit(11);
        assert_eq!(decoder.decode(&mut bytes.as_slice()).unwrap().as_ref(), Some(&event));
    }
}
