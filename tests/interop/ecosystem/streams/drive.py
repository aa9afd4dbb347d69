"""Calls the server with unmodified boto3, and then runs the other clients against it: drive.py
FOLDER, which has the programs."""

import json
import pathlib
import subprocess
import sys

import botocore

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from serving import client, served  # noqa: E402


def read(stream):
    """The events of a stream, and the error that ends it."""
    events = []
    try:
        for event in stream:
            events.append(event)
    except botocore.exceptions.EventStreamError as error:
        return events, error.response["Error"]
    return events, None


def converse(bedrock):
    messages = [{"role": "user", "content": [{"text": "Say hello."}]}]
    start = {"messageStart": {"role": "assistant"}}
    words = [
        {"contentBlockDelta": {"delta": {"text": text}, "contentBlockIndex": 0}}
        for text in ("Hello, ", "wörld")
    ]
    response = bedrock.converse_stream(modelId="amazon.nova", messages=messages)
    assert (
        response["ResponseMetadata"]["HTTPHeaders"]["content-type"]
        == "application/vnd.amazon.eventstream"
    ), response
    assert response["ResponseMetadata"]["HTTPHeaders"]["transfer-encoding"] == "chunked", response
    assert read(response["stream"]) == (
        [start, *words, {"messageStop": {"stopReason": "end_turn"}}],
        None,
    )

    response = bedrock.converse_stream(modelId="broken", messages=messages)
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    error = {"Code": "throttlingException", "Message": "too many words"}
    assert read(response["stream"]) == ([start, *words], error)

    try:
        bedrock.converse_stream(modelId="refused", messages=messages)
    except bedrock.exceptions.ValidationException as error:
        assert error.response["Error"]["Message"] == "no such model", error.response
    else:
        raise AssertionError("expected an error before the stream")


def invoke(bedrock):
    body = json.dumps({"prompt": "é"}).encode()
    response = bedrock.invoke_model_with_response_stream(modelId="amazon.nova", body=body)
    assert response["contentType"] == "text/plain"
    events, error = read(response["body"])
    assert b"".join(event["chunk"]["bytes"] for event in events) == body and error is None, (
        events,
        error,
    )
    response = bedrock.invoke_model_with_response_stream(modelId="broken", body=b"12345678")
    events, error = read(response["body"])
    assert [event["chunk"]["bytes"] for event in events] == [b"1234", b"5678"]
    assert error == {"Code": "modelStreamErrorException", "Message": "lost"}, error


def run(functions):
    response = functions.invoke_with_response_stream(FunctionName="echo", Payload=b"1234567")
    assert (response["ExecutedVersion"], response["ResponseStreamContentType"]) == (
        "7",
        "text/plain",
    ), response
    assert response["StatusCode"] == 200
    chunks = [{"PayloadChunk": {"Payload": bytes}} for bytes in (b"123", b"456", b"7")]
    assert read(response["EventStream"]) == ([*chunks, {"InvokeComplete": {}}], None)
    response = functions.invoke_with_response_stream(FunctionName="broken")
    complete = {"InvokeComplete": {"ErrorCode": "Unhandled", "ErrorDetails": "it broke"}}
    assert read(response["EventStream"]) == ([complete], None)


def tail(logs):
    group = "arn:aws:logs:us-east-1:123456789012:log-group:g"
    response = logs.start_live_tail(logGroupIdentifiers=[group])
    events, error = read(response["responseStream"])
    start = {"sessionStart": {"sessionId": "s-1", "logGroupIdentifiers": [group]}}
    assert events == [
        start,
        {"sessionUpdate": {"sessionResults": [{"message": "started", "timestamp": 7}]}},
    ], events
    timeout = {"Code": "SessionTimeoutException", "Message": "three hours"}
    assert error == timeout, error
    # boto3 needs the first message even if an error is next.
    assert read(logs.start_live_tail(logGroupIdentifiers=["timeout"])["responseStream"]) == (
        [],
        timeout,
    )
    try:
        logs.start_live_tail(logGroupIdentifiers=["refused"])
    except logs.exceptions.ResourceNotFoundException:
        pass
    else:
        raise AssertionError("expected an error before the stream")


def words(bedrock):
    """Reads the words of the server that RECIPES.md shows."""
    response = bedrock.converse_stream(
        modelId="nova", messages=[{"role": "user", "content": [{"text": "Who is this?"}]}]
    )
    events, error = read(response["stream"])
    assert [event["contentBlockDelta"]["delta"]["text"] for event in events] == [
        "This ",
        "is ",
        "nova",
    ] and error is None


def main(folder: str):
    with served(f"{folder}/stream_server") as endpoint:
        bedrock = client("bedrock-runtime", endpoint)
        converse(bedrock)
        invoke(bedrock)
        run(client("lambda", endpoint))
        tail(client("logs", endpoint))
        print("streams of four operations, with errors in their middle, read by boto3: as expected")
        for program in ("stream_sdk", "stream_client"):
            subprocess.run([f"{folder}/{program}", endpoint], check=True, timeout=60)
    with served(f"{folder}/stream_words") as endpoint:
        words(client("bedrock-runtime", endpoint))


if __name__ == "__main__":
    main(*sys.argv[1:])
