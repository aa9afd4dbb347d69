//! Descriptions of awsJson: their operations have targets, and no OpenAPI.

use crate::{folder, run, stderr, stdout};

const SHOP: &str = r#"{
  "metadata": {
    "apiVersion": "2024-01-01", "endpointPrefix": "shop", "jsonVersion": "1.0", "protocol": "json",
    "serviceId": "Shop", "targetPrefix": "Shop_2024"
  },
  "operations": {
    "Get": { "http": { "method": "POST", "requestUri": "/" }, "input": { "shape": "Item" } },
    "Put": { "http": { "method": "POST", "requestUri": "/" }, "input": { "shape": "Item" } }
  },
  "shapes": {
    "Item": { "type": "structure", "members": { "Name": { "shape": "Text" } } },
    "Text": { "type": "string" }
  }
}"#;

#[test]
fn operations_are_listed_with_their_targets() {
    let output = run(&["operations", "-"], SHOP);
    let expected = "\
Get  POST  Shop_2024.Get  can be generated
Put  POST  Shop_2024.Put  can be generated
2 of 2 operations can be generated
";
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str()), (expected, ""));
    let output = run(&["operations", "-", "--format", "json"], SHOP);
    let first =
        r#"{"name":"Get","method":"POST","uri":"/","target":"Shop_2024.Get","generates":true"#;
    assert!(stdout(&output).starts_with(first), "{}", stdout(&output));
}

#[test]
fn a_slice_keeps_the_protocol() {
    let output = run(&["slice", "-", "Put"], SHOP);
    let slice = stdout(&output);
    assert!(!slice.contains("\"Get\""), "{slice}");
    let rust = stdout(&run(&["rust", "-"], &slice));
    assert!(rust.contains(r#".aws_json_1_0("Shop_2024");"#), "{rust}");
}

#[test]
fn another_target_or_version_breaks_both_sides() {
    let work = folder("aws_json_diff");
    let path = |name: &str| work.join(name).to_str().expect("a path").to_owned();
    std::fs::write(path("old.json"), SHOP).expect("a file");
    let differences = |new: &str| {
        std::fs::write(path("new.json"), new).expect("a file");
        let output = run(&["diff", &path("old.json"), &path("new.json"), "--format", "json"], "");
        stdout(&output)
    };
    for (from, to, key) in
        [("Shop_2024\"", "Shop_2025\"", "targetPrefix"), ("\"1.0\"", "\"1.1\"", "jsonVersion")]
    {
        let found = differences(&SHOP.replace(from, to));
        assert_eq!(found.lines().count(), 1, "{found}");
        for part in ["protocol-changed", key, "callers", "servers"] {
            assert!(found.contains(part), "{part}: {found}");
        }
    }
    let rest = SHOP.replace("\"json\"", "\"rest-json\"").replace(
        "\"Put\": { \"http\": { \"method\": \"POST\"",
        "\"Put\": { \"http\": { \"method\": \"PUT\"",
    );
    let found = differences(&rest);
    assert!(found.contains("the protocol is restJson1, was awsJson"), "{found}");
}

#[test]
fn schemas_are_written_without_openapi() {
    let work = folder("aws_json_schema");
    let out = work.to_str().expect("a path");
    let output = run(&["schema", "-", "--out", out], SHOP);
    let text = stdout(&output);
    let line = "no OpenAPI: every operation of awsJson is `POST /`, and OpenAPI has one operation for a method and a path\n";
    assert!(text.ends_with(line), "{text}{}", stderr(&output));
    let written = work.join("shop/2024-01-01");
    assert!(written.join("2020-12/Item.json").is_file());
    assert!(!written.join("openapi-3.1.json").exists());
    let readme = std::fs::read_to_string(work.join("README.md")).expect("a page");
    assert!(!readme.contains("OpenAPI") && readme.contains("shop/2024-01-01/"), "{readme}");
}
