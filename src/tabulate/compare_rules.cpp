#include "tabulate/compare_rules.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

// Who may win, in the order of the list.
struct MayWin {
  std::optional<Choices> winners;
  std::vector<std::int64_t> seats;
  bool by_lot = false;
};

MayWin may_win(const CountInput& input, const Rule& rule, int counts_max) {
  if (const auto* irv = std::get_if<IrvRules>(&rule.method)) {
    MayWin may{irv_winners_by_lot(input.profile, *irv, counts_max), {}, false};
    may.by_lot = may.winners && may.winners->size() > 1;
    return may;
  }
  const ContestCount result = count_contest(input, rule);
  const Choices tied = tied_of(result);
  MayWin may{winners_of(result), {}, !tied.empty()};
  may.winners->insert(may.winners->end(), tied.begin(), tied.end());
  std::ranges::sort(*may.winners);
  const auto repeated = std::ranges::unique(*may.winners);
  may.winners->erase(repeated.begin(), repeated.end());
  if (const auto* lists = std::get_if<ListsCount>(&result.counted)) may.seats = lists->seats.seats;
  return may;
}

}  // namespace

bool RuleComparison::depends() const {
  return std::ranges::any_of(variants, &RuleVariant::differs);
}

std::int64_t RuleComparison::unknown() const {
  return std::ranges::count_if(variants,
                               [](const RuleVariant& variant) { return !variant.winners; });
}

RuleComparison compare_rules(const CountInput& input, const Rule& rule, int counts_max) {
  RuleComparison comparison;
  const MayWin written = may_win(input, rule, counts_max);
  comparison.winners = written.winners;
  comparison.seats = written.seats;
  comparison.by_lot = written.by_lot;
  for (const NeighbourRule& neighbour : neighbours_of(rule)) {
    MayWin other = may_win(input, neighbour.rule, counts_max);
    RuleVariant variant{neighbour.setting,      neighbour.value, std::move(other.winners),
                        std::move(other.seats), other.by_lot,    false};
    variant.differs = variant.seats != written.seats ||
                      (variant.winners && written.winners &&
                       (*variant.winners != *written.winners || variant.by_lot != written.by_lot));
    comparison.variants.push_back(std::move(variant));
  }
  return comparison;
}

}  // namespace recanvass::tabulate
