//! [`Generator`]: generates Rust text from a description and the files beside it.

use crate::cursor::Source;
use crate::description::{self, Beside, Description, examples, paginators};
use crate::error::Problems;
use crate::example::Examples;
use crate::model::Model;
use crate::{emit, resolve};

/// Generates the Rust text of a description and the files beside it. Without such files,
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
///                     "shape": "Text",
///                     "location": "querystring",
///                     "locationName": "marker"
///                 }
///             }
///         },
///         "Books": {
///             "type": "structure",
///             "members": {
///                 "nextMarker": { "shape": "Text" },
///                 "books": { "shape": "Titles" }
///             }
///         },
///         "Titles": { "type": "list", "member": { "shape": "Text" } },
///         "Text": { "type": "string" }
///     }
/// }"#;
/// let paginators = r#"{
///     "pagination": {
///         "ListBooks": {
///             "input_token": "marker",
///             "output_token": "nextMarker",
///             "result_key": "books"
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
    examples: Option<File<'a>>,
    module: &'a str,
    beside: Beside<'a>,
}

#[derive(Clone, Copy, Debug)]
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> Generator<'a> {
    /// Generates from a description. Problems show `file` as its name.
    #[must_use]
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let description = File { name: file, text };
        Self {
            description,
            paginators: None,
            examples: None,
            module: "",
            beside: Beside::default(),
        }
    }

    /// Reads which operations respond page by page from a file in the format of botocore's
    /// `paginators-1.json`. Operations that the description does not have are ignored, so the file
    /// of a whole service also serves a slice of it. So are operations whose token is inside
    /// another member of the output.
    ///
    /// An operation that the file does not list is also paginated if it has the usual form: an
    /// optional string `NextToken` or `nextToken` in its input, a string of that name in its
    /// output, and exactly one list in its output.
    #[must_use]
    pub fn paginators(mut self, file: &'a str, text: &'a str) -> Self {
        self.paginators = Some(File { name: file, text });
        self
    }

    /// Shows values in the documentation of operations and types, from a file in the format of
    /// botocore's `examples-1.json`, with `errors` beside `input` and `output`. Values are in their
    /// documented form. The first example of an operation is shown. Operations that the description
    /// does not have are left out.
    ///
    /// The code of the examples runs as tests of the documentation. `module` is the path of the
    /// module that includes the generated text, such as `my_crate::service`.
    ///
    /// ```
    /// use chime_model_spec::{CHIME, EXAMPLES, Generator};
    ///
    /// let code = Generator::new("chime.json", CHIME)
    ///     .examples("my_crate::chime", "examples.json", EXAMPLES)
    ///     .generate()?;
    /// assert!(code.contains("/// use my_crate::chime::{CreateRoom, "));
    /// # Ok::<(), chime_model_spec::Problems>(())
    /// ```
    #[must_use]
    pub fn examples(mut self, module: &'a str, file: &'a str, text: &'a str) -> Self {
        self.examples = Some(File { name: file, text });
        self.module = module;
        self
    }

    /// Sets the AWS Query codes of errors, by the names of their shapes, for a service that is
    /// compatible with AWS Query. AWS sends codes that a description may lack. A server writes them
    /// into the header `x-amzn-query-error`.
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
    ///         "QueueDoesNotExist": {
    ///             "type": "structure", "exception": true, "members": {}
    ///         }
    ///     }
    /// }"#;
    /// let query_code = "AWS.SimpleQueueService.NonExistentQueue";
    /// let code = Generator::new("sqs.json", service)
    ///     .query_codes(&[("QueueDoesNotExist", query_code)])
    ///     .error_namespace("com.amazonaws.sqs")
    ///     .generate()?;
    /// assert!(code.contains(&format!("query_code = {query_code:?}")));
    /// # Ok::<(), chime_model_spec::Problems>(())
    /// ```
    #[must_use]
    pub fn query_codes(mut self, codes: &'a [(&'a str, &'a str)]) -> Self {
        self.beside.query_codes = codes;
        self
    }

    /// Sets the namespace that a server of awsJson 1.0 writes before the name of an error, such as
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
        let File { name, text } = self.description;
        let source = Source::new(name, text);
        let beside = |file: Option<File<'a>>, absent: &'static str| {
            file.map_or_else(
                || Source::beside("", absent),
                |file| Source::beside(file.name, file.text),
            )
        };
        let paginators_file = beside(self.paginators, r#"{"pagination": {}}"#);
        let examples_file = beside(self.examples, r#"{"examples": {}}"#);
        let paginators = paginators::read(&paginators_file).unwrap_or_default();
        let examples = examples::read(&examples_file).unwrap_or_default();
        let model = description::read(&source).map(|description| {
            let description = Description { paginators, beside: self.beside, ..description };
            let mut model = resolve::resolve(name, &description);
            // A description with problems may lack types, whose examples would be reported too.
            if !source.has_problems() {
                let list = resolve::examples::resolve(&examples, &model);
                model.examples = Examples { module: self.module.to_owned(), list };
            }
            model
        });
        Source::finish([source, paginators_file, examples_file], model)
    }
}
