#include "report/plan_text.h"

#include "base/check.h"
#include "base/figures.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::report {
namespace {

using audit::DesignPlan;
using audit::PlanDesign;
using audit::PlanQuestion;
using audit::PlanWork;

constexpr int kBarColumns = 16;

std::string whole(double number) { return base::grouped(std::llround(number)); }

// "1,234 ±56": the half width of the 95 % interval where the figure is simulated.
std::string cards_words(const PlanWork& work) {
  const std::string cards = base::grouped(work.cards);
  return work.error > 0.0 ? fmt::format("{} ±{}", cards, whole(work.error)) : cards;
}

std::string percent(double share) { return fmt::format("{:.6g} %", 100.0 * share); }

// The quantile that a single figure stands for: the one nearest nine in ten.
std::size_t shown_quantile(const PlanQuestion& question) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < question.quantiles.size(); ++i) {
    const double off = std::abs(question.quantiles[i] - 0.9);
    if (off < std::abs(question.quantiles[best] - 0.9)) best = i;
  }
  return best;
}

// A bar as long as the number of digits says: a full count is a thousand times a sample.
std::string bar(std::int64_t cards, std::int64_t most) {
  const double log_most = std::log10(static_cast<double>(std::max<std::int64_t>(most, 10)));
  const double part = std::log10(static_cast<double>(std::max<std::int64_t>(cards, 1))) / log_most;
  const int length = std::clamp(static_cast<int>(std::lround(part * kBarColumns)), 1, kBarColumns);
  std::string out;
  for (int i = 0; i < length; ++i) out += "▪";
  return out;
}

std::string designs_table(const audit::AuditPlan& plan, const Screen& screen) {
  std::vector<Column> columns{{"Design", Align::Left, true}};
  for (const double share : plan.question.quantiles) {
    columns.push_back({percent(share), Align::Right});
  }
  columns.push_back({"", Align::Left});
  Table table(columns);
  for (const DesignPlan& design : plan.designs) {
    if (!design.refusal.empty()) continue;
    std::vector<Cell> cells{{design_words(design.design)}};
    for (const audit::PlanQuantile& one : design.quantiles) {
      cells.push_back({base::grouped(one.work.cards)});
    }
    const std::size_t shown = shown_quantile(plan.question);
    cells.push_back(
        {bar(design.quantiles[shown].work.cards, plan.question.votes.cards), Tone::Faint});
    table.add(std::move(cells));
  }
  return table.text(screen, 2);
}

// What the table's figures rest on, a line a design.
std::string grounds(const audit::AuditPlan& plan, const Screen& screen) {
  std::string out = "\nHow sure\n";
  const std::size_t shown = shown_quantile(plan.question);
  for (const DesignPlan& design : plan.designs) {
    std::string words;
    if (!design.refusal.empty()) {
      words = "not planned. " + design.refusal;
    } else {
      words = basis_words(design);
      if (design.basis == audit::PlanBasis::Simulated) {
        words += fmt::format("; {} at {}", cards_words(design.quantiles[shown].work),
                             percent(design.quantiles[shown].share));
        if (design.cards_expected > 0.0) {
          words += fmt::format("; mean {} ±{}", whole(design.cards_expected),
                               whole(1.96 * design.cards_expected_error));
        }
      }
      if (!design.note.empty()) words += "; " + design.note;
    }
    out += labelled(design_words(design.design), words, 27, screen,
                    design.refusal.empty() ? Tone::Plain : Tone::Faint);
  }
  return out;
}

std::string optional_whole(const std::optional<double>& number) {
  return number ? whole(*number) : "-";
}
std::string optional_dollars(const std::optional<double>& dollars) {
  return dollars ? "$" + whole(*dollars) : "-";
}

bool tells_work(const PlanQuestion& question) {
  return question.rates.any() || question.container_cards || question.batch_cards;
}

std::string work_table(const audit::AuditPlan& plan, const Screen& screen) {
  if (!tells_work(plan.question)) return {};
  const std::size_t shown = shown_quantile(plan.question);
  Table table({{"Design", Align::Left, true},
               {"Cards", Align::Right},
               {"Batches", Align::Right},
               {"Containers", Align::Right},
               {"Hours", Align::Right},
               {"Cost", Align::Right}});
  for (const DesignPlan& design : plan.designs) {
    if (!design.refusal.empty()) continue;
    const PlanWork& work = design.quantiles[shown].work;
    table.add({{design_words(design.design)},
               {base::grouped(work.cards)},
               {optional_whole(work.batches)},
               {optional_whole(work.containers)},
               {optional_whole(work.hours)},
               {optional_dollars(work.dollars)}});
  }
  return fmt::format("\nWork of one round that is enough with {} chance\n",
                     percent(plan.question.quantiles[shown])) +
         table.text(screen, 2);
}

