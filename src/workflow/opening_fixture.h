// For tests only: the beginnings of two operations under the program's own law. Wisconsin 2016 with
// its reported totals (Wisconsin Elections Commission, amended canvass), and Pennsylvania 2016 with
// its 67 counties reduced to three; what is invented says so.
#pragma once

#include "formats/statute_reader.h"
#include "workflow/operation_fixture.h"
#include "workflow/view.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace recanvass::workflow::fixture {

inline const law::KnowledgeBase& law_of_state(const std::string& jurisdiction) {
  static std::map<std::string, law::KnowledgeBase> known;
  auto found = known.find(jurisdiction);
  if (found == known.end()) {
    found = known.emplace(jurisdiction, formats::built_in_knowledge(jurisdiction)).first;
  }
  return found->second;
}

/// Decides and applies under a receipt of its own; gives the causes of a refusal.
inline Causes act(Operation& operation, const std::string& kind, const std::string& author,
                  base::Json body) {
  return do_command(operation, command_of(kind, author, std::move(body)),
                    fmt::format("R{:07}", operation.entries));
}

/// What a reader of a view sees; `account` empty: the public.
inline base::Json shown(const Operation& operation, const std::string& view,
                        const std::string& account = "", const std::string& county = "") {
  ViewRequest request;
  if (!account.empty()) request.viewer = &operation.people.accounts.at(account);
  request.county = county;
  return view_named(view)->build(operation, request);
}

/// What `decide` says of a command, in full.
inline base::Problems problems_of(const Operation& operation, const std::string& kind,
                                  const std::string& author, base::Json body) {
  return decide(operation, command_of(kind, author, std::move(body)));
}

inline base::Json named_list(const std::vector<std::pair<std::string, std::string>>& names) {
  base::Json list = base::Json::array();
  for (const auto& [id, name] : names) list.push_back({{"id", id}, {"name", name}});
  return list;
}

inline Operation opened(const std::string& jurisdiction, const std::string& law_day,
                        const base::Json& choices, const base::Json& counties) {
  Operation operation = empty_operation(law_of_state(jurisdiction));
  RECANVASS_CHECK(act(operation, "operation.open", "wec",
                      {{"origin", "elections.example/" + jurisdiction},
                       {"name", "President"},
                       {"election", "us-2016-president"},
                       {"jurisdiction", jurisdiction},
                       {"contest", "president"},
                       {"vote_for", 1},
                       {"choices", choices},
                       {"counties", counties},
                       {"policy", jurisdiction.substr(0, 5) + "-2016"},
                       {"law_day", law_day},
                       {"election_day", "2016-11-08"},
                       {"officer_name", "State officer 1"},
                       {"officer_key", key_text(1)}})
                      .empty());
  RECANVASS_CHECK(do_command(operation, account("wec2", "state-officer", 7)).empty());
  RECANVASS_CHECK(do_command(operation, account("campaign", "petitioner", 8)).empty());
  return operation;
}

inline void add_county_account(Operation& operation, const std::string& id,
                               const std::string& county, const std::string& role,
                               std::uint8_t key) {
  Command command = account(id, role, key);
  command.body["county"] = county;
  RECANVASS_CHECK(add_person(operation, command).empty());
}

/// President, Wisconsin 2016, with the totals that were reported and when the last county was in.
inline Operation wisconsin(const std::string& law_day = "2016-11-08") {
  Operation operation = opened("us-wi", law_day,
                               named_list({{"trump", "Trump"},
                                           {"clinton", "Clinton"},
                                           {"stein", "Stein"},
                                           {"others", "All others"}}),
                               named_list({{"us-wi-dane", "Dane"},
                                           {"us-wi-milwaukee", "Milwaukee"},
                                           {"us-wi-oneida", "Oneida"},
                                           {"us-wi-outagamie", "Outagamie"},
                                           {"us-wi-rock", "Rock"}}));
  add_county_account(operation, "dane-clerk", "us-wi-dane", "county-officer", 2);
  RECANVASS_CHECK(
      act(operation, "outcome.report", "wec",
          {{"votes",
            {{"trump", 1404440}, {"clinton", 1381823}, {"stein", 31006}, {"others", 158484}}},
           {"total_votes", 2975753},
           {"source", "amended canvass"}})
          .empty());
  RECANVASS_CHECK(act(operation, "calendar.set", "wec",
                      {{"event", "last_county_canvass_received"},
                       {"day", "2016-11-21"},
                       {"words", "inferred from the deadline"}})
                      .empty());
  return operation;
}

/// Gives Dane's returns as those of one unit, which is open then.
inline void give_returns(Operation& operation) {
  const base::Json unit = {{"unit", "D1"},
                           {"name", "Dane"},
                           {"votes", {{"trump", 71275}, {"clinton", 217697}}},
                           {"ballots", 309354}};
  RECANVASS_CHECK(act(operation, "returns.add", "wec",
                      {{"county", "us-wi-dane"}, {"units", base::Json::array({unit})}})
                      .empty());
}

/// The petition of the fourth-placed candidate, 90 minutes before the deadline.
inline base::Json wisconsin_petition(const std::string& filed_at = "2016-11-25T15:30") {
  return {{"petition", "P1"},
          {"filed_at", filed_at},
          {"who", "Jill Stein, candidate"},
          {"choice", "stein"},
          {"grounds", "mistakes and irregularities are believed"},
          {"scope", "whole"}};
}

/// President, Pennsylvania 2016. The margin is the published one of about 71,000; totals invented.
inline Operation pennsylvania() {
  Operation operation =
      opened("us-pa", "2016-11-08", named_list({{"trump", "Trump"}, {"clinton", "Clinton"}}),
             named_list({{"us-pa-adams", "Adams"},
                         {"us-pa-montgomery", "Montgomery"},
                         {"us-pa-washington", "Washington"}}));
  add_county_account(operation, "washington-clerk", "us-pa-washington", "county-officer", 3);
  RECANVASS_CHECK(act(operation, "outcome.report", "wec",
                      {{"votes", {{"trump", 2912941}, {"clinton", 2841941}}},
                       {"total_votes", 6013272},
                       {"source", "invented but for the margin"}})
                      .empty());
  return operation;
}

/// A petition of one district of Washington County by voters registered where `units` says, with
/// its deposit in cash.
inline base::Json precinct_petition(const std::string& unit, const std::string& filed_at,
                                    const std::vector<std::string>& units) {
  base::Json signers = base::Json::array();
  for (const std::string& registered : units) {
    signers.push_back(
        {{"voter", fmt::format("AB-{}", 100 + signers.size())}, {"unit", registered}});
  }
  return {{"unit", unit},
          {"county", "us-pa-washington"},
          {"filed_at", filed_at},
          {"signers", signers},
          {"deposit", "cash"}};
}

inline Causes file_precincts(Operation& operation, const std::vector<base::Json>& petitions) {
  return act(operation, "petition.precinct", "campaign", {{"petitions", base::Json(petitions)}});
}

/// Washington County finished its computation then.
inline Causes computed(Operation& operation, const std::string& moment,
                       const std::string& words = "") {
  base::Json body = {{"county", "us-pa-washington"}, {"moment", moment}};
  if (!words.empty()) body["words"] = words;
  return act(operation, "county.computed", "washington-clerk", body);
}

}  // namespace recanvass::workflow::fixture
