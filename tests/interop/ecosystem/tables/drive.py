"""Calls the double with unmodified boto3, and then runs the AWS SDK for Rust against it: drive.py
FOLDER, which has both programs."""

import pathlib
import subprocess
import sys

import boto3
import botocore
from boto3.dynamodb.conditions import Key

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from serving import SETTINGS, served  # noqa: E402


def drive(endpoint: str):
    rooms = boto3.resource("dynamodb", endpoint_url=endpoint, **SETTINGS).Table("rooms")
    made = [
        {"AccountId": "boto3", "RoomId": f"room-{number}", "Size": number, "Tags": {"a", "b"}}
        for number in range(1, 6)
    ]
    for item in made:
        rooms.put_item(Item=item)
    rooms.put_item(Item={"AccountId": "other", "RoomId": "room-1"})
    assert rooms.get_item(Key={"AccountId": "boto3", "RoomId": "room-2"})["Item"] == made[1]
    assert "Item" not in rooms.get_item(Key={"AccountId": "boto3", "RoomId": "none"})
    before = rooms.put_item(Item=made[0] | {"Size": 9}, ReturnValues="ALL_OLD")["Attributes"]
    assert before == made[0], before

    of_account = Key("AccountId").eq("boto3")
    assert rooms.query(KeyConditionExpression=of_account)["Count"] == 5
    one = rooms.query(KeyConditionExpression=of_account & Key("RoomId").eq("room-3"))["Items"]
    assert one == [made[2]], one
    some = rooms.query(
        KeyConditionExpression=of_account & Key("RoomId").begins_with("room-"), Limit=3
    )
    rest = rooms.query(
        KeyConditionExpression=of_account, ExclusiveStartKey=some["LastEvaluatedKey"]
    )
    assert [item["RoomId"] for item in some["Items"] + rest["Items"]] == [
        item["RoomId"] for item in made
    ]
    assert "LastEvaluatedKey" not in rest, rest

    client = rooms.meta.client
    try:
        client.get_item(TableName="none", Key={"a": "b"})
    except client.exceptions.ResourceNotFoundException as error:
        assert error.response["Error"]["Message"] == "Requested resource not found", error.response
    else:
        raise AssertionError("expected ResourceNotFoundException")
    try:
        client.list_tables()
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "UnknownOperationException", error.response
    else:
        raise AssertionError("expected UnknownOperationException")
    print("three operations called by boto3: as expected")


def main(folder: str):
    with served(f"{folder}/double") as endpoint:
        drive(endpoint)
        subprocess.run([f"{folder}/sdk", endpoint], check=True, timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
