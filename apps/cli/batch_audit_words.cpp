#include "apps/cli/batch_audit_words.h"

#include "base/figures.h"
#include "report/assertions_report.h"
#include "report/measure_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::cli {
namespace {

using base::Json;
using workflow::BatchAudit;
using workflow::BatchDifference;
using workflow::BatchDrawn;
using workflow::BatchedContest;
using workflow::MeasuredBatchContest;

// The batches that a round draws for the first time, in the order of the manifest, and how often
// each is drawn in all.
struct BatchesToFetch {
  std::vector<std::size_t> batches;
  std::map<std::size_t, std::int64_t> times;
};

BatchesToFetch batches_to_fetch(const BatchDrawn& drawn) {
  const auto round = static_cast<std::uint32_t>(drawn.rounds.size());
  BatchesToFetch fetch;
  for (const workflow::DrawnBatch& draw : drawn.draws) {
    if (++fetch.times[draw.batch] == 1 && draw.round == round) fetch.batches.push_back(draw.batch);
  }
  std::ranges::sort(fetch.batches);
  return fetch;
}

std::string overstated_words(const BatchedContest& contest, const BatchDifference& one) {
  std::string words;
  const std::int64_t size = one.overstated < 0 ? -one.overstated : one.overstated;
  const bool votes = contest.asserted.assertions[one.claim].votes.has_value();
  if (one.overstated == 0) {
    words = "agrees";
  } else if (votes) {
    words = base::counted(size, "vote", "votes");
  } else {
    words = base::percent_of(size, contest.claims[one.claim].lead, 3) + " of the lead";
  }
  if (one.overstated != 0) words += one.overstated > 0 ? " over" : " under";
  if (one.missing > 0) {
    words += fmt::format(", {} not found", base::counted(one.missing, "card", "cards"));
  }
  return words;
}

class BatchContestText {
 public:
  BatchContestText(const BatchAudit& audit, std::size_t at, const report::Screen& screen)
      : audit_(audit), contest_(audit.contests[at]), screen_(screen) {}

  std::string write(const std::optional<MeasuredBatchContest>& measured,
                    const workflow::MeasuredBatchAudit& all) {
    text_ = report::headline(contest_.asserted.contest.name, screen_);
    line("Outcome", contest_.asserted.outcome);
    if (!measured) {
      line("Audit", "none: " + contest_.asserted.words);
      return std::move(text_);
    }
    add_verdict(*measured);
    line("Counted",
         fmt::format("{} of {}, {}, by {}", base::grouped(all.batches_counted),
                     base::counted(std::ssize(audit_.weights), "batch", "batches"),
                     base::counted(all.cards_counted, "card", "cards"), measured->risk_function));
    const audit::MeasuredBatches& found = measured->measured;
    line("Worst", contest_.asserted.assertions[found.worst].assertion.words);
    if (found.verdict == audit::Verdict::Contradicted) {
      line("Why", "by the batches that were counted it is not true that " +
                      contest_.asserted.assertions[found.worst].assertion.words +
                      ", whatever the other batches say: count every card by hand");
    }
    if (found.more_if_clean && !is_diagnostic(*measured)) {
      line("Next round", base::counted(*found.more_if_clean, "batch more", "batches more") +
                             " at most if none differs");
    }
    if (contest_.claims.size() > 1) add_risks(found);
    add_differences(*measured);
    return std::move(text_);
  }

