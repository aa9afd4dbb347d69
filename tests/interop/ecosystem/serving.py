"""Code that the drivers share: it runs a server, and makes boto3's clients for it."""

import contextlib
import subprocess

import boto3
import botocore

SETTINGS = {
    "region_name": "us-east-1",
    "aws_access_key_id": "AKIDEXAMPLE",
    "aws_secret_access_key": "secret",
    "config": botocore.config.Config(retries={"total_max_attempts": 1}, inject_host_prefix=False),
}


def client(service: str, endpoint: str):
    return boto3.client(service, endpoint_url=endpoint, **SETTINGS)


@contextlib.contextmanager
def served(program: str):
    """The endpoint of a server, which runs as long as the context."""
    server = subprocess.Popen([program], stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()
    finally:
        server.kill()
