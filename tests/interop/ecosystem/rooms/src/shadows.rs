//! Two operations of AWS IoT, whose router the server of the rooms merges: a document for each
//! thing, in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chime_model::server::Router;

include!(concat!(env!("OUT_DIR"), "/shadows.rs"));

/// The documents by the names of their things.
#[derive(Default)]
pub struct Shadows(Mutex<BTreeMap<String, Blob>>);

pub fn router() -> Router<Shadows> {
    Router::with_state(Arc::new(Shadows::default()))
        .on_sync(UpdateThingShadow, |shadows: &Shadows, input| {
            let mut documents = shadows.0.lock().unwrap_or_else(PoisonError::into_inner);
            documents.insert(input.thing_name, input.payload.clone());
            Ok(UpdateThingShadowResponse::default().payload(input.payload))
        })
        .on_sync(GetThingShadow, |shadows: &Shadows, input| {
            let documents = shadows.0.lock().unwrap_or_else(PoisonError::into_inner);
            let document = documents.get(&input.thing_name);
            let document = document.ok_or_else(ResourceNotFoundException::default)?;
            Ok(GetThingShadowResponse::default().payload(document.clone()))
        })
}
