#include "law/fee.h"

#include "base/figures.h"
#include "law/token.h"
#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

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

/// Ballots of each county, where each is known; a sole county has all of them.
std::vector<std::int64_t> ballots_by_county(const Facts& facts) {
  if (facts.counties == 1 && facts.ballots_cast) return {facts.ballots_cast->value()};
  std::vector<std::int64_t> ballots;
  for (const election::BallotCount& of_county : facts.county_ballots) {
    ballots.push_back(of_county.value());
  }
  return ballots;
}

/// The first block's price and that of each further block begun.
UsdCents blocks_sum(const FeeTier& tier, std::int64_t units) {
  UsdCents sum = *tier.amount;
  if (!tier.further) return sum;
  const std::int64_t block = tier.further_block.value_or(1);
  const std::int64_t beyond = std::max<std::int64_t>(units - *tier.first_block, 0);
  sum += *tier.further * ((beyond + block - 1) / block);
  return sum;
}

/// The sum of a tier for the facts; no value when it rests on what is not known.
std::optional<UsdCents> sum_of(const FeeTier& tier, const Facts& facts) {
  if (tier.charge == Charge::Nothing) return UsdCents{0};
  if (tier.charge != Charge::Amount || !tier.amount || !tier.unit) return std::nullopt;
  if (tier.at_least_share_of_estimate || tier.surcharge || tier.is_cap) return std::nullopt;
  UsdCents sum;
  if (tier.block_unit) {
    const std::vector<std::int64_t> counties = ballots_by_county(facts);
    if (*tier.block_unit != FeeUnit::Ballot || !tier.first_block || counties.empty()) {
      return std::nullopt;
    }
    for (const std::int64_t ballots : counties) sum += blocks_sum(tier, ballots);
  } else {
    const auto units = units_of(*tier.unit, facts);
    if (!units) return std::nullopt;
    sum = tier.first_block ? blocks_sum(tier, *units) : *tier.amount * *units;
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

/// Votes where each ballot has one at most: there are no fewer ballots. A ballot that is blank here
/// is paid for too, so that votes alone give no sum.
std::optional<std::int64_t> ballots_at_least(const Facts& facts) {
  if (facts.ballots_cast || !facts.total_votes || facts.seats.value() != 1) return std::nullopt;
  return facts.total_votes->value();
}

/// "; 410 ballots: $61.50", or what is known of it; nothing where the words say it all.
std::string total_words(const FeeTier& tier, const Facts& facts) {
  if (tier.charge != Charge::Amount || !tier.amount || !tier.unit) return "";
  const auto sum = sum_of(tier, facts);
  if (tier.block_unit) {
    if (!sum) return "";
    const std::vector<std::int64_t> counties = ballots_by_county(facts);
    const std::int64_t ballots = std::accumulate(counties.begin(), counties.end(), std::int64_t{0});
    return fmt::format("; {} in {}: {}", base::counted(ballots, "ballot", "ballots"),
                       base::counted(std::ssize(counties), "county", "counties"),
                       base::dollars(*sum));
  }
  if (*tier.unit == FeeUnit::Ballot && !sum) {
    const auto votes = ballots_at_least(facts);
    if (!votes || tier.is_cap || tier.surcharge) return "";
    return fmt::format("; {}: at least {}, and more for each ballot without a vote here",
                       base::counted(*votes, "vote", "votes"),
                       base::dollars(*tier.amount * *votes));
  }
  const auto units = units_of(*tier.unit, facts);
  const bool is_one_sum = *tier.unit == FeeUnit::Recount || *tier.unit == FeeUnit::PetitionOnly ||
                          *tier.unit == FeeUnit::StatewideRecount;
  if (is_one_sum || !units || !sum) return "";
  const bool by_county = *tier.unit == FeeUnit::County;
  const bool by_ballot = *tier.unit == FeeUnit::Ballot;
  const char* one = by_county ? "county" : by_ballot ? "ballot" : "precinct";
  const char* many = by_county ? "counties" : by_ballot ? "ballots" : "precincts";
  return fmt::format("; {}: {}", base::counted(*units, one, many), base::dollars(*sum));
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

/// A price for each of something, so that two such prices are for the same whole. Prices for a
/// recount of this or of that part are not.
bool is_measured(FeeUnit unit) {
  return unit == FeeUnit::Precinct || unit == FeeUnit::County || unit == FeeUnit::Ballot;
}

/// Prices among which the petitioner chooses, each with its sum. The fee's sum is the least of
/// them, where all are for the same whole.
Fee fee_of_choices(const FeeRule& rule, const Facts& facts) {
  const FeeRule part = for_contest(rule, facts);
  Fee fee;
  std::string choices;
  bool comparable = true;
  for (const FeeTier& tier : part.schedule) {
    if (tier.charge == Charge::Nothing && !rule.free.empty()) continue;
    if (!choices.empty()) choices += tier.what.empty() ? "; otherwise " : "; or ";
    choices += words_of(tier) + total_words(tier, facts);
    const auto sum = sum_of(tier, facts);
    comparable = comparable && sum && !tier.what.empty() && tier.any_of.empty() &&
                 is_measured(*tier.unit) && tier.unit == part.schedule.front().unit;
    if (sum && (!fee.total || *sum < *fee.total)) fee.total = sum;
  }
  if (!comparable) fee.total.reset();
  fee.words = words_of(TokenList::FeeKind, rule.kind) + ", as the petitioner chooses: " + choices;
  return fee;
}

/// Prices by what each unit is: the sum lies between that of the cheapest price for every unit and
/// that of the dearest.
Fee fee_by_place(const FeeRule& rule, const Facts& facts) {
  const FeeRule part = for_contest(rule, facts);
  Fee fee;
  std::string prices;
  std::optional<UsdCents> least;
  std::optional<UsdCents> most;
  bool comparable = true;
  for (const FeeTier& tier : part.schedule) {
    prices += (prices.empty() ? "" : "; ") + words_of(tier);
    const auto sum = sum_of(tier, facts);
    comparable =
        comparable && sum && is_measured(*tier.unit) && tier.unit == part.schedule.front().unit;
    if (!comparable) continue;
    least = least ? std::min(*least, *sum) : sum;
    most = most ? std::max(*most, *sum) : sum;
  }
  fee.words = words_of(TokenList::FeeKind, rule.kind) + ": " + prices;
  if (!comparable || !least) return fee;
  if (*least == *most) fee.total = least;
  fee.words += fmt::format("; from {} to {}, by how many are which", base::dollars(*least),
                           base::dollars(*most));
  return fee;
}

/// The tiers that may be the one that decides: all that are not ruled out, up to one that holds.
std::vector<const FeeTier*> tiers_open(const FeeRule& rule, const Facts& facts) {
  std::vector<const FeeTier*> open;
  for (const FeeTier& tier : rule.schedule) {
    const Verdict verdict = condition_of(tier, facts).verdict;
    if (verdict == Verdict::No) continue;
    open.push_back(&tier);
    if (verdict == Verdict::Yes) break;
  }
  return open;
}

}  // namespace

std::string words_of_others(const FeeRule& rule, const Facts& facts, const Facts& other) {
  const std::vector<const FeeTier*> own = tiers_open(rule, facts);
  if (own.size() != 1) return "";  // which price it is is said not to be known
  std::string words;
  for (const FeeTier* tier : tiers_open(rule, other)) {
    if (tier == own.front()) continue;
    FeeTier of_contest = *tier;
    of_contest.scope = {};
    words += (words.empty() ? "" : "; or ") + words_of(of_contest) + total_words(*tier, facts);
  }
  return words;
}

std::string words_of(const FeeTier& tier) {
  std::string text = tier.what;
  if (!tier.where.empty()) return whole_charge_words(tier) + " " + tier.where;
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
    if (rule.confirmed_from) {
      text += fmt::format("; confirmed from {} on, unknown before",
                          rule.confirmed_from->long_text().substr(4));
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
    const bool open_to_all = tier.what.empty() && tier.where.empty() && tier.any_of.empty() &&
                             tier.scope.is_everything();
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
  std::string open;
  for (const FeeTier& tier : schedule) {
    const Finding condition = condition_of(tier, facts);
    if (condition.verdict == Verdict::No) continue;
    if (condition.verdict == Verdict::Unknown) {
      for (const auto& each : condition.missing) missing.push_back("for the fee: " + each);
      open = listed(condition.missing, "and");
      break;
    }
    if (!tier.what.empty()) return fee_of_choices(rule, facts);
    if (!tier.where.empty()) return fee_by_place(rule, facts);
    fee.total = sum_of(tier, facts);
    fee.words = whole_charge_words(tier);
    if (has_condition(tier) && !condition.words.empty()) fee.words += ", as " + condition.words;
    fee.words += total_words(tier, facts);
    return fee;
  }
  fee.words = words_of(for_contest(rule, facts));
  // Of one price beside margins that cost nothing, `free` says what is not known.
  if (!open.empty() && prices_of(for_contest(rule, facts)).prices.size() > 1) {
    fee.words += fmt::format("; which of them applies depends on {}: not known", open);
  }
  return fee;
}

}  // namespace recanvass::law
