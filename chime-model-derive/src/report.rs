//! Collects the errors of one derive, so that a run shows them all.

/// The errors so far. In tests, a report that is dropped before [`finish`](Report::finish) panics,
/// since its errors would be lost.
#[derive(Default)]
pub(crate) struct Report(Option<syn::Error>);

impl Report {
    /// Adds an error on `tokens`.
    pub(crate) fn error(&mut self, tokens: impl quote::ToTokens, message: impl std::fmt::Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error at a span.
    pub(crate) fn error_at(&mut self, span: proc_macro2::Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    /// The value of a result; adds its error.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// The errors, if there are any.
    pub(crate) fn finish(mut self) -> syn::Result<()> {
        self.0.take().map_or(Ok(()), Err)
    }

    fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            None => self.0 = Some(error),
            Some(errors) => errors.combine(error),
        }
    }
}

#[cfg(test)]
impl Drop for Report {
    fn drop(&mut self) {
        assert!(
            self.0.is_none() || std::thread::panicking(),
            "errors are dropped unread: {:?}",
            self.0
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    #[should_panic(expected = "errors are dropped unread")]
    fn errors_are_not_lost() {
        Report::default().error_at(proc_macro2::Span::call_site(), "lost");
    }

    #[test]
    fn errors_are_joined() {
        let mut report = Report::default();
        report.error_at(proc_macro2::Span::call_site(), "one");
        report.take(Err::<(), _>(syn::Error::new(proc_macro2::Span::call_site(), "two")));
        assert_eq!(
            report
                .finish()
                .unwrap_err()
                .into_iter()
                .map(|error| error.to_string())
                .collect::<Vec<_>>(),
            ["one", "two"]
        );
    }
}
