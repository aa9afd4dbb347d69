"""Runs all checks against the official clients, in this order."""

import sys

from . import responses, edges, emulator_page, load, exchange, report, requests


def main():
    tally = report.Tally()
    print("clients against the emulator", flush=True)
    sent = exchange.run(tally)
    print("the requests of the clients and ours", flush=True)
    requests.run(tally, sent)
    print("the same responses to every client", flush=True)
    responses.run(tally)
    print("requests and signals that no client sends on purpose", flush=True)
    edges.run(tally)
    print("1,000 requests at once", flush=True)
    load.run(tally)
    print("the script of docs/emulator.md", flush=True)
    emulator_page.run(tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
