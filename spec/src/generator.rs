//! [`Generator`]: generates from a description and the files beside it.

use crate::cursor::Source;
use crate::description::{self, paginators};
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
        Self { description: File { name: file, text }, paginators: None }
    }

    /// Reads which operations respond page by page from a file in the format of botocore's
    /// `paginators-1.json`. Operations that the description does not have are ignored, so the file
    /// of a whole service also serves a slice of it.
    ///
    /// An operation that the file does not have is also paginated if it has the usual form: an
    /// optional string `NextToken` or `nextToken` in its input, a string of that name in its
    /// output, and one list in its output.
    #[must_use]
    pub fn paginators(mut self, file: &'a str, text: &'a str) -> Self {
        self.paginators = Some(File { name: file, text });
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
        let Some(beside) = self.paginators else {
            let model = description::read(&source);
            let model = model.map(|description| resolve::resolve(name, &description));
            return Source::finish([source], model);
        };
        let beside = Source::beside(beside.name, beside.text);
        let paginators = paginators::read(&beside).unwrap_or_default();
        let model = description::read(&source).map(|description| {
            let description = description::Description { paginators, ..description };
            resolve::resolve(name, &description)
        });
        Source::finish([source, beside], model)
    }
}
