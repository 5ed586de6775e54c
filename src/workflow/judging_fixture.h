// For tests only: an operation ready to count with a board, a petitioner and an observer, and the
// commands of challenges as their tests need them. Figures are invented.
#pragma once

#include "workflow/counting_fixture.h"
#include "workflow/view.h"

#include <map>
#include <set>

namespace recanvass::workflow::fixture {

/// Board members board-1 and board-2, supervisor super, petitioner pet and observer obs.
inline Operation operation_judging() {
  Operation operation = operation_ready();
  for (const Command& command :
       {county_account("board-1", "board-member", 21),
        county_account("board-2", "board-member", 22), account("pet", "petitioner", 23),
        account("obs", "observer", 24)}) {
    RECANVASS_CHECK(add_person(operation, command).empty());
  }
  return operation;
}

/// B1 (100 ballots) and B2 (50) of W1, B3 (10) of W2, entered twice alike: 94 for a, 61 for b.
inline void count_all(Operation& operation) {
  for (const char* team : {"team-1", "team-2"}) {
    for (const Command& command : {tally(team, "B1", 100, 60, 38), tally(team, "B2", 50, 30, 17),
                                   tally(team, "B3", 10, 4, 6)}) {
      RECANVASS_CHECK(do_command(operation, command).empty());
    }
  }
}

/// Ballot `place` of a batch, challenged by the petitioner.
inline Command challenge(const std::string& exhibit, const std::string& batch, std::int64_t place,
                         const base::Json& counted_as) {
  return command_of("challenge.add", "clerk",
                    {{"exhibit", exhibit},
                     {"county", "us-wi-dane"},
                     {"batch", batch},
                     {"position", place},
                     {"side", "petitioner"},
                     {"ground", "voter-intent"},
                     {"words", "the mark is outside the oval"},
                     {"counted_as", counted_as}});
}

inline Command ruling(const std::string& exhibit, const std::string& word,
                      const base::Json& counted_as) {
  return command_of("challenge.rule", "board-1",
                    {{"exhibit", exhibit},
                     {"ruling", word},
                     {"ruled_by", "board"},
                     {"words", "the intent is clear"},
                     {"votes", {{"Lee", "for"}, {"Kim", "for"}, {"Roe", "against"}}},
                     {"counted_as", counted_as}});
}

inline Command stipulation(const std::string& exhibit, const base::Json& counted_as) {
  return command_of("challenge.stipulate", "clerk",
                    {{"exhibit", exhibit},
                     {"sides", {"petitioner", "a", "b"}},
                     {"words", "both parties agree"},
                     {"counted_as", counted_as}});
}

/// Lets a ruling or a stipulation take effect: where it moves a vote, board-2 is the second person.
inline Causes settle(Operation& operation, const Command& command,
                     const std::string& second = "board-2") {
  const std::uint64_t position = operation.entries;
  const Causes causes = do_command(operation, command);
  if (!operation.people.waiting.contains(position)) return causes;
  return do_command(operation, command_of("approve", second, {{"entry", position}}));
}

inline Command withdrawal(const std::string& exhibit) {
  return command_of("challenge.withdraw", "clerk", {{"exhibit", exhibit}, {"side", "petitioner"}});
}

inline base::Json view_by(const Operation& operation, const std::string& name,
                          const std::string& viewer = "") {
  ViewRequest request;
  if (!viewer.empty()) request.viewer = &operation.people.accounts.at(viewer);
  return view_named(name)->build(operation, request);
}

/// A unit of one batch, "B-" and its id.
struct UnitOfOneBatch {
  std::string county;
  std::string unit;
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> reported;
};

inline void add_units(Operation& operation, const std::vector<UnitOfOneBatch>& units) {
  for (const UnitOfOneBatch& unit : units) {
    RECANVASS_CHECK(do_command(operation, command_of("manifest.add", "wec",
                                                     {{"county", unit.county},
                                                      {"batches",
                                                       {{{"batch", "B-" + unit.unit},
                                                         {"container", "C-" + unit.unit},
                                                         {"unit", unit.unit},
                                                         {"ballots", unit.ballots}}}}}))
                        .empty());
    RECANVASS_CHECK(
        do_command(
            operation,
            command_of("returns.add", "wec",
                       {{"county", unit.county},
                        {"units",
                         {{{"unit", unit.unit}, {"name", unit.unit}, {"votes", unit.reported}}}}}))
            .empty());
  }
}

/// Accounts clerk-COUNTY, one-COUNTY and two-COUNTY (counters); `judge` of the state's board.
inline void add_accounts(Operation& operation, const std::set<std::string>& counties) {
  std::uint8_t key = 40;
  for (const std::string& county : counties) {
    for (const auto& [name, role] :
         {std::pair{"clerk-", "county-officer"}, {"one-", "counter"}, {"two-", "counter"}}) {
      Command command = account(name + county, role, key++);
      command.body["county"] = county;
      RECANVASS_CHECK(do_command(operation, command).empty());
    }
  }
  RECANVASS_CHECK(do_command(operation, account("judge", "board-member", key)).empty());
}

/// Published and witnessed, of these choices and units.
inline Operation operation_of(const std::vector<std::string>& choices, std::int64_t vote_for,
                              const std::vector<UnitOfOneBatch>& units) {
  Operation operation = empty_operation(no_law());
  Command open = opening();
  open.body["vote_for"] = vote_for;
  open.body["choices"] = base::Json::array();
  open.body["counties"] = base::Json::array();
  std::map<std::string, std::int64_t> outcome;
  for (const std::string& choice : choices) {
    open.body["choices"].push_back({{"id", choice}, {"name", choice}});
  }
  std::set<std::string> counties;
  for (const UnitOfOneBatch& unit : units) {
    if (counties.insert(unit.county).second) {
      open.body["counties"].push_back({{"id", unit.county}, {"name", unit.county}});
    }
    for (const auto& [choice, votes] : unit.reported) outcome[choice] += votes;
  }
  RECANVASS_CHECK(do_command(operation, open).empty());
  add_accounts(operation, counties);
  add_units(operation, units);
  const ledger::VerifierKey key{"press.example", ledger::SignerKind::Witness,
                                witness_key().public_key()};
  RECANVASS_CHECK(do_command(operation, command_of("outcome.report", "wec",
                                                   {{"votes", outcome}, {"source", "canvass"}}))
                      .empty());
  RECANVASS_CHECK(do_command(operation, publication(operation)).empty());
  RECANVASS_CHECK(
      do_command(operation, command_of("witness.add", "wec", {{"verifier_key", key.text()}}))
          .empty());
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  return operation;
}

/// Both entries of a unit's batch; votes not given to a choice are blank.
inline void count_unit(Operation& operation, const UnitOfOneBatch& unit,
                       const std::map<std::string, std::int64_t>& votes) {
  std::int64_t blank = unit.ballots * operation.setup.vote_for;
  for (const auto& [choice, number] : votes) blank -= number;
  for (const char* team : {"one-", "two-"}) {
    RECANVASS_CHECK(do_command(operation, command_of("tally.enter", team + unit.county,
                                                     {{"batch", "B-" + unit.unit},
                                                      {"ballots", unit.ballots},
                                                      {"votes", votes},
                                                      {"blank", blank},
                                                      {"over", 0}}))
                        .empty());
  }
}

}  // namespace recanvass::workflow::fixture
