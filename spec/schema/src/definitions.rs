//! [`Definitions`]: builds schemas together with every shape that they refer to.

use std::collections::BTreeMap;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::builder::{Builder, Form};
use crate::data::{Member, Shapes};

pub(crate) struct Definitions<'d> {
    shapes: &'d Shapes,
    form: Form,
    settings: SchemaSettings,
    /// The shape that is the document itself.
    root: Option<&'d str>,
    /// The shapes that schemas refer to.
    needed: Vec<String>,
}

impl<'d> Definitions<'d> {
    pub(crate) fn new(shapes: &'d Shapes, form: Form, settings: SchemaSettings) -> Self {
        Self { shapes, form, settings, root: None, needed: Vec::new() }
    }

    /// The document of one shape, with its own id and every shape that it refers to.
    pub(crate) fn document(
        shapes: &'d Shapes,
        name: &'d str,
        id: &str,
        settings: SchemaSettings,
    ) -> Value {
        let mut definitions = Self::new(shapes, Form::Documented, settings);
        definitions.root = Some(name);
        let mut document =
            definitions.with_builder(|builder| builder.shape(&shapes[name])).to_value();
        document["$id"] = id.into();
        document["title"] = name.into();
        document["$schema"] = json!(definitions.settings.meta_schema);
        let key = definitions.settings.definitions_path.trim_matches('/').to_owned();
        let mut settings = definitions.settings.clone();
        let all = definitions.build();
        if !all.is_empty() {
            document[key] = all.into();
        }
        let mut document: Schema = document.try_into().expect("it is an object");
        transform(&mut settings, &mut document);
        document.to_value()
    }

    /// The schema of an object with these members, in the version of the document.
    pub(crate) fn object(&mut self, docs: &str, members: &[&Member]) -> Schema {
        let mut schema = self.with_builder(|builder| builder.object(docs, members));
        transform(&mut self.settings, &mut schema);
        schema
    }

    /// A reference to a shape.
    pub(crate) fn reference(&mut self, name: &str) -> Value {
        self.with_builder(|builder| (builder.refer)(name)).to_value()
    }

    /// The schema of a member's value, in the version of the document.
    pub(crate) fn member(&mut self, member: &Member) -> Schema {
        let mut schema = self.with_builder(|builder| builder.member(member));
        transform(&mut self.settings, &mut schema);
        schema
    }

    /// The schemas of all shapes that schemas refer to, in the version of the document.
    pub(crate) fn finish(self) -> Map<String, Value> {
        let mut settings = self.settings.clone();
        let mut all = self.build();
        for schema in all.values_mut().filter_map(|schema| <&mut Schema>::try_from(schema).ok()) {
            transform(&mut settings, schema);
        }
        all
    }

    fn build(mut self) -> Map<String, Value> {
        let mut built: BTreeMap<String, Value> = BTreeMap::new();
        while let Some(name) = self.needed.pop() {
            if let Some(shape) = self.shapes.get(&name).filter(|_| !built.contains_key(&name)) {
                let schema = self.with_builder(|builder| builder.shape(shape)).to_value();
                built.insert(name, schema);
            }
        }
        built.into_iter().collect()
    }

    fn with_builder<T>(&mut self, run: impl FnOnce(&mut Builder<'_>) -> T) -> T {
        let Self { shapes, form, settings, root, needed } = self;
        let mut refer = |name: &str| {
            if *root == Some(name) {
                return schemars::json_schema!({ "$ref": "#" });
            }
            needed.push(name.to_owned());
            schemars::json_schema!({ "$ref": format!("#{}/{name}", settings.definitions_path) })
        };
        run(&mut Builder { shapes, form: *form, refer: &mut refer })
    }
}

fn transform(settings: &mut SchemaSettings, schema: &mut Schema) {
    for transform in &mut settings.transforms {
        transform.transform(schema);
    }
}
