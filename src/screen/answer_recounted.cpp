// The answer to "what did the recount change, and did equipment matter": all votes moved, not only
// the net, by what had counted first.
#include "base/figures.h"
#include "screen/answer.h"
#include "screen/multiplicity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

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

bool hides_most(const RecountedGroup& all) {
  return all.moved_named > 0 && 10 * std::abs(all.net) < all.moved_named;
}

// Labels whose interval of votes moved (without write-ins) leaves out the share of all.
std::size_t labels_apart(const std::vector<RecountedGroup>& groups) {
  std::size_t apart = 0;
  for (std::size_t i = 1; i < groups.size(); ++i) {
    const bool below = groups[i].named_high < groups.front().named_share;
    const bool above = groups[i].named_low > groups.front().named_share;
    if (groups[i].clusters > 1 && (below || above)) ++apart;
  }
  return apart;
}

// What is left of it, from the figures and not from what recounts usually are.
void judge_recounted(const std::vector<RecountedGroup>& groups, double by_label, double one_way,
                     const Lead& lead, Finding& finding) {
  const std::int64_t net = groups.front().net;
  const bool turns = lead.votes && net <= -lead.votes->value();
  finding.arithmetic = turns;
  const double level = kLevel / 2.0;  // the smaller of two
  finding.remainder =
      turns || *finding.p <= kLevel ? Remainder::Unexplained : Remainder::NothingSeen;
  if (turns) {
    finding.remainder_words = fmt::format(
        "The net change takes away the whole lead of {}: who won is decided by what the recount "
        "changed, and every large change wants a cause. ",
        lead.leader);
  }
  finding.remainder_words += fmt::format(
      "Net changes {} ({}). They differ between kinds of equipment {} dealing them anew among all "
      "units gives ({}).",
      one_way <= level ? "go one way more than chance turns them" : "go either way as by chance",
      p_words(one_way), by_label <= level ? "by more than" : "no more than", p_words(by_label));
  const std::size_t apart = labels_apart(groups);
  if (apart > 0) {
    finding.remainder_words +=
        fmt::format(" {} of {} kinds moved a share of votes that differs from that of all.", apart,
                    groups.size() - 1);
  }
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
  const double by_label = net_by_label_p(units, asked.resamples, key, executor);
  ++key.stream;
  const double one_way = net_one_way_p(units, asked.resamples, key, executor);
  const RecountedGroup& all = out.recounted.front();
  const auto both = adjusted_p(std::vector<double>{by_label, one_way}, Correction::Holm);
  finding.p = std::min(both[0], both[1]);
  finding.fact = FactStanding::Holds;
  finding.fact_words = fmt::format(
      "{} of {} votes moved in {} of {} {}: {:.3f} % ({:.3f} to {:.3f}); without write-ins {}, "
      "{:.3f} % ({:.3f} to {:.3f}). Net {}{} ({} to {}).{}",
      base::grouped(all.moved), base::grouped(all.votes), base::grouped(all.changed),
      base::grouped(all.units), asked.table->words, 100.0 * all.share, 100.0 * all.share_low,
      100.0 * all.share_high, base::grouped(all.moved_named), 100.0 * all.named_share,
      100.0 * all.named_low, 100.0 * all.named_high,
      asked.lead.leader.empty()
          ? ""
          : fmt::format("for {} over {}: ", asked.lead.leader, asked.lead.runner_up),
      votes_with_sign(all.net), votes_with_sign(std::llround(all.net_low)),
      votes_with_sign(std::llround(all.net_high)),
      hides_most(all) ? " The net hides nearly all of what moved." : "");
  judge_recounted(out.recounted, by_label, one_way, asked.lead, finding);
  finding.null_words =
      "Two, by Holm: a unit's net change has nothing to do with what had counted it (net changes "
      "dealt anew among units), and changes go either way alike (each county's net turned round by "
      "a coin). Places chose their equipment, and how they recounted, so that kinds cannot be "
      "compared as in an experiment.";
  finding.votes_concerned = election::VoteCount(std::abs(all.net));
  finding.votes_words = "Net " + against_lead(static_cast<double>(all.net), asked.lead) +
                        "; moved in all " +
                        against_lead(static_cast<double>(all.moved_named), asked.lead) +
                        ", if every one of them had gone one way.";
  constexpr double kPastLeast = 0.0002;
  constexpr double kPastMost = 0.006;
  finding.base_rate_words = fmt::format(
      "Past statewide recounts moved between 0.02 and 0.6 % of votes in all; this one moved {:.3f} "
      "%, {} them. The history of this program (recanvass flip) has their net shifts.",
      100.0 * all.share,
      all.share < kPastLeast || all.share > kPastMost ? "which is outside of" : "which is among");
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].moved_named > 0) order.emplace_back(-units[i].moved_named, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<NamedUnit> targets;
  for (const auto& [moved, i] : order) {
    if (targets.size() == kTargetsMost) break;
    targets.push_back({rows[i], fmt::format("{} votes moved of {}, net {}; counted by {}",
                                            base::grouped(-moved), base::grouped(units[i].votes),
                                            votes_with_sign(units[i].net), units[i].label)});
  }
  add_targets(targets, asked, out);
}

}  // namespace recanvass::screen
