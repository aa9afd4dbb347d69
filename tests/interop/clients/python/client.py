"""Shows how boto3 reads every response, one JSON line per case."""

import argparse
import json
from datetime import UTC

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from botocore.parsers import ResponseParserError


def client(endpoint):
    return boto3.client(
        "chime",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="dummy",
        aws_secret_access_key="dummy",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=20, read_timeout=20),
    )


def ask(chime, case):
    parameters = {
        key: case[key] for key in ("AccountId", "Name", "ClientRequestToken") if key in case
    }
    try:
        response = chime.create_room(**parameters)
        return {"kind": "room", "room": room(response.get("Room")), **metadata(response)}
    except ClientError as error:
        return failure(chime, error)
    except ParamValidationError as error:
        return {"kind": "refused", "text": str(error)}
    except (ResponseParserError, ValueError) as error:
        return {"kind": "malformed", "text": type(error).__name__}
    except (BotoCoreError, AttributeError, TypeError, KeyError) as error:
        return {"kind": "crash", "text": type(error).__name__}


def failure(chime, error):
    name = type(error).__name__
    modeled = name != "ClientError"
    said = error.response["Error"]
    return {
        "kind": "modeled" if modeled else "unknown",
        "type": name if modeled else said.get("Code"),
        "code": error.response.get("Code"),
        "message": error.response.get("Message", said.get("Message")),
        **metadata(error.response),
    }


def metadata(response):
    facts = response.get("ResponseMetadata", {})
    return {"status": facts.get("HTTPStatusCode"), "request_id": facts.get("RequestId")}


def room(members):
    if members is None:
        return None
    return {name: text(value) for name, value in members.items()}


def text(value):
    if hasattr(value, "astimezone"):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return value


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--endpoint", required=True)
    options.add_argument("--file", required=True)
    options = options.parse_args()
    with open(options.file, encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    chime = client(options.endpoint)
    for case in cases:
        print(json.dumps({"case": case["case"], **ask(chime, case)}), flush=True)


if __name__ == "__main__":
    main()
