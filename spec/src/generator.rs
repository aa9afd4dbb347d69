//! [`Generator`]: generates from a description and the files beside it.

use crate::cursor::Source;
use crate::description::{self, Beside, Description, paginators};
use crate::error::Problems;
use crate::model::Model;
use crate::{emit, resolve};

/// Generates the Rust text of a description that has other files beside it. Without any,
/// [`generate`](crate::generate) does the same in one call.
///
/// ```
/// use chime_model_spec::Generator;
///
/// let service = r#"{
///     "metadata": {
///         "apiVersion": "1", "endpointPrefix": "shop", "protocol": "rest-json",
///         "serviceFullName": "Shop", "serviceId": "Shop"
///     },
///     "operations": {
///         "ListBooks": {
///             "http": { "method": "GET", "requestUri": "/books" },
///             "input": { "shape": "Page" },
///             "output": { "shape": "Books" }
///         }
///     },
///     "shapes": {
///         "Page": {
///             "type": "structure",
///             "members": {
///                 "marker": {
///                     "shape": "Text", "location": "querystring", "locationName": "marker"
///                 }
///             }
///         },
///         "Books": {
///             "type": "structure",
///             "members": { "nextMarker": { "shape": "Text" }, "books": { "shape": "Titles" } }
///         },
///         "Titles": { "type": "list", "member": { "shape": "Text" } },
///         "Text": { "type": "string" }
///     }
/// }"#;
/// let paginators = r#"{
///     "pagination": {
///         "ListBooks": {
///             "input_token": "marker", "output_token": "nextMarker", "result_key": "books"
///         }
///     }
/// }"#;
/// let code = Generator::new("service.json", service)
///     .paginators("paginators.json", paginators)
///     .generate()?;
/// let pages = "#[paginated(input_token = marker, output_token = next_marker, ";
/// assert!(code.contains(pages));
/// # Ok::<(), chime_model_spec::Problems>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Generator<'a> {
    description: File<'a>,
    paginators: Option<File<'a>>,
    beside: Beside<'a>,
}

#[derive(Clone, Copy, Debug)]
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> Generator<'a> {
    /// Generates from a description. `file` is the name that problems are shown with.
    #[must_use]
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { description: File { name: file, text }, paginators: None, beside: Beside::default() }
    }

    /// Takes the operations that respond page by page from a file in the format of botocore's
    /// `paginators-1.json`. Operations that the description does not have are left out, so the file
    /// of a whole service is also one for a slice of it. Operations whose token is inside of another
    /// member of the output are left out too.
    ///
    /// An operation that the file does not have is paginated too if it has the form of one: an
    /// optional string `NextToken` or `nextToken` in its input, a string of that name in its
    /// output, and one list in its output.
    #[must_use]
    pub fn paginators(mut self, file: &'a str, text: &'a str) -> Self {
        self.paginators = Some(File { name: file, text });
        self
    }

    /// Gives errors of a service that is compatible with AWS Query the codes that AWS sends and its
    /// description lacks, each by the name of its shape. A server writes them into the header
    /// `x-amzn-query-error`.
    ///
    /// ```
    /// use chime_model_spec::Generator;
    ///
    /// let service = r#"{
    ///     "metadata": {
    ///         "apiVersion": "1", "awsQueryCompatible": {}, "endpointPrefix": "sqs",
    ///         "jsonVersion": "1.0", "protocol": "json", "serviceId": "SQS",
    ///         "targetPrefix": "AmazonSQS"
    ///     },
    ///     "operations": {},
    ///     "shapes": {
    ///         "QueueDoesNotExist": { "type": "structure", "exception": true, "members": {} }
    ///     }
    /// }"#;
    /// let code = Generator::new("sqs.json", service)
    ///     .query_codes(&[("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue")])
    ///     .error_namespace("com.amazonaws.sqs")
    ///     .generate()?;
    /// assert!(code.contains(r#"query_code = "AWS.SimpleQueueService.NonExistentQueue""#));
    /// # Ok::<(), chime_model_spec::Problems>(())
    /// ```
    #[must_use]
    pub fn query_codes(mut self, codes: &'a [(&'a str, &'a str)]) -> Self {
        self.beside.query_codes = codes;
        self
    }

    /// Sets what a server of awsJson 1.0 writes before the name of an error, such as
    /// `com.amazonaws.dynamodb.v20120810`. Descriptions do not have it, and clients ignore it.
    #[must_use]
    pub fn error_namespace(mut self, namespace: &'a str) -> Self {
        self.beside.error_namespace = Some(namespace);
        self
    }

    /// Generates the Rust text.
    ///
    /// # Errors
    /// Every problem of the files, with its place.
    pub fn generate(&self) -> Result<String, Problems> {
        self.read().map(|model| emit::emit(&model))
    }

    /// Reads the files and resolves the description.
    ///
    /// # Errors
    /// Every problem of the files, with its place.
    #[doc(hidden)]
    pub fn read(&self) -> Result<Model, Problems> {
        let name = self.description.name;
        let source = Source::new(name, self.description.text);
        let beside = self.beside;
        let read = || Some(Description { beside, ..description::read(&source)? });
        let Some(paginators) = self.paginators else {
            let model = read().map(|description| resolve::resolve(name, &description));
            return Source::finish([source], model);
        };
        let file = Source::beside(paginators.name, paginators.text);
        let paginators = paginators::read(&file).unwrap_or_default();
        let model = read()
            .map(|description| resolve::resolve(name, &Description { paginators, ..description }));
        Source::finish([source, file], model)
    }
}