 private:
  void line(std::string_view label, const std::string& words,
            report::Tone tone = report::Tone::Plain) {
    text_ += report::labelled(label, words, 12, screen_, tone);
  }
  [[nodiscard]] bool is_diagnostic(const MeasuredBatchContest& measured) const {
    return measured.risk_function != contest_.asserted.risk_function;
  }
  void add_verdict(const MeasuredBatchContest& measured) {
    const bool part = contest_.asserted.reach != audit::ProofReach::Outcome;
    if (is_diagnostic(measured)) {
      line("Verdict",
           fmt::format("none: a diagnostic by {}, chosen after the counts: not risk-limiting; {} "
                       "was fixed before the seed",
                       measured.risk_function, contest_.asserted.risk_function),
           report::Tone::Notice);
      line("Figure", report::risk_text(measured.measured.risk) + ", which limits no risk");
      return;
    }
    const bool confirmed = measured.measured.verdict == audit::Verdict::Confirmed;
    line("Verdict",
         part && confirmed ? "in part only, so that the outcome is not confirmed"
                           : std::string(audit::words_of(measured.measured.verdict)),
         confirmed && !part ? report::Tone::Good : report::Tone::Notice);
    line("Risk", fmt::format("{}; the limit is {}", report::risk_text(measured.measured.risk),
                             report::risk_limit_text(contest_.asserted.risk_limit)));
  }
  void add_risks(const audit::MeasuredBatches& found) {
    report::Table table({{"Assertion", report::Align::Left, true}, {"Risk", report::Align::Right}});
    for (std::size_t i = 0; i < found.risks.size(); ++i) {
      table.add({{contest_.asserted.assertions[i].assertion.words, report::Tone::Plain},
                 {report::risk_text(found.risks[i]), report::Tone::Plain}});
    }
    text_ += table.text(screen_, 2);
  }
  void add_differences(const MeasuredBatchContest& measured) {
    if (measured.differences.empty()) return;
    report::Table table({{"Batch", report::Align::Left},
                         {"Report", report::Align::Left},
                         {"For", report::Align::Left, true}});
    for (const BatchDifference& one : measured.differences) {
      table.add({{audit_.batches.batches()[one.batch].name, report::Tone::Plain},
                 {overstated_words(contest_, one), report::Tone::Plain},
                 {contest_.asserted.assertions[one.claim].assertion.words, report::Tone::Plain}});
    }
    text_ += table.text(screen_, 2);
  }

