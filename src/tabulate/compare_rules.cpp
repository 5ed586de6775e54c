#include "tabulate/compare_rules.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace recanvass::tabulate {
namespace {

template <class Value, std::size_t N>
using Values = std::array<std::pair<Value, std::string_view>, N>;

// Adds a variant for every value of one setting but the one that the rules have.
template <class Value, std::size_t N, class Setting>
void add_variants(const IrvRules& rules, std::string_view setting, const Values<Value, N>& values,
                  Setting&& of, std::vector<RuleVariant>& variants) {
  for (const auto& [value, words] : values) {
    IrvRules changed = rules;
    if (of(changed) == value) continue;
    of(changed) = value;
    variants.push_back({std::string(setting), std::string(words), changed, std::nullopt, false});
  }
}

constexpr Values<SkippedRanks, 4> kSkipped = {{
    {SkippedRanks::PassOver, "is passed over"},
    {SkippedRanks::StopAtTwo, "ends the ballot where two follow each other"},
    {SkippedRanks::StopAtOne, "ends the ballot"},
    {SkippedRanks::WaitARound, "suspends the ballot for a round"},
}};
constexpr Values<OvervotedRanks, 3> kOvervoted = {{
    {OvervotedRanks::Stop, "ends the ballot"},
    {OvervotedRanks::PassOver, "is passed over"},
    {OvervotedRanks::CountIfOneStands, "counts for the one who stands, if only one does"},
}};
constexpr Values<RepeatedRanks, 2> kRepeated = {{
    {RepeatedRanks::PassOver, "is passed over"},
    {RepeatedRanks::Stop, "ends the ballot"},
}};
constexpr Values<Elimination, 3> kElimination = {{
    {Elimination::OneAtATime, "one goes out at a time"},
    {Elimination::BatchIfBelow, "all go out who together are below the next one"},
    {Elimination::BatchIfNotAbove, "all go out who together are not above the next one"},
}};
constexpr Values<TieBreak, 3> kTieBreak = {{
    {TieBreak::Lot, "is broken by lot"},
    {TieBreak::EarlierRound, "is broken by the last earlier round that differs"},
    {TieBreak::FirstRound, "is broken by the first round that differs"},
}};
constexpr Values<WriteIns, 2> kWriteIns = {{
    {WriteIns::LikeAnyChoice, "stay in like any choice"},
    {WriteIns::OutFirst, "go out first"},
}};

}  // namespace

bool RuleComparison::depends() const {
  return std::ranges::any_of(variants, &RuleVariant::differs);
}

std::vector<RuleVariant> neighbours_of(const IrvRules& rules) {
  std::vector<RuleVariant> variants;
  add_variants(
      rules, "a blank rank", kSkipped,
      [](IrvRules& r) -> SkippedRanks& { return r.reading.skipped; }, variants);
  add_variants(
      rules, "an overvoted rank", kOvervoted,
      [](IrvRules& r) -> OvervotedRanks& { return r.reading.overvoted; }, variants);
  add_variants(
      rules, "a choice ranked again", kRepeated,
      [](IrvRules& r) -> RepeatedRanks& { return r.reading.repeated; }, variants);
  add_variants(
      rules, "elimination", kElimination, [](IrvRules& r) -> Elimination& { return r.elimination; },
      variants);
  add_variants(
      rules, "a tie for elimination", kTieBreak,
      [](IrvRules& r) -> TieBreak& { return r.tie_break; }, variants);
  add_variants(
      rules, "written names", kWriteIns, [](IrvRules& r) -> WriteIns& { return r.write_ins; },
      variants);
  return variants;
}

RuleComparison compare_rules(const Profile& profile, const IrvRules& rules, int counts_max) {
  RuleComparison comparison;
  comparison.winners = irv_winners_by_lot(profile, rules, counts_max);
  comparison.variants = neighbours_of(rules);
  for (RuleVariant& variant : comparison.variants) {
    variant.winners = irv_winners_by_lot(profile, variant.rules, counts_max);
    variant.differs =
        variant.winners && comparison.winners && *variant.winners != *comparison.winners;
  }
  return comparison;
}

}  // namespace recanvass::tabulate
