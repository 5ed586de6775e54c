// The answer about figures of one form that stand beside each other: a part that is more than its
// whole cannot be, and a part far below it is a slip of the form more often than a fact. No test:
// the file contradicts itself, or it does not.
#include "base/figures.h"
#include "screen/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::screen {
namespace {

struct OffPair {
  std::size_t unit = 0;
  std::size_t pair = 0;
  std::int64_t part = 0;
  std::int64_t whole = 0;

  [[nodiscard]] std::int64_t gap() const { return part > whole ? part - whole : whole - part; }
};

struct PairTally {
  std::int64_t above = 0;
  std::int64_t beyond = 0;  // by how much in all
  std::int64_t below = 0;
  std::int64_t missing = 0;
};

std::vector<OffPair> off_pairs(const WithinAsk& ask, const UnitTable& table,
                               std::vector<PairTally>& tallies) {
  std::vector<OffPair> off;
  for (std::size_t pair = 0; pair < ask.pairs.size(); ++pair) {
    const WithinAsk::Pair& one = ask.pairs[pair];
    for (const std::size_t unit : complete_units(table, {one.part, one.whole})) {
      const std::int64_t part = whole_of(table.measure(one.part)->values[unit]);
      const std::int64_t whole = whole_of(table.measure(one.whole)->values[unit]);
      const bool few = one.least && whole >= one.from &&
                       static_cast<double>(part) < *one.least * static_cast<double>(whole);
      if (part <= whole && !few) continue;
      off.push_back({unit, pair, part, whole});
      PairTally& tally = tallies[pair];
      (few ? tally.below : tally.above) += 1;
      (few ? tally.missing : tally.beyond) += off.back().gap();
    }
  }
  return off;
}

std::string tally_words(const WithinAsk::Pair& pair, const PairTally& tally,
                        const std::string& units) {
  std::string words = pair.words + ": ";
  words += tally.above == 0
               ? "nowhere more than there can be"
               : fmt::format("more than there can be in {} {} ({} too many)",
                             base::grouped(tally.above), units, base::grouped(tally.beyond));
  if (pair.least) {
    words += fmt::format("; below {:.0f} % of it in {} ({} fewer)", 100.0 * *pair.least,
                         base::grouped(tally.below), base::grouped(tally.missing));
  }
  return words + ". ";
}

}  // namespace

void answer_within(const WithinAsk& ask, const AskedOf& asked, Answered& out) {
  const UnitTable& table = *asked.table;
  Finding& finding = out.finding;
  std::vector<PairTally> tallies(ask.pairs.size());
  const std::vector<OffPair> off = off_pairs(ask, table, tallies);
  std::map<std::size_t, std::vector<OffPair>> by_unit;
  std::int64_t above = 0;
  for (const OffPair& one : off) by_unit[one.unit].push_back(one);
  finding.arithmetic = true;
  for (std::size_t pair = 0; pair < ask.pairs.size(); ++pair) {
    finding.fact_words += tally_words(ask.pairs[pair], tallies[pair], table.words);
    above += tallies[pair].above;
  }
  const std::string in_all = base::grouped(static_cast<std::int64_t>(by_unit.size())) + " of " +
                             base::grouped(static_cast<std::int64_t>(table.units.size())) + " " +
                             table.words;
  finding.fact = off.empty() ? FactStanding::HoldsNot : FactStanding::Holds;
  finding.remainder = off.empty() ? Remainder::NothingSeen : Remainder::Unexplained;
  finding.remainder_words =
      off.empty() ? "Every figure fits the one that it is a part of."
                  : fmt::format(
                        "In {} the file contradicts itself or leaves most of a figure out: at "
                        "least one of two numbers on the form is a slip. Which, the file does not "
                        "say; what is asked of these figures is asked without those units too.",
                        in_all);
  finding.null_words =
      above > 0 ? "None: a part that is more than its whole cannot be, whatever chance does."
                : "None: this is arithmetic, not a test.";
  finding.base_rate_words =
      "Forms that nobody adds up before they are filed seldom balance: such slips say how the form "
      "was filled in.";
  finding.votes_words = fmt::format(
      "In {}. These are numbers on a form, not votes: the canvass does not use them.", in_all);
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (const auto& [unit, pairs] : by_unit) {
    std::int64_t widest = 0;
    for (const OffPair& one : pairs) widest = std::max(widest, one.gap());
    order.emplace_back(-widest, unit);
  }
  std::sort(order.begin(), order.end());
  std::vector<NamedUnit> targets;
  for (const auto& [widest, unit] : order) {
    std::string why;
    for (const OffPair& one : by_unit.at(unit)) {
      why += fmt::format("{}{}: {} of {}", why.empty() ? "" : "; ", ask.pairs[one.pair].words,
                         base::grouped(one.part), base::grouped(one.whole));
    }
    targets.push_back({unit, why});
  }
  add_targets(targets, asked, out);
}

}  // namespace recanvass::screen
