#!/usr/bin/env python3
"""Writes the command lines of this example. The walk through them is docs/small-county.md.

    ./make_lines.py        writes the .jsonl files beside this one

Everything in it is made up: the place, the people, the figures.
"""
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
INPUTS = "7df0be6629cc13e24ee4d64ab8e6b3d15ceba1160952c90ba180bb578c0e4c15"  # show inputs
CERTIFICATE = 40  # the position that submit printed for certificate.issue


def write(name, *lines):
    """One file of commands; keys are the file's name and a number."""
    text = ""
    for number, (by, kind, body) in enumerate(lines, 1):
        line = {"do": kind, "by": by, "key": f"{name}-{number}", **body}
        text += json.dumps(line, ensure_ascii=False) + "\n"
    (HERE / f"{name}.jsonl").write_text(text, encoding="utf-8")


def account(name, words, role, county=None):
    body = {"account": name, "name": words, "role": role}
    if county:
        body["county"] = county
    return ("ruth", "account.add", body)


def tally(by, batch, ballots, hansen, olsen, write_in, blank, over, kind="tally.enter", **more):
    return (by, kind, {"batch": batch, "ballots": ballots,
                       "votes": {"hansen": hansen, "olsen": olsen, "write-in": write_in},
                       "blank": blank, "over": over, **more})


write("ruth-1-open",
      ("ruth", "operation.open", {
          "origin": "prairie.example/town-chair-2024",
          "name": "Town Chair of Prairie, recount of April 2024",
          "election": "2024-04-02", "jurisdiction": "us-wi", "contest": "town-chair",
          "office": "local", "vote_for": 1,
          "choices": [{"id": "hansen", "name": "Inga Hansen"},
                      {"id": "olsen", "name": "Peter Olsen"},
                      {"id": "write-in", "name": "Write-in"}],
          "counties": [{"id": "prairie", "name": "Prairie County"}],
          "policy": "us-wi-2024", "law_day": "2024-04-02", "officer_name": "Ruth Adler"}),
      account("clerk", "Ruth Adler, county clerk", "county-officer", "prairie"),
       account("table-a", "Ada Lund (table A)", "counter", "prairie"),
       account("board", "Omar Diaz, board of canvassers", "board-member", "prairie"),
       account("table-b", "Ben Reyes (table B)", "counter", "prairie"))

write("ruth-2-petition",
      ("ruth", "outcome.report", {
          "votes": {"hansen": 698, "olsen": 708, "write-in": 8}, "total_votes": 1414,
          "ballots": 1433, "source": "county canvass of 9 April 2024"}),
      ("ruth", "calendar.set", {"event": "last_county_canvass_received", "day": "2024-04-09",
                                "words": "the county's own canvass"}),
      ("ruth", "petition.file", {
          "petition": "P1", "filed_at": "2024-04-11T10:30", "who": "Inga Hansen, candidate",
          "choice": "hansen", "grounds": "a mistake in the count is believed",
          "scope": "whole"}),
      ("ruth", "petition.rule", {"petition": "P1", "decision": "accept",
                                 "ruled_at": "2024-04-11T11:30"}),
      ("clerk", "fee.quote", {"county": "prairie",
                              "lines": [{"item": "tellers, 4 for a day", "cents": 90000},
                                        {"item": "room", "cents": 15000}]}),
      ("ruth", "fee.announce", {"cents": 105000, "announced_at": "2024-04-11T12:00",
                                "published_in": "letter to the petitioner"}),
      ("ruth", "fee.payment", {"cents": 105000, "paid_at": "2024-04-11T15:00",
                               "payer": "Inga Hansen"}))

