"""Calls the server with unmodified boto3, and then runs the client against it: drive.py FOLDER,
which has both programs."""

import pathlib
import subprocess
import sys

import botocore

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from serving import client, served  # noqa: E402

ACCOUNT = "12345678"


def refused(name: str, call, **arguments):
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == name, error.response
        assert isinstance(error, getattr(call.__self__.exceptions, name)), type(error)
        assert error.response["ResponseMetadata"]["RequestId"], error.response
    else:
        raise AssertionError(f"expected {name}")


def drive(endpoint: str):
    chime = client("chime", endpoint)
    room = chime.create_room(AccountId=ACCOUNT, Name="Team room", ClientRequestToken="token")[
        "Room"
    ]
    again = chime.create_room(AccountId=ACCOUNT, Name="Team room", ClientRequestToken="token")[
        "Room"
    ]
    assert again == room and room["Name"] == "Team room", again
    where = {"AccountId": ACCOUNT, "RoomId": room["RoomId"]}
    assert chime.get_room(**where)["Room"] == room
    renamed = chime.update_room(**where, Name="Renamed")["Room"]
    assert (
        renamed["Name"] == "Renamed" and renamed["CreatedTimestamp"] == room["CreatedTimestamp"]
    ), renamed

    for number in range(1, 5):
        chime.create_room(AccountId=ACCOUNT, Name=f"Room {number}")
    sizes, token = [], None
    while True:
        page = chime.list_rooms(
            AccountId=ACCOUNT, MaxResults=2, **({"NextToken": token} if token else {})
        )
        sizes.append(len(page["Rooms"]))
        token = page.get("NextToken")
        if not token:
            break
    assert sizes == [2, 2, 1], sizes

    for member in "abc":
        made = chime.create_room_membership(**where, MemberId=member, Role="Member")[
            "RoomMembership"
        ]
        assert made["Member"]["MemberId"] == member and made["Role"] == "Member", made
    refused("ConflictException", chime.create_room_membership, **where, MemberId="a")
    first = chime.list_room_memberships(**where, MaxResults=2)
    rest = chime.list_room_memberships(**where, NextToken=first["NextToken"])
    members = [
        membership["Member"]["MemberId"]
        for membership in first["RoomMemberships"] + rest["RoomMemberships"]
    ]
    assert members == ["a", "b", "c"] and "NextToken" not in rest, rest
    assert len(chime.list_rooms(AccountId=ACCOUNT, MemberId="b")["Rooms"]) == 1
    promoted = chime.update_room_membership(**where, MemberId="a", Role="Administrator")[
        "RoomMembership"
    ]
    assert promoted["Role"] == "Administrator", promoted
    chime.delete_room_membership(**where, MemberId="a")
    refused("NotFoundException", chime.delete_room_membership, **where, MemberId="a")

    # boto3 checks no lengths, so the server does.
    refused(
        "BadRequestException",
        chime.create_room,
        AccountId=ACCOUNT,
        Name="n",
        ClientRequestToken="t" * 65,
    )
    chime.delete_room(**where)
    refused("NotFoundException", chime.get_room, **where)

    # The other service, at the same endpoint.
    iot = client("iot-data", endpoint)
    refused("ResourceNotFoundException", iot.get_thing_shadow, thingName="lamp")
    iot.update_thing_shadow(thingName="lamp", payload=b'{"state":{}}')
    assert iot.get_thing_shadow(thingName="lamp")["payload"].read() == b'{"state":{}}'
    print("nine operations, and two of another service, called by boto3: as expected")


def main(folder: str):
    with served(f"{folder}/server") as endpoint:
        drive(endpoint)
        subprocess.run([f"{folder}/client", endpoint], check=True, timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
