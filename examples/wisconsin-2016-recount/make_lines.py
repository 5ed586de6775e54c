#!/usr/bin/env python3
"""Writes the command lines of this example from its tables of figures.

    ./make_lines.py        writes 1-opening.jsonl to 6-certificate.jsonl beside this file

Figures: counties.csv (published) and ../wi-2016-recount-fee/*.csv (see README.md there).
"""
import csv
import decimal
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
FEES = HERE.parent / "wi-2016-recount-fee"
CHOICES = [("trump", "Donald J. Trump"), ("clinton", "Hillary Clinton"),
           ("stein", "Jill Stein"), ("others", "All others")]


def county_id(name):
    return "us-wi-" + name.lower().replace(".", "").replace(" ", "-")


DUTIES = {"clerk": "county-officer", "team-1": "counter", "team-2": "counter"}


def person(row, suffix):
    """The account of a duty in a county, such as dane-clerk."""
    return county_id(row["county"]).removeprefix("us-wi-") + "-" + suffix


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def votes(row, stage):
    found = {c: int(row[f"{c}_{stage}"]) for c in ("trump", "clinton", "stein")}
    found["others"] = int(row[f"total_{stage}"]) - sum(found.values())
    return found


def ballots(row):
    """Neither count says how many ballots had no vote: as many as the larger count's votes."""
    return max(int(row["total_original"]), int(row["total_recount"]))


def cents(text):
    return int(decimal.Decimal(text.replace(",", "")) * 100)


class Lines:
    """A file of commands; keys and claimed times are made up in order."""

    def __init__(self, name, day):
        self.name, self.day, self.lines = name, day, []

    def say(self, by, kind, **body):
        number = len(self.lines)
        at = f"{self.day}T{9 + number // 60 % 12:02}:{number % 60:02}:00Z"
        line = {"do": kind, "by": by, "key": f"{self.name}-{number + 1}", "at": at, **body}
        self.lines.append(json.dumps(line, ensure_ascii=False))

    def write(self):
        (HERE / f"{self.name}.jsonl").write_text("\n".join(self.lines) + "\n", encoding="utf-8")


def opening(counties, estimates):
    lines = Lines("1-opening", "2016-11-25")
    lines.say("state", "operation.open", origin="elections.example/wisconsin-2016",
              name="President, Wisconsin, recount of 2016", election="us-2016-president",
              jurisdiction="us-wi", contest="president", vote_for=1,
              choices=[{"id": i, "name": n} for i, n in CHOICES],
              counties=[{"id": county_id(r["county"]), "name": r["county"]} for r in counties],
              policy="us-wi-2016", law_day="2016-11-08", officer_name="State officer 1")
    lines.say("state", "account.add", account="campaign", name="The petitioner's campaign",
              role="petitioner")
    for row in counties:
        for suffix, role in DUTIES.items():
            lines.say("state", "account.add", account=person(row, suffix),
                      name=f"{row['county']} {suffix}", role=role,
                      county=county_id(row["county"]))
    # The last: from then on both state officers name whoever may approve.
    lines.say("state", "account.add", account="state-2", name="State officer 2",
              role="state-officer")
    whole = {c: sum(votes(r, "original")[c] for r in counties) for c, _ in CHOICES}
    lines.say("state", "outcome.report", votes=whole, total_votes=sum(whole.values()),
              source="the amended original canvass")
    lines.say("state", "calendar.set", event="last_county_canvass_received", day="2016-11-21",
              words="inferred from the deadline of 25 November 2016, 17:00")
    lines.say("campaign", "petition.file", petition="P1", filed_at="2016-11-25T15:30",
              who="Jill Stein, candidate", choice="stein",
              grounds="irregularities and mistakes are believed", scope="whole")
    lines.say("state", "petition.rule", petition="P1", decision="accept",
              ruled_at="2016-11-25T16:40")
    for row in estimates:
        lines.say(person(row, "clerk"), "fee.quote", county=county_id(row["county"]),
                  lines=[{"item": "estimate, all items", "cents": cents(row["usd"])}],
                  words=row["note"])
    lines.say("state", "fee.announce", cents=349968900, announced_at="2016-11-28T17:00",
              published_in="the state's web site")
    lines.say("state", "fee.deadline", until="2016-11-29T16:30",
              words="before the recount begins")
    lines.say("state", "fee.payment", cents=349968900, paid_at="2016-11-29T15:00",
              payer="the petitioner")
    lines.write()


def inputs(counties):
    lines = Lines("2-inputs", "2016-11-30")
    for row in counties:
        county = county_id(row["county"])
        lines.say(person(row, "clerk"), "manifest.add", county=county,
                  batches=[{"batch": f"{county}/all", "container": f"{county}/1",
                            "unit": county, "ballots": ballots(row)}])
        lines.say(person(row, "clerk"), "returns.add", county=county,
                  units=[{"unit": county, "name": row["county"],
                          "votes": votes(row, "original")}])
    lines.write()


def publication():
    lines = Lines("3-publish", "2016-12-01")
    sha256 = (HERE / "inputs.sha256").read_text(encoding="utf-8").strip()
    lines.say("state", "commitment.publish", inputs_sha256=sha256,
              published_in="the state's web site")
    lines.say("state", "witness.add", witness="press.example")
    lines.write()


def counting(counties):
    for team in ("team-1", "team-2"):
        lines = Lines(f"4-{team}", "2016-12-05")
        for row in counties:
            found = votes(row, "recount")
            lines.say(person(row, team), "tally.enter", batch=county_id(row["county"]) + "/all",
                      ballots=ballots(row), votes=found,
                      blank=ballots(row) - sum(found.values()), over=0)
        lines.write()


def closing(counties, actuals):
    lines = Lines("5-close", "2016-12-12")
    for row in counties:
        county = county_id(row["county"])
        lines.say(person(row, "clerk"), "count.sign-off", unit=county)
        if votes(row, "original") != votes(row, "recount"):
            lines.say(person(row, "clerk"), "cause.assign", unit=county, cause="UNEXPLAINED",
                      words="causes are recorded by ward, not by county",
                      minute=f"minutes of {row['county']} County")
        lines.say(person(row, "clerk"), "county.statement", county=county,
                  signed_by=["Board member 1", "Board member 2"], signed_at="2016-12-12T18:00")
    for row in actuals:
        lines.say(person(row, "clerk"), "fee.actual", county=county_id(row["county"]),
                  lines=[{"item": "actual cost, all items", "cents": cents(row["usd"])}],
                  words=row["note"])
    lines.say("state", "fee.refund", refunded_at="2017-01-31T12:00")
    lines.write()


def certificate():
    lines = Lines("6-certificate", "2016-12-12")
    lines.say("state", "certificate.issue", result_set="recount",
              authority="Wisconsin Elections Commission", signed_at="2016-12-12T19:00",
              due_by="2016-12-13T15:00")
    # The certificate waits for a second person; 876 is its entry when all files came in order.
    lines.say("state-2", "approve", entry=876)
    lines.write()


def people(counties):
    names = ["state", "state-2", "campaign", "press.example"]
    names += [person(row, suffix) for row in counties for suffix in DUTIES]
    (HERE / "people.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


def main():
    counties = read(HERE / "counties.csv")
    people(counties)
    opening(counties, read(FEES / "estimates.csv"))
    inputs(counties)
    publication()
    counting(counties)
    closing(counties, read(FEES / "actual.csv"))
    certificate()


if __name__ == "__main__":
    main()
