//! Every page keeps to the schema that is published beside it.

use crate::project::sample_edition;
use serde_json::Value;

#[test]
fn every_page_of_the_sample_edition_is_valid() {
    let edition = sample_edition("/");
    let schema: Value = serde_json::from_str(edition.text("page.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for address in edition.addresses() {
        let page = edition.page(&address);
        let faults: Vec<_> =
            schema.iter_errors(&page).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert_eq!(faults, [""; 0], "{address}");
        assert_eq!(page["format"], 1, "{address}");
        assert_eq!(page["address"], address.as_str());
    }
}

#[test]
fn the_schema_knows_what_is_no_page() {
    let edition = sample_edition("/");
    let schema: Value = serde_json::from_str(edition.text("page.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut page = edition.page("/about/");
    assert!(schema.is_valid(&page));
    page["body"] = "<p>HTML</p>".into();
    assert!(!schema.is_valid(&page));
}
