#include "law/fee.h"

#include "law/token.h"
#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::law {
namespace {

using base::UsdCents;

struct UnitName {
  FeeUnit unit;
  const char* id;
  const char* each;  ///< "a precinct"
};

constexpr std::array<UnitName, 12> kFeeUnits = {{
    {FeeUnit::Recount, "recount", ""},
    {FeeUnit::Precinct, "precinct", "a precinct"},
    {FeeUnit::County, "county", "a county"},
    {FeeUnit::District, "election_district", "an election district"},
    {FeeUnit::Ward, "ward", "a ward"},
    {FeeUnit::Ballot, "ballot", "a ballot"},
    {FeeUnit::Day, "day", "a day"},
    {FeeUnit::FirstPrecincts, "first_10_precincts", "for the first 10 precincts"},
    {FeeUnit::ByScope, "by_scope", "by what is recounted"},
    {FeeUnit::ByJudge, "set_by_judge", "as the judge sets it"},
    {FeeUnit::PetitionOnly, "petition_only", "on a petition"},
    {FeeUnit::StatewideRecount, "statewide_recount", "for a statewide recount"},
}};

/// How many units of a kind the facts know of.
std::optional<std::int64_t> units_of(FeeUnit unit, const Facts& facts) {
  switch (unit) {
    case FeeUnit::Recount:
    case FeeUnit::StatewideRecount:
    case FeeUnit::PetitionOnly: return 1;
    case FeeUnit::Precinct:
    case FeeUnit::District:
    case FeeUnit::Ward:
    case FeeUnit::FirstPrecincts:
      if (facts.precincts) return facts.precincts->value();
      return std::nullopt;
    case FeeUnit::County: return facts.counties;
    case FeeUnit::Ballot:
      if (facts.ballots_cast) return facts.ballots_cast->value();
      return std::nullopt;
    case FeeUnit::Day:
    case FeeUnit::ByScope:
    case FeeUnit::ByJudge: return std::nullopt;
  }
  return std::nullopt;
}

/// The sum of a tier for the facts; no value when it rests on what is not known.
std::optional<UsdCents> sum_of(const FeeTier& tier, const Facts& facts) {
  if (tier.charge == Charge::Nothing) return UsdCents{0};
  if (tier.charge != Charge::Amount || !tier.amount || !tier.unit) return std::nullopt;
  if (tier.at_least_share_of_estimate || tier.block_unit || tier.surcharge) return std::nullopt;
  const auto units = units_of(*tier.unit, facts);
  if (!units || tier.is_cap) return std::nullopt;
  UsdCents sum = *tier.amount * *units;
  if (tier.first_block) {
    sum = *tier.amount;
    const std::int64_t block = tier.further_block.value_or(1);
    const std::int64_t beyond = std::max<std::int64_t>(*units - *tier.first_block, 0);
    if (tier.further) sum += *tier.further * ((beyond + block - 1) / block);
  }
  if (tier.at_most) sum = std::min(sum, *tier.at_most);
  if (tier.at_least) sum = std::max(sum, *tier.at_least);
  return sum;
}

std::string amount_words(const FeeTier& tier) {
  std::string text = (tier.is_cap ? "at most " : "") + base::dollars(*tier.amount);
  if (tier.first_block && tier.block_unit) {
    text += fmt::format(" for the first {} ballots", grouped(*tier.first_block));
  } else if (tier.first_block) {
    text += fmt::format(" for the first {} precincts", grouped(*tier.first_block));
  } else if (tier.unit && *tier.unit != FeeUnit::Recount) {
    for (const UnitName& unit : kFeeUnits) {
      if (unit.unit == *tier.unit) text += std::string(" ") + unit.each;
    }
  }
  if (tier.further) {
    text += fmt::format(", {} for each {}", base::dollars(*tier.further),
                        tier.further_block && *tier.further_block > 1
                            ? fmt::format("further {}", grouped(*tier.further_block))
                            : std::string("further one"));
  }
  if (tier.block_unit) text += ", in each county";
  return text;
}

std::string charge_words(const FeeTier& tier) {
  switch (tier.charge) {
    case Charge::Nothing: return "free";
    case Charge::Amount: return amount_words(tier);
    case Charge::ActualCost: return "the actual cost";
    case Charge::EstimatedCost: return "the estimated cost, paid beforehand";
    case Charge::BondForAllCost: return "a bond for all cost";
  }
  return "";
}

std::string whole_charge_words(const FeeTier& tier) {
  std::string text = charge_words(tier);
  if (tier.at_least_share_of_estimate) {
    text += fmt::format(", or {} of the estimated cost if that is more",
                        base::percent_text(*tier.at_least_share_of_estimate));
  }
  if (tier.at_least && tier.charge != Charge::Nothing) {
    text += ", at least " + base::dollars(*tier.at_least);
  }
  if (tier.at_most) text += ", at most " + base::dollars(*tier.at_most);
  if (tier.at_most_per_ballot) {
    text += " and " + base::dollars(*tier.at_most_per_ballot) + " a vote cast, whichever is less";
  }
  if (tier.surcharge) {
    text += fmt::format(", and {} more {}", base::dollars(*tier.surcharge), tier.surcharge_words);
  }
  if (tier.settled_to_actual) text += ", settled to the actual cost";
  return text;
}

bool has_condition(const FeeTier& tier) { return !tier.any_of.empty(); }

Finding condition_of(const FeeTier& tier, const Facts& facts) {
  Tier test;
  test.scope = tier.scope;
  test.any_of = tier.any_of;
  if (!has_condition(tier)) test.reach = Tier::Reach::AnyMargin;
  return find(std::vector<Tier>{test}, facts, Asker::Petitioner);
}

std::string total_words(const FeeTier& tier, const Facts& facts, UsdCents sum) {
  if (tier.charge != Charge::Amount || !tier.unit) return "";
  const auto units = units_of(*tier.unit, facts);
  if (*tier.unit == FeeUnit::Recount || !units) return "";
  const char* noun = *tier.unit == FeeUnit::County   ? "counties"
                     : *tier.unit == FeeUnit::Ballot ? "ballots"
                                                     : "precincts";
  return fmt::format("; {} {}: {}", grouped(*units), noun, base::dollars(sum));
}

/// The rule without the prices of other contests; which contest it is for is said of none.
FeeRule for_contest(const FeeRule& rule, const Facts& facts) {
  FeeRule part = rule;
  part.schedule.clear();
  for (FeeTier tier : rule.schedule) {
    const Verdict covered = covers(tier.scope, facts);
    if (covered == Verdict::No) continue;
    if (covered == Verdict::Yes) tier.scope = {};
    part.schedule.push_back(std::move(tier));
  }
  return part.schedule.empty() ? rule : part;
}

}  // namespace

