#include "workflow/screen_sums.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::workflow {
namespace {

constexpr std::int64_t kTotalLeast = 100;  // smaller sums are equal by chance
constexpr std::size_t kOthersLeast = 2;  // a row equal to one other is its copy

void add_sum(const screen::AskedOf& asked, const std::string& measure, const std::string& words,
             const std::optional<election::VoteCount>& reported,
             std::vector<SumBesideReported>& sums) {
  const screen::Measure* found = asked.table->measure(measure);
  if (found == nullptr || !reported) return;
  SumBesideReported sum{words, 0, reported->value(), 0};
  for (const double value : found->values) {
    if (std::isfinite(value)) {
      sum.units += std::llround(value);
    } else {
      ++sum.unknown;
    }
  }
  if (sum.unknown < found->values.size()) sums.push_back(sum);
}

// Sums of each choice, and how many units there are, of a group.
struct ChoiceSums {
  std::vector<double> votes;
  double all = 0.0;
  std::size_t units = 0;
};

void add_to_sums(const std::vector<double>& votes, ChoiceSums& sums) {
  sums.votes.resize(votes.size(), 0.0);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    sums.votes[i] += votes[i];
    sums.all += votes[i];
  }
  ++sums.units;
}

bool is_total_of(const std::vector<double>& votes, const ChoiceSums& sums) {
  double own = 0.0;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (2.0 * votes[i] != sums.votes[i]) return false;
    own += votes[i];
  }
  return own >= static_cast<double>(kTotalLeast) && sums.units > kOthersLeast;
}

}  // namespace

std::vector<SumBesideReported> sums_beside_reported(const screen::Question& question,
                                                    const screen::RulesAsk& ask,
                                                    const screen::AskedOf& asked) {
  std::vector<SumBesideReported> sums;
  const screen::Lead& lead = asked.lead;
  add_sum(asked, question.leader, "votes for " + lead.leader, lead.leader_votes, sums);
  add_sum(asked, question.runner_up, "votes for " + lead.runner_up, lead.runner_up_votes, sums);
  add_sum(asked, ask.total, "votes in all", lead.all_votes, sums);
  return sums;
}

std::string sums_words(const std::vector<SumBesideReported>& sums, const screen::AskedOf& asked) {
  std::string off;
  std::size_t unknown = 0;
  for (const SumBesideReported& sum : sums) {
    unknown = std::max(unknown, sum.unknown);
    if (sum.off() == 0) continue;
    off += fmt::format("{}{}: {} by the units, {} reported, {} {}", off.empty() ? "" : "; ",
                       sum.words, base::grouped(sum.units), base::grouped(sum.reported),
                       base::grouped(std::abs(sum.off())), sum.off() < 0 ? "fewer" : "more");
  }
  if (sums.empty()) return {};
  const std::string& set = asked.lead.result_set;
  std::string words =
      off.empty() ? fmt::format("The {} add up to what \"{}\" reports. ", asked.table->words, set)
                  : fmt::format("The {} do not add up to what \"{}\" reports ({}). ",
                                asked.table->words, set, off);
  if (unknown > 0 && !off.empty()) {
    words += fmt::format("{} of them have no figure. ",
                         base::grouped(static_cast<std::int64_t>(unknown)));
  }
  return words;
}

std::int64_t votes_off(const std::vector<SumBesideReported>& sums) {
  std::int64_t of_all = 0;
  std::int64_t of_choices = 0;
  for (const SumBesideReported& sum : sums) {
    (sum.words == "votes in all" ? of_all : of_choices) += std::abs(sum.off());
  }
  return std::max(of_all, of_choices);
}

std::vector<std::size_t> rows_of_totals(const screen::UnitTable& table,
                                        const screen::RulesAsk& ask) {
  std::vector<std::vector<double>> votes(table.units.size());
  std::map<std::string, ChoiceSums> groups;
  ChoiceSums everywhere;
  for (const std::size_t unit : screen::complete_units(table, ask.choices)) {
    for (const std::string& choice : ask.choices) {
      votes[unit].push_back(table.measure(choice)->values[unit]);
    }
    add_to_sums(votes[unit], groups[table.groups[unit]]);
    add_to_sums(votes[unit], everywhere);
  }
  std::vector<std::size_t> totals;
  for (std::size_t unit = 0; unit < votes.size(); ++unit) {
    if (votes[unit].empty()) continue;
    if (is_total_of(votes[unit], groups.at(table.groups[unit])) ||
        is_total_of(votes[unit], everywhere)) {
      totals.push_back(unit);
    }
  }
  return totals;
}

}  // namespace recanvass::workflow
