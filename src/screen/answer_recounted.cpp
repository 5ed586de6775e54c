// The answer to "what did the recount change, and did equipment matter": all votes moved, not only
// the net, by what had counted first.
#include "base/figures.h"
#include "screen/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

std::int64_t at(const UnitTable& table, const std::string& measure, std::size_t unit) {
  return static_cast<std::int64_t>(std::llround(table.measure(measure)->values[unit]));
}

std::string votes_with_sign(std::int64_t votes) {
  return votes > 0 ? "+" + base::grouped(votes) : base::grouped(votes);
}

std::vector<RecountedUnit> recounted_units(const RecountedAsk& ask, const UnitTable& table,
                                           std::vector<std::size_t>& rows) {
  std::vector<RecountedUnit> units;
  rows = complete_units(table, {ask.votes, ask.moved, ask.moved_named, ask.net});
  const Label* label = table.label(ask.label);
  for (const std::size_t unit : rows) {
    units.push_back({table.units[unit], label->values[unit], table.groups[unit],
                     at(table, ask.votes, unit), at(table, ask.moved, unit),
                     at(table, ask.moved_named, unit), at(table, ask.net, unit)});
  }
  return units;
}

}  // namespace

void answer_recounted(const RecountedAsk& ask, const AskedOf& asked, Answered& out,
                      base::Executor& executor) {
  Finding& finding = out.finding;
  std::vector<std::size_t> rows;
  const auto units = recounted_units(ask, *asked.table, rows);
  out.recounted = recounted_by_label(units, asked.resamples, asked.key, executor);
  stats::RandomKey key = asked.key;
  key.stream += 40;
  finding.p = net_by_label_p(units, asked.resamples, key, executor);
  const RecountedGroup& all = out.recounted.front();
  finding.fact = FactStanding::Holds;
  finding.fact_words = fmt::format(
      "{} of {} votes moved in {} of {} {}: {:.3f} % ({:.3f} to {:.3f}); without write-ins {}, "
      "{:.3f} % ({:.3f} to {:.3f}). Net for {} over {}: {} ({} to {}), which hides nearly all of "
      "it.",
      base::grouped(all.moved), base::grouped(all.votes), base::grouped(all.changed),
      base::grouped(all.units), asked.table->words, 100.0 * all.share, 100.0 * all.share_low,
      100.0 * all.share_high, base::grouped(all.moved_named), 100.0 * all.named_share,
      100.0 * all.named_low, 100.0 * all.named_high, asked.lead.leader, asked.lead.runner_up,
      votes_with_sign(all.net), votes_with_sign(std::llround(all.net_low)),
      votes_with_sign(std::llround(all.net_high)));
  finding.remainder = *finding.p <= kLevel ? Remainder::Unexplained : Remainder::NothingSeen;
  finding.remainder_words =
      *finding.p <= kLevel
          ? "Net changes differ between kinds of equipment by more than dealing them anew among "
            "all units gives."
          : "Net changes differ between kinds of equipment no more than dealing them anew among "
            "all units gives. Kinds differ in how many votes moved; that they differ in whose is "
            "not "
            "shown.";
  finding.null_words =
      "A unit's net change has nothing to do with what had counted it: units' net changes are "
      "dealt anew. Places chose their equipment, and how they recounted, so that kinds cannot be "
      "compared as in an experiment.";
  finding.votes_concerned = election::VoteCount(std::abs(all.net));
  finding.votes_words = "Net " + against_lead(static_cast<double>(all.net), asked.lead) +
                        "; moved in all " +
                        against_lead(static_cast<double>(all.moved_named), asked.lead) +
                        ", if every one of them had gone one way.";
  finding.base_rate_words =
      "Past statewide recounts moved between 0.02 and 0.6 % of votes in all; the history of this "
      "program (recanvass flip) has their net shifts.";
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].moved_named > 0) order.emplace_back(-units[i].moved_named, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::pair<std::size_t, std::string>> targets;
  for (const auto& [moved, i] : order) {
    if (targets.size() == kTargetsMost) break;
    targets.emplace_back(rows[i], fmt::format("{} votes moved of {}, net {}; counted by {}",
                                              base::grouped(-moved), base::grouped(units[i].votes),
                                              votes_with_sign(units[i].net), units[i].label));
  }
  add_targets(targets, asked, out);
}

}  // namespace recanvass::screen
