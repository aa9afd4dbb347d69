//! Writes structures of many members as text. A build script adds the derives of its peer.

/// Structures with names such as `Of10`, for each of the sizes. The members are optional strings
/// with the names `Member0000`, `Member0001` and so on.
#[must_use]
pub fn structures(sizes: &[usize], derive: &str) -> String {
    sizes.iter().map(|size| structure(*size, derive)).collect()
}

fn structure(size: usize, derive: &str) -> String {
    let member = |index| {
        format!("#[serde(rename = \"Member{index:04}\")] member{index:04}: Option<String>, ")
    };
    let members: String = (0..size).map(member).collect();
    format!("#[derive(Clone, Debug, PartialEq, {derive})] struct Of{size} {{ {members} }}\n")
}
