//! Stores rooms, which are types of `chime-model`, with aws-sdk-dynamodb: `sdk http://127.0.0.1:PORT`.

use std::error::Error;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use chime_model::Room;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = std::env::args().nth(1).ok_or("usage: sdk ENDPOINT")?;
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("x", "x", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(endpoint);
    let client = Client::from_conf(config.build());

    let room = |id: &str| Room::default().account_id("sdk").room_id(id).name(format!("Room {id}"));
    for id in ["1", "2", "3"] {
        let item = Some(serde_dynamo::to_item(room(id))?);
        client.put_item().table_name("rooms").set_item(item).send().await?;
    }
    let key = |name: &str, value: &str| (name.to_owned(), AttributeValue::S(value.to_owned()));
    let key = Some([key("AccountId", "sdk"), key("RoomId", "2")].into());
    let found = client.get_item().table_name("rooms").set_key(key).send().await?;
    let found: Room = serde_dynamo::from_item(found.item.ok_or("no item")?)?;
    assert_eq!(found, room("2"));

    let pages = client
        .query()
        .table_name("rooms")
        .key_condition_expression("AccountId = :a")
        .expression_attribute_values(":a", AttributeValue::S("sdk".to_owned()))
        .into_paginator()
        .page_size(2)
        .items()
        .send()
        .try_collect()
        .await?;
    let rooms: Vec<Room> = serde_dynamo::from_items(pages)?;
    assert_eq!(rooms, ["1", "2", "3"].map(room));

    let missing = client.get_item().table_name("none").key("a", AttributeValue::Null(true));
    let error = missing.send().await.expect_err("an error").into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
    println!("three rooms stored, found and listed by aws-sdk-dynamodb");
    Ok(())
}
