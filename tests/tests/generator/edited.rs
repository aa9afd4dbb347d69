//! A change of the description changes the types that it affects, and nothing else.

use chime_model_spec::{CHIME, generate};
use serde_json::{Value, json};

/// The code generated from an edited copy of Chime's description.
fn edited(edit: impl FnOnce(&mut Value)) -> String {
    let mut description: Value = serde_json::from_str(CHIME).expect("JSON");
    edit(&mut description);
    let text = serde_json::to_string_pretty(&description).expect("JSON");
    generate("chime.json", &text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The lines that are removed and added between two texts, as a diff by the longest common
/// subsequence shows them.
fn changes(before: &str, after: &str) -> Vec<String> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let mut common = vec![vec![0; after.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            common[i][j] = if before[i] == after[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut changes) = (0, 0, Vec::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < before.len() && (j == after.len() || common[i + 1][j] >= common[i][j + 1]) {
            changes.push(format!("- {}", before[i].trim()));
            i += 1;
        } else {
            changes.push(format!("+ {}", after[j].trim()).trim_end().to_owned());
            j += 1;
        }
    }
    changes
}

#[test]
fn a_renamed_member() {
    let after =
        generate("chime.json", &CHIME.replace("\"CreatedBy\"", "\"OpenedBy\"")).expect("text");
    assert_eq!(
        changes(&generate("chime.json", CHIME).expect("text"), &after),
        [
            "- #[serde(rename = \"CreatedBy\")]",
            "+ #[serde(rename = \"OpenedBy\")]",
            "- pub created_by: Option<String>,",
            "+ pub opened_by: Option<String>,",
        ]
    );
}

#[test]
fn an_added_member() {
    let after = edited(|description| {
        description["shapes"]["RoomTopic"] =
            json!({ "type": "string", "max": 256, "sensitive": true });
        let request = &mut description["shapes"]["CreateRoomRequest"];
        request["members"]["Topic"] =
            json!({ "shape": "RoomTopic", "documentation": "<p>What it is about.</p>" });
        request["required"].as_array_mut().expect("an array").push("Topic".into());
    });
    assert_eq!(
        changes(&edited(|_| ()), &after),
        [
            "+ /// What it is about.",
            "+ ///",
            "+ /// Sensitive: do not show or log it. Limits: at most 256 characters.",
            "+ #[serde(rename = \"Topic\")]",
            "+ #[constraint(length(max = 256))]",
            "+ pub topic: Sensitive<String>,",
        ]
    );
}

#[test]
#[cfg_attr(
    feature = "serde-json-features",
    ignore = "with `preserve_order` an added shape comes last"
)]
fn an_added_operation() {
    let after = edited(|description| {
        description["operations"]["GetRoom"] = json!({
            "http": { "method": "GET", "requestUri": "/accounts/{accountId}/rooms/{roomId}" },
            "input": { "shape": "GetRoomRequest" },
            "output": { "shape": "CreateRoomResponse" },
            "errors": [{ "shape": "NotFoundException" }],
        });
        description["shapes"]["GetRoomRequest"] = json!({
            "type": "structure",
            "required": ["AccountId", "RoomId"],
            "members": {
                "AccountId": { "shape": "NonEmptyString", "location": "uri", "locationName": "accountId" },
                "Detail": { "shape": "String", "location": "querystring", "locationName": "detail" },
                "RoomId": { "shape": "NonEmptyString", "location": "uri", "locationName": "roomId" },
            },
        });
    });
    insta::assert_snapshot!(changes(&edited(|_| ()), &after).join("\n"), @r##"
+ /// See [`struct@GetRoom`].
+ GetRoom,
+ /// `GET /accounts/{accountId}/rooms/{roomId}`; a success has status 200.
+ #[derive(Clone, Copy, Debug, Operation)]
+ #[operation(input = GetRoomRequest, output = CreateRoomResponse, error = GetRoomError, service = SERVICE)]
+ #[http(method = "GET", uri = "/accounts/{accountId}/rooms/{roomId}")]
+ pub struct GetRoom;
+
+ /// The errors of [`GetRoom`].
+ #[derive(Clone, Debug, PartialEq, Eq, Hash, OperationError)]
+ #[non_exhaustive]
+ pub enum GetRoomError {
+ /// Something that the request names does not exist.
+ /// See [`NotFoundException`].
+ NotFoundException(NotFoundException),
+ }
+
- /// [`struct@CreateRoom`].
+ /// [`struct@CreateRoom`],
+ /// [`struct@GetRoom`].
- /// [`struct@CreateRoom`].
+ /// [`struct@CreateRoom`],
+ /// [`struct@GetRoom`].
+ /// `GetRoomRequest`
+ ///
+ /// # Used by
+ ///
+ /// [`struct@GetRoom`].
+ #[derive(Clone, Debug, PartialEq, Eq, Hash, Structure)]
+ #[non_exhaustive]
+ pub struct GetRoomRequest {
+ /// In the path, as `{accountId}`. Limits: contains a match of `\S`.
+ #[serde(rename = "AccountId")]
+ #[http(label = "accountId")]
+ #[constraint(search = "\\S")]
+ pub account_id: String,
+ /// In the query, as `detail`.
+ #[serde(rename = "Detail")]
+ #[http(query = "detail")]
+ pub detail: Option<String>,
+ /// In the path, as `{roomId}`. Limits: contains a match of `\S`.
+ #[serde(rename = "RoomId")]
+ #[http(label = "roomId")]
+ #[constraint(search = "\\S")]
+ pub room_id: String,
+ }
+
- /// [`struct@CreateRoom`].
+ /// [`struct@CreateRoom`],
+ /// [`struct@GetRoom`].
- /// [`struct@CreateRoom`].
+ /// [`struct@CreateRoom`],
+ /// [`struct@GetRoom`].
"##);
}