std::string sizes_words(const audit::RoundsPlan& rounds) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < rounds.sizes.size(); ++i) {
    words.push_back(
        fmt::format("{} ({:.0f} %)", base::grouped(rounds.sizes[i]), 100.0 * rounds.done[i]));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string frontier(const audit::AuditPlan& plan, const Screen& screen) {
  const bool money = plan.question.rates.hour_dollars || plan.question.rates.round_dollars;
  Table table({{"Design", Align::Left},
               {"Rounds", Align::Right},
               {"Cards", Align::Right},
               {money ? "Cost" : "", Align::Right},
               {"After each (chance to have ended)", Align::Left, true}});
  for (const DesignPlan& design : plan.designs) {
    if (design.frontier.size() < 2) continue;
    bool first = true;
    for (const audit::PlanRounds& one : design.frontier) {
      table.add({{first ? design_words(design.design) : ""},
                 {fmt::format("{}", one.rounds.sizes.size())},
                 {whole(one.rounds.cards_expected)},
                 {money ? optional_dollars(one.expected.dollars) : ""},
                 {sizes_words(one.rounds)}});
      first = false;
    }
  }
  if (table.empty()) return {};
  return "\nRounds: the fewest cards expected for so many, a full hand count after the last\n" +
         table.text(screen, 2);
}

std::string errors_words(const audit::RecordErrors& errors) {
  if (errors.none()) return "Records are taken to be right.";
  std::vector<std::string> words;
  const auto add = [&](double share, const char* kind) {
    if (share > 0.0) words.push_back(fmt::format("{} {}", percent(share), kind));
  };
  add(errors.one_over, "one vote too many");
  add(errors.two_over, "two votes too many");
  add(errors.one_under, "one vote too few");
  add(errors.two_under, "two votes too few");
  return fmt::format("Of the records {} for the lead.", listed(words));
}

std::string head(const PlanQuestion& question, const Screen& screen) {
  const audit::PairVotes& votes = question.votes;
  std::string out = headline(
      fmt::format("{}: {} leads {} by {} votes, {} of {} cards", question.name, question.winner,
                  question.loser, base::grouped(votes.lead()),
                  base::percent_of(votes.lead(), votes.cards, 3), base::grouped(votes.cards)),
      screen);
  out += paragraph(fmt::format("Cards to examine at a risk limit of {}, if the report is right. {}",
                               percent(question.risk_limit), errors_words(question.errors)),
                   screen);
  if (question.seen) {
    out += paragraph(
        fmt::format("Cards beyond the {} that were seen.", base::grouped(question.seen->cards)),
        screen);
  }
  return out;
}

}  // namespace

std::string design_words(PlanDesign design) {
  switch (design) {
    case PlanDesign::PollingDefault: return "Polling, default";
    case PlanDesign::PollingBravo: return "Polling, BRAVO";
    case PlanDesign::PollingProvidence: return "Polling, Providence";
    case PlanDesign::ComparisonDefault: return "Comparison, default";
    case PlanDesign::ComparisonSuperSimple: return "Comparison, super-simple";
    case PlanDesign::BatchMacro: return "Batches, MACRO";
    case PlanDesign::PooledUnits: return "ONEAudit, units pooled";
    case PlanDesign::PooledGroup: return "ONEAudit, group pooled";
    case PlanDesign::PooledRedacted: return "ONEAudit, redacted";
    case PlanDesign::Stratified: return "Comparison by strata";
    case PlanDesign::FullCount: return "Full hand count";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::string basis_words(const DesignPlan& design) {
  switch (design.basis) {
    case audit::PlanBasis::Exact: return "exact";
    case audit::PlanBasis::Simulated:
      return fmt::format("{} replicates",
                         base::grouped(static_cast<std::int64_t>(design.replicates)));
  }
  return {};
}

std::string plan_text(const audit::AuditPlan& plan, const Screen& screen) {
  return head(plan.question, screen) + "\n" + designs_table(plan, screen) +
         work_table(plan, screen) + frontier(plan, screen) + grounds(plan, screen);
}

std::string contests_text(const audit::ContestsPlan& plan, const Screen& screen) {
  std::vector<Column> columns{{"Contest", Align::Left, true}, {"Of cards", Align::Right}};
  for (const double share : plan.question.quantiles) {
    columns.push_back({percent(share), Align::Right});
  }
  columns.push_back({"Held up by", Align::Left, true});
  Table table(columns);
  for (std::size_t c = 0; c < plan.contests.size(); ++c) {
    const audit::ContestSizes& one = plan.contests[c];
    std::vector<Cell> cells{{one.name}, {base::grouped(one.cards)}};
    for (const double share : plan.question.quantiles) {
      cells.push_back({base::grouped(one.law.quantile(share).cards)});
    }
    cells.push_back({plan.question.contests[c].assertions[one.hardest].words});
    table.add(std::move(cells));
  }
  std::string out = headline("Cards that each contest reads", screen) + table.text(screen, 2);
  if (plan.question.styles.empty()) return out;
  out += "\nDifferent cards together, each contest at its own quantile:\n";
  for (std::size_t i = 0; i < plan.cards.size(); ++i) {
    out += labelled(percent(plan.question.quantiles[i]), whole(plan.cards[i]), 10, screen);
  }
  return out;
}

std::string simulation_text(const SimulationAnswer& answer, const Screen& screen) {
  std::string out = head(answer.question, screen);
  Table table(
      {{design_words(answer.design), Align::Left}, {"Cards", Align::Right}, {"±", Align::Right}});
  for (const double share : answer.question.quantiles) {
    const audit::LawQuantile at = answer.law.quantile(share);
    table.add({{percent(share)}, {base::grouped(at.cards)}, {whole(at.error)}});
  }
  table.add({{"mean"},
             {fmt::format("{:.2f}", answer.law.mean())},
             {fmt::format("{:.2f}", 1.96 * answer.law.mean_error())}});
  out += "\n" + table.text(screen, 2);
  out += fmt::format("\n{} replicates, seed {}; ± is half of a 95 % interval.\nsizes {}\n",
                     base::grouped(static_cast<std::int64_t>(answer.law.replicates())),
                     answer.question.seed, answer.sizes_hash);
  return out;
}

}  // namespace recanvass::report