  const BatchAudit& audit_;
  const BatchedContest& contest_;
  const report::Screen& screen_;
  std::string text_;
};

std::string_view batch_verdict_id(const BatchedContest& contest,
                                  const MeasuredBatchContest& measured) {
  if (measured.risk_function != contest.asserted.risk_function) return "diagnostic";
  switch (measured.measured.verdict) {
    case audit::Verdict::Confirmed:
      return is_confirmed(contest, measured) ? "confirmed" : "in-part";
    case audit::Verdict::NotYetConfirmed: return "not-yet-confirmed";
    case audit::Verdict::FullHandCountNeeded: return "full-hand-count-needed";
    case audit::Verdict::Contradicted: return "contradicted";
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace

std::string batch_assertions_text(const BatchAudit& audit, const report::Screen& screen) {
  std::string text;
  for (const BatchedContest& one : audit.contests) {
    if (!text.empty()) text += "\n";
    text += report::assertions_text(one.asserted, screen);
    if (!one.batches_if_clean) continue;
    const double leads =
        static_cast<double>(audit.weight_sum()) / static_cast<double>(audit::kLeadWeight);
    text += report::labelled(
        "Batches",
        fmt::format("{}; all errors that they could hold are {:.1f} times a lead",
                    base::counted(std::ssize(audit.weights), "batch", "batches"), leads),
        12, screen);
    text += report::labelled(
        "Sample",
        fmt::format("{} confirm it at a risk limit of {} if none differs, whichever they are",
                    base::counted(*one.batches_if_clean, "batch", "batches"),
                    report::risk_limit_text(one.asserted.risk_limit)),
        12, screen);
  }
  return text;
}

std::string batch_draw_text(const BatchAudit& audit, const BatchDrawn& drawn,
                            const report::Screen& screen) {
  const BatchesToFetch fetch = batches_to_fetch(drawn);
  std::int64_t cards = 0;
  for (const std::size_t batch : fetch.batches) cards += audit.batches.batches()[batch].cards;
  std::string text =
      report::headline(fmt::format("Round {}: {} to count, {}", drawn.rounds.size(),
                                   base::counted(std::ssize(fetch.batches), "batch", "batches"),
                                   base::counted(cards, "card", "cards")),
                       screen);
  text += report::labelled("Method",
                           "SHA-256(seed \",\" k) modulo the weights, with replacement: a batch "
                           "weighs what its errors could make up of a lead",
                           10, screen);
  text += report::labelled("Seed", drawn.seed, 10, screen);
  text += report::labelled("Drawn",
                           fmt::format("{} of {} in {}", base::grouped(drawn.rounds.back()),
                                       base::counted(std::ssize(audit.weights), "batch", "batches"),
                                       base::counted(std::ssize(drawn.draws), "draw", "draws")),
                           10, screen);
  report::Table table({{"Container", report::Align::Left},
                       {"Batch", report::Align::Left, true},
                       {"Cards", report::Align::Right},
                       {"Drawn", report::Align::Left}});
  for (const std::size_t batch : fetch.batches) {
    const workflow::NamedBatches::Batch& one = audit.batches.batches()[batch];
    const std::int64_t times = fetch.times.at(batch);
    table.add({{one.container.empty() ? "not told" : one.container, report::Tone::Plain},
               {one.name, report::Tone::Plain},
               {base::grouped(one.cards), report::Tone::Plain},
               {times > 1 ? fmt::format("{} times", times) : std::string(), report::Tone::Plain}});
  }
  return text + "\n" + table.text(screen, 2);
}

report::CsvTable batch_counts_table(const BatchAudit& audit, const BatchDrawn& drawn) {
  report::CsvTable table{"counts", {"Batch Name", "Cards found"}, {}};
  for (const BatchedContest& one : audit.contests) {
    for (const auto& choice : one.asserted.contest.choices) {
      table.columns.push_back(audit.contests.size() > 1
                                  ? one.asserted.contest.name + " - " + choice.name
                                  : choice.name);
    }
  }
  for (const std::size_t batch : batches_to_fetch(drawn).batches) {
    std::vector<std::string> row(table.columns.size());
    row[0] = audit.batches.batches()[batch].name;
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool is_confirmed(const BatchedContest& contest,
                  const std::optional<MeasuredBatchContest>& measured) {
  return measured && measured->risk_function == contest.asserted.risk_function &&
         contest.asserted.reach == audit::ProofReach::Outcome &&
         measured->measured.verdict == audit::Verdict::Confirmed;
}

std::string batch_measure_text(const BatchAudit& audit,
                               const workflow::MeasuredBatchAudit& measured,
                               const report::Screen& screen) {
  std::string text;
  std::int64_t open = 0;
  for (std::size_t at = 0; at < audit.contests.size(); ++at) {
    text += BatchContestText(audit, at, screen).write(measured.contests[at], measured) + "\n";
    open += is_confirmed(audit.contests[at], measured.contests[at]) ? 0 : 1;
  }
  const std::string ending =
      open == 0 ? "Every contest of the audit is confirmed."
                : fmt::format("{} of the audit {} not confirmed.",
                              base::counted(open, "contest", "contests"), open == 1 ? "is" : "are");
  return text + report::paragraph(ending, screen);
}

Json batch_measure_json(const BatchAudit& audit, const workflow::MeasuredBatchAudit& measured) {
  Json contests = Json::array();
  bool confirmed = true;
  for (std::size_t at = 0; at < audit.contests.size(); ++at) {
    const BatchedContest& contest = audit.contests[at];
    const auto& one = measured.contests[at];
    confirmed = confirmed && is_confirmed(contest, one);
    Json json = {{"id", contest.asserted.contest.id.text},
                 {"name", contest.asserted.contest.name},
                 {"outcome", contest.asserted.outcome},
                 {"risk_limit", contest.asserted.risk_limit},
                 {"risk_function_fixed", contest.asserted.risk_function},
                 {"risk_function", nullptr},
                 {"words", contest.asserted.words},
                 {"verdict", nullptr},
                 {"risk", nullptr},
                 {"worst", nullptr},
                 {"more_if_clean", nullptr},
                 {"assertions", Json::array()},
                 {"differences", Json::array()}};
    if (one) {
      json["risk_function"] = one->risk_function;
      json["verdict"] = batch_verdict_id(contest, *one);
      json["risk"] = one->measured.risk;
      json["worst"] = one->measured.worst;
      if (one->measured.more_if_clean) json["more_if_clean"] = *one->measured.more_if_clean;
      for (std::size_t i = 0; i < one->measured.risks.size(); ++i) {
        json["assertions"].push_back({{"words", contest.asserted.assertions[i].assertion.words},
                                      {"risk", one->measured.risks[i]},
                                      {"lead", contest.claims[i].lead}});
      }
      for (const BatchDifference& found : one->differences) {
        json["differences"].push_back({{"batch", audit.batches.batches()[found.batch].name},
                                       {"assertion", found.claim},
                                       {"overstated", found.overstated},
                                       {"cards_missing", found.missing}});
      }
    }
    contests.push_back(std::move(json));
  }
  return {{"schema", "recanvass.batch-measure/1"},   {"confirmed", confirmed},
          {"batches", audit.weights.size()},         {"batches_counted", measured.batches_counted},
          {"cards_counted", measured.cards_counted}, {"contests", std::move(contests)}};
}

}  // namespace recanvass::cli