write("ruth-3-inputs",
      ("clerk", "manifest.add", {"county": "prairie", "batches": [
          {"batch": "W1-1", "container": "bag-1", "unit": "W1", "ballots": 512},
          {"batch": "W1-2", "container": "bag-1", "unit": "W1", "ballots": 203},
          {"batch": "W2-1", "container": "bag-2", "unit": "W2", "ballots": 718}]}),
      ("clerk", "returns.add", {"county": "prairie", "units": [
          {"unit": "W1", "name": "Ward 1", "ballots": 715, "registered": 980,
           "votes": {"hansen": 361, "olsen": 342, "write-in": 3}},
          {"unit": "W2", "name": "Ward 2", "ballots": 718, "registered": 1011,
           "votes": {"hansen": 337, "olsen": 366, "write-in": 5}}]}),
      ("clerk", "container.record", {"container": "bag-1", "county": "prairie", "seal": "0117"}),
      ("clerk", "container.record", {"container": "bag-2", "county": "prairie", "seal": "0118"}))

write("ruth-4-publish",
      ("ruth", "commitment.publish", {"inputs_sha256": INPUTS,
                                      "published_in": "the county's web site and its door"}),
      ("ruth", "witness.add", {"witness": "press.example"}))

TWO = ["Ada Lund", "Ben Reyes"]
write("ada-1-count",
      ("table-a", "container.open", {"container": "bag-1", "seal": "0117", "handled_by": TWO}),
      tally("table-a", "W1-1", 512, 263, 243, 2, 3, 1),
      tally("table-a", "W1-2", 203, 1010, 100, 1, 1, 0),
      ("table-a", "container.open", {"container": "bag-2", "seal": "0118", "handled_by": TWO}),
      tally("table-a", "W2-1", 718, 341, 366, 5, 5, 1))
write("ada-2-mistyped", tally("table-a", "W1-2", 203, 101, 100, 1, 1, 0))
write("ben-1-count",
      tally("table-b", "W1-1", 512, 263, 243, 2, 3, 1),
      tally("table-b", "W1-2", 203, 101, 100, 1, 1, 0),
      tally("table-b", "W2-1", 718, 340, 367, 5, 5, 1))
write("omar-1-settle", tally("board", "W2-1", 718, 341, 366, 5, 5, 1, kind="tally.adjudicate",
                             cause="reading-error"))

write("ada-3-close",
      ("table-a", "container.close", {"container": "bag-1", "seal": "0201", "handled_by": TWO}),
      ("table-a", "container.close", {"container": "bag-2", "seal": "0202", "handled_by": TWO}))
write("ruth-5-sign-off",
      ("clerk", "unit.figures", {"unit": "W1", "figures": {"voters_poll_book": 715,
                                                           "ballots_found": 715}}),
      ("clerk", "unit.figures", {"unit": "W2", "figures": {"voters_poll_book": 718,
                                                           "ballots_found": 718}}),
      ("clerk", "count.sign-off", {"unit": "W1"}),
      ("clerk", "count.sign-off", {"unit": "W2"}))

PEN = "marked with a pen that the scanner does not see"
write("ruth-6-causes",
      ("clerk", "cause.assign", {"unit": "W1", "cause": "PEN", "words": "four ballots " + PEN,
                                 "minute": "15 April, 11:20"}),
      ("clerk", "cause.assign", {"unit": "W2", "cause": "PEN", "words": "four ballots " + PEN,
                                 "minute": "15 April, 14:05"}),
      account("omar", "Omar Diaz", "state-officer"))  # only when nothing is to be counted any more

write("ruth-7-certify",
      ("clerk", "county.statement", {"county": "prairie", "signed_by": ["Ruth Adler", "Omar Diaz"],
                                     "signed_at": "2024-04-15T17:00"}),
      ("clerk", "fee.actual", {"county": "prairie",
                               "lines": [{"item": "tellers, 4 for a day", "cents": 81000},
                                         {"item": "room", "cents": 15000}]}),
      ("ruth", "fee.refund", {"refunded_at": "2024-04-16T10:00"}),
      ("ruth", "certificate.issue", {
          "result_set": "recount", "authority": "Prairie County Board of Canvassers",
          "signed_at": "2024-04-15T18:00"}))
write("omar-2-approve", ("omar", "approve", {"entry": CERTIFICATE}))
