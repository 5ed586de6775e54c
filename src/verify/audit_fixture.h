// For tests: a published audit of four cards by hand, step by step, with records in a tree that is
// made here a second time. Used by read_cards_test.cpp and read_rounds_test.cpp.
#pragma once

#include "base/sha256.h"
#include "draw/named_draw.h"
#include "ledger/keys.h"
#include "verify/bundle_maker_test.h"

#include <fmt/format.h>

#include <string>

namespace recanvass::verify::test {

using base::Json;

inline constexpr const char* kCardDigits = "92076602804272786701";

// Four cards of B1, all drawn; record n is for "a", but of the third for "b".
inline Json says(const std::string& choice) {
  return Json::array({{{"contest", "sheriff"},
                       {"marks", Json::array({{{"choice", choice}}})},
                       {"state", "marked"}}});
}

inline std::string recorded(int card) { return card == 3 ? "b" : "a"; }

inline std::string salt_of(int card) { return fmt::format("salt {}", card); }

inline ledger::Hash leaf_of(int card) {
  return ledger::leaf_hash(base::canonical_json({{"card", card},
                                                 {"list", "dane"},
                                                 {"readings", says(recorded(card))},
                                                 {"salt", salt_of(card)}}));
}

inline std::string root_text() {
  ledger::Frontier tree;
  for (int card = 1; card <= 4; ++card) tree.append(leaf_of(card));
  return base::hex(tree.root());
}

// By hand: the neighbour's leaf, then the other pair.
inline Json record_of(int card) {
  const int neighbour = card % 2 == 1 ? card + 1 : card - 1;
  const int other = card <= 2 ? 3 : 1;
  std::string proof;
  for (const ledger::Hash& hash :
       {leaf_of(neighbour), ledger::node_hash(leaf_of(other), leaf_of(other + 1))}) {
    proof.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  return {{"card", card},
          {"readings", says(recorded(card))},
          {"salt", salt_of(card)},
          {"proof", ledger::base64(proof)}};
}

inline BundleParts drawn_parts(const Json& schedule = nullptr, const char* design = "comparison") {
  BundleParts parts = test::parts_with_few_cards();
  const Json contest = {{"name", "Sheriff"},
                        {"rule", "plurality"},
                        {"vote_for", 1},
                        {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                        {"reported", {{"a", 3}, {"b", 1}}},
                        {"tabulated", {{"a", 3}, {"b", 1}}},
                        {"winners", {"a"}},
                        {"risk_limit", "0.1"},
                        {"targeted", true}};
  Json named = contest;
  named["contest"] = "sheriff";
  parts.say("audit.contest", "state", named);
  for (const char* board : {"dane-board", "dane-board-2"}) {
    const std::uint64_t act = parts.say("account.add", "state",
                                        {{"account", board},
                                         {"name", board},
                                         {"role", "board-member"},
                                         {"county", "dane"},
                                         {"public_key", test::public_text(board)}});
    parts.say("approve", "state-2", {{"entry", act}});
  }
  const Json list = {{"list", "dane"}, {"county", "dane"}, {"records_root", root_text()}};
  const Json batch = {
      {"batch", "B1"}, {"cards", 4}, {"positions", "11-12,9,13"}, {"imprint", "7-1-"}};
  parts.say("audit.list", "dane-clerk", list);
  parts.say("audit.batches", "dane-clerk", {{"list", "dane"}, {"batches", {batch}}});
  Json method = {{"design", design},
                 {"draw", "index"},
                 {"draw_from", "all-lists"},
                 {"risk_function", "default"}};
  if (!schedule.is_null()) method["schedule"] = schedule;
  parts.say("audit.method", "state", method);
  Json listed = list;
  listed["batches"] = Json::array({batch});
  const Json plan = {{"schema", "recanvass.audit/1"},
                     {"contests", {{"sheriff", contest}}},
                     {"lists", Json::array({listed})},
                     {"method", method}};
  parts.say("audit.commit", "state",
            {{"audit_sha256", base::hex(base::sha256(base::canonical_json(plan)))},
             {"published_in", "the web site"}});
  parts.record_witness();
  parts.say("audit.seed", "state",
            {{"digits", kCardDigits},
             {"read_back", kCardDigits},
             {"witnesses", {"Ada Alm", "Ben Berg"}},
             {"thrown_at", "2016-11-28T04:00"},
             {"place", "the capitol"}});
  Json places = Json::array();
  for (const std::uint64_t place :
       draw::drawn_cards(draw::CardDraw::Index, draw::Seed::make(kCardDigits).value(), 4, 0, 4)) {
    places.push_back(place);
  }
  parts.say("audit.draw", "state",
            {{"cards", 4}, {"found", {{"round", 1}, {"first", 1}, {"drawn", places}}}});
  return parts;
}

inline Json reading(int card, const std::string& choice) {
  static const char* digits[] = {"", "111", "112", "719", "113"};
  Json body = {{"list", "dane"}, {"card", card}, {"imprint", digits[card]}};
  body["readings"] = says(choice);
  if (card == 3) body["imprint"] = "719";
  return body;
}

inline void read_twice(BundleParts& parts, int card) {
  parts.say("reading.enter", "dane-1", reading(card, recorded(card)));
  parts.say("reading.enter", "dane-2", reading(card, recorded(card)));
}

inline BundleParts read_parts(const Json& schedule = nullptr, const char* design = "comparison") {
  BundleParts parts = drawn_parts(schedule, design);
  for (int card = 1; card <= 4; ++card) read_twice(parts, card);
  return parts;
}

inline BundleParts shown_parts(const Json& schedule = nullptr) {
  BundleParts parts = read_parts(schedule);
  parts.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  Json records = Json::array();
  for (int card = 1; card <= 4; ++card) records.push_back(record_of(card));
  parts.say("card.reveal", "dane-clerk", {{"list", "dane"}, {"records", records}});
  return parts;
}

}  // namespace recanvass::verify::test
