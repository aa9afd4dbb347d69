//! The serializer and the deserializer of an operation of the official client, without its
//! orchestrator.

use aws_smithy_runtime_api::client::interceptors::context::{Input, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

pub use aws_sdk_chime as chime;

/// An operation of the official client, to write its requests and to read its responses.
pub struct Operation {
    config: ConfigBag,
    serializer: SharedRequestSerializer,
    deserializer: &'static SharedResponseDeserializer,
}

impl Operation {
    /// Takes the serializer and the deserializer from the config of an operation's runtime plugin.
    ///
    /// # Panics
    /// If either is missing.
    pub fn new(plugin: impl RuntimePlugin) -> Self {
        let layer = Box::leak(Box::new(plugin.config().expect("an operation has a config")));
        Self {
            config: ConfigBag::base(),
            serializer: layer.load::<SharedRequestSerializer>().expect("a serializer").clone(),
            deserializer: layer.load::<SharedResponseDeserializer>().expect("a deserializer"),
        }
    }

    /// A request from an input.
    ///
    /// # Panics
    /// If the input cannot be sent.
    pub fn encode_request(&mut self, input: Input) -> HttpRequest {
        self.serializer.serialize_input(input, &mut self.config).expect("it can be sent")
    }

    /// The output or the error of a response.
    pub fn decode_response(&self, response: &HttpResponse) -> OutputOrError {
        self.deserializer.deserialize_nonstreaming_with_config(response, &self.config)
    }
}

/// A response in the form of the official client.
///
/// # Panics
/// If one of its headers is not text.
pub fn response(response: http::Response<Vec<u8>>) -> HttpResponse {
    response.map(SdkBody::from).try_into().expect("headers of text")
}

/// An input in the form that the serializers take.
pub fn erase<T: std::fmt::Debug + Send + Sync + 'static>(input: T) -> Input {
    Input::erase(input)
}