std::string words_of(const FeeTier& tier) {
  std::string text = tier.what;
  const std::string scope = words_of(tier.scope);
  if (!scope.empty()) text += (text.empty() ? "" : " ") + scope;
  for (std::size_t i = 0; i < tier.any_of.size(); ++i) {
    text += (text.empty() ? "" : i == 0 ? ", " : " or ") + words_of(tier.any_of[i]);
  }
  return text + (text.empty() ? "" : ": ") + whole_charge_words(tier);
}

std::string words_of(const FeeRule& rule) {
  std::string text = words_of(TokenList::FeeKind, rule.kind);
  if (rule.schedule.empty()) {
    if (rule.amount && rule.unit) {
      FeeTier tier;
      tier.amount = rule.amount;
      tier.unit = rule.unit;
      text += ": " + amount_words(tier);
    }
    return text;
  }
  std::string tiers;
  for (const std::string& price : prices_of(rule).prices) {
    tiers += (tiers.empty() ? "" : "; ") + price;
  }
  if (tiers.starts_with(text)) return tiers;
  text += ": " + tiers;
  return text;
}

PriceList prices_of(const FeeRule& rule) {
  PriceList list;
  list.kind = words_of(TokenList::FeeKind, rule.kind);
  for (const FeeTier& tier : rule.schedule) {
    // Said once: the free margins have a place of their own.
    if (tier.charge == Charge::Nothing && !rule.free.empty()) continue;
    const bool open_to_all = tier.what.empty() && tier.any_of.empty() && tier.scope.is_everything();
    const bool last_resort = open_to_all && !list.prices.empty();
    list.prices.push_back((last_resort ? "otherwise " : "") + words_of(tier));
  }
  return list;
}

std::string name_of(FeeUnit unit) {
  for (const UnitName& name : kFeeUnits) {
    if (name.unit == unit) return name.id;
  }
  return "";
}

std::optional<FeeUnit> fee_unit_named(std::string_view word) {
  for (const UnitName& name : kFeeUnits) {
    if (word == name.id) return name.unit;
  }
  return std::nullopt;
}

Fee find(const FeeRule& rule, const Facts& facts, std::vector<std::string>& missing) {
  Fee fee;
  if (rule.kind == "none") {
    fee.total = UsdCents{0};
    fee.words = "nothing";
    return fee;
  }
  std::vector<FeeTier> schedule = rule.schedule;
  if (schedule.empty() && rule.amount && rule.unit) {
    FeeTier tier;
    tier.amount = rule.amount;
    tier.unit = rule.unit;
    schedule.push_back(tier);
  }
  for (const FeeTier& tier : schedule) {
    const Finding condition = condition_of(tier, facts);
    if (condition.verdict == Verdict::No) continue;
    if (condition.verdict == Verdict::Unknown || !tier.what.empty()) {
      for (const auto& each : condition.missing) missing.push_back("for the fee: " + each);
      break;
    }
    fee.total = sum_of(tier, facts);
    fee.words = whole_charge_words(tier);
    if (has_condition(tier) && !condition.words.empty()) fee.words += ", as " + condition.words;
    if (fee.total) fee.words += total_words(tier, facts, *fee.total);
    return fee;
  }
  fee.words = words_of(for_contest(rule, facts));
  return fee;
}

}  // namespace recanvass::law
