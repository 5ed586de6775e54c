// Golden cases about instant-runoff assertions. They hold no ballots, so what is checked is what
// the case alone can show: that its assertions rule out every other winner, that none is harder
// than the case says, and that its numbers are those of its tallies. That our own search reaches
// the same difficulty on the ballots is checked in tests/cards.
#include "audit/raire_trim.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace recanvass::workflow {
namespace {

using audit::OrderAssertion;
using audit::OrderAssertions;
using base::Json;
using tabulate::ChoiceIndex;
using tabulate::Choices;

// Candidates by their place in the case's list. Refused as a JSON fault: one that is not there.
ChoiceIndex place_of(const Json& candidates, const Json& candidate) {
  const auto found = std::ranges::find(candidates, candidate);
  if (found == candidates.end()) return candidates.at("a candidate of the list").get<ChoiceIndex>();
  return static_cast<ChoiceIndex>(found - candidates.begin());
}

// Who is left: all but those eliminated, or those who continue.
Choices standing_in(const Json& candidates, const Json& one) {
  Choices standing;
  const bool by_rest = one.contains("eliminated");
  const Json& named = one.at(by_rest ? "eliminated" : "continuing");
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const bool is_named = std::ranges::find(named, candidates[i]) != named.end();
    if (is_named != by_rest) standing.push_back(static_cast<ChoiceIndex>(i));
  }
  return standing;
}

OrderAssertions assertions_in(const Json& given) {
  OrderAssertions assertions;
  const Json& candidates = given.at("candidates");
  for (const Json& one : given.at("assertions")) {
    OrderAssertion read;
    read.pair = {place_of(candidates, one.at("winner")), place_of(candidates, one.at("loser"))};
    if (one.at("type") == "NEN") {
      read.kind = OrderAssertion::Kind::NotNext;
      read.standing = standing_in(candidates, one);
    }
    assertions.push_back(std::move(read));
  }
  return assertions;
}

void expect_proof(CaseCheck& check, const OrderAssertions& assertions) {
  const Json& given = check.given();
  const Json& candidates = given.at("candidates");
  if (candidates.size() > audit::ChoiceSet::kChoicesMax) return check.differ("too many candidates");
  const auto order = audit::order_not_excluded(
      candidates.size(), place_of(candidates, given.at("winner")), assertions);
  if (!order) return check.differ("the assertions were not checked: too many orders");
  if (!order->empty()) {
    const Json& other = candidates.at(order->back());
    return check.differ(fmt::format("the assertions do not rule out {}", other.dump()));
  }
  check.agree();
}

std::int64_t lead_in(const Json& one) {
  if (one.contains("margin")) return one.at("margin").get<std::int64_t>();
  return one.at("tally_winner").get<std::int64_t>() - one.at("tally_loser").get<std::int64_t>();
}

// Numbers of one assertion that follow from its tallies.
void expect_numbers(CaseCheck& check, const Json& one, std::int64_t ballots) {
  CaseCheck part(one);
  const std::int64_t lead = lead_in(one);
  const double in_all = static_cast<double>(ballots);
  part.expect("difficulty", in_all / static_cast<double>(lead));
  part.expect("assorter_mean", 0.5 + static_cast<double>(lead) / (2.0 * in_all));
  part.agree();
  for (const std::string& difference : part.differences()) {
    check.differ(
        fmt::format("{} v {}: {}", one.at("winner").dump(), one.at("loser").dump(), difference));
  }
}

void check_raire(CaseCheck& check) {
  const Json& given = check.given();
  const std::int64_t ballots = check.whole("ballots");
  if (!check.inputs_complete() || ballots <= 0) return check.differ("no number of ballots");
  std::int64_t least = ballots;
  for (const Json& one : given.at("assertions")) {
    if (one.at("type") != "NEB" && one.at("type") != "NEN") {
      return check.differ("an assertion of the type " + one.at("type").dump());
    }
    if (lead_in(one) <= 0) return check.differ("an assertion that does not hold");
    least = std::min(least, lead_in(one));
    expect_numbers(check, one, ballots);
  }
  const double hardest = static_cast<double>(ballots) / static_cast<double>(least);
  check.expect("max_difficulty", hardest);
  check.expect("difficulty_one_on_margin", hardest);
  check.expect("smallest_margin_votes", static_cast<double>(least));
  check.expect_value("n_assertions", given.at("assertions").size());
  // RAIRE's table 5, printed to six digits: cards of the closest assertion, of all ballots.
  constexpr double kInflation = 1.1;
  constexpr double kRiskLimit = 0.05;
  const double cards = std::ceil(-2.0 * kInflation * std::log(kRiskLimit) * hardest);
  check.expect("max_asn_percent", 100.0 * cards / static_cast<double>(ballots), 2e-6);
  expect_proof(check, assertions_in(given));
}

bool has_all(const Json& given, std::initializer_list<const char*> keys) {
  return std::ranges::all_of(keys, [&](const char* key) { return given.contains(key); });
}

bool looks_like_raire(const Json& given) {
  return has_all(given, {"candidates", "winner", "assertions", "max_difficulty"});
}

bool looks_like_raire_java(const Json& given) {
  return has_all(given, {"candidates", "winner", "assertions", "difficulty_one_on_margin"});
}

}  // namespace

std::vector<VectorKind> raire_vector_kinds() {
  return {{"raire", check_raire, looks_like_raire},
          {"raire_java", check_raire, looks_like_raire_java}};
}

}  // namespace recanvass::workflow
