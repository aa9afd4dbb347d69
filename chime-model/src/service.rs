//! [`Service`]: what a description says about a service.

use chime_model_vocabulary::AwsJsonVersion;

use crate::protocol::{AwsJson, Protocol};

/// A service.
///
/// ```
/// use chime_model::SERVICE;
///
/// assert_eq!(SERVICE.full_name, "Amazon Chime");
/// assert_eq!(SERVICE.signing_name, "chime");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Service {
    /// The id of the service, such as `Chime`.
    pub id: &'static str,
    /// The full name, such as `Amazon Chime`.
    pub full_name: &'static str,
    /// The version of the API, a date such as `2018-05-01`.
    pub api_version: &'static str,
    /// The first part of the host name, such as `chime`.
    pub endpoint_prefix: &'static str,
    /// The name of the service in the signature of a request.
    pub signing_name: &'static str,
    /// The protocol of its messages.
    pub protocol: Protocol,
}

impl Service {
    /// A service that speaks restJson1. The functions below change the protocol.
    #[must_use]
    pub const fn new(
        id: &'static str,
        full_name: &'static str,
        api_version: &'static str,
        endpoint_prefix: &'static str,
        signing_name: &'static str,
    ) -> Self {
        let protocol = Protocol::RestJson1;
        Self { id, full_name, api_version, endpoint_prefix, signing_name, protocol }
    }

    /// The same service with the protocol awsJson1_0. The prefix is for the header `X-Amz-Target`,
    /// such as `DynamoDB_20120810`.
    ///
    /// ```
    /// use chime_model::Service;
    ///
    /// /// A double of a service that has no description.
    /// const SERVICE: Service =
    ///     Service::new("Shop", "Shop", "2024-01-01", "shop", "shop")
    ///         .aws_json_1_0("Shop_2024");
    /// ```
    #[must_use]
    pub const fn aws_json_1_0(self, target_prefix: &'static str) -> Self {
        self.aws_json(AwsJsonVersion::V1_0, target_prefix)
    }

    /// The same service with the protocol awsJson1_1.
    #[must_use]
    pub const fn aws_json_1_1(self, target_prefix: &'static str) -> Self {
        self.aws_json(AwsJsonVersion::V1_1, target_prefix)
    }

    const fn aws_json(self, version: AwsJsonVersion, target_prefix: &'static str) -> Self {
        let (error_namespace, query_compatible) = (None, false);
        let json = AwsJson { version, target_prefix, error_namespace, query_compatible };
        Self { protocol: Protocol::AwsJson(json), ..self }
    }

    /// The same service with the error codes of AWS Query, which its clients expect (rules
    /// [A14](crate::rules#a14) and [X7](crate::rules#x7)).
    ///
    /// # Panics
    /// Panics if the service does not speak awsJson.
    #[must_use]
    pub const fn query_compatible(self) -> Self {
        let Protocol::AwsJson(json) = self.protocol else {
            panic!("only a service that speaks awsJson can be compatible with AWS Query");
        };
        Self { protocol: Protocol::AwsJson(AwsJson { query_compatible: true, ..json }), ..self }
    }

    /// The same service with a namespace for its errors (rule [X2](crate::rules#x2)), such as
    /// `com.amazonaws.dynamodb.v20120810`.
    ///
    /// # Panics
    /// Panics if the service does not speak awsJson1_0.
    #[must_use]
    pub const fn error_namespace(self, namespace: &'static str) -> Self {
        match self.protocol {
            Protocol::AwsJson(json @ AwsJson { version: AwsJsonVersion::V1_0, .. }) => {
                let json = AwsJson { error_namespace: Some(namespace), ..json };
                Self { protocol: Protocol::AwsJson(json), ..self }
            }
            _ => panic!("only the errors of awsJson1_0 have a namespace"),
        }
    }
}
