#include "apps/cli/strata_audit_words.h"

#include "audit/reported_parts.h"
#include "base/check.h"
#include "base/figures.h"
#include "report/assertions_report.h"
#include "report/draw_report.h"
#include "report/measure_report.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using base::Json;
using report::Align;
using report::Tone;
using workflow::MeasuredStrataAudit;
using workflow::StrataAudit;

constexpr int kStrataLabel = 12;

bool is_polled_stratum(const StrataAudit& audit, std::size_t at) {
  return audit.measure.strata[at].design == audit::MeasureDesign::Polling;
}

std::string cards_by_stratum(const StrataAudit& audit, const std::vector<std::int64_t>& cards) {
  std::string words;
  for (std::size_t s = 0; s < cards.size(); ++s) {
    if (!words.empty()) words += s + 1 == cards.size() ? " and " : ", ";
    words +=
        fmt::format("{} of {}", base::counted(cards[s], "card", "cards"), audit.strata[s].name);
  }
  return words;
}

std::string tally_words(const StrataAudit& audit, const audit::StratifiedRisk& risk,
                        std::size_t at) {
  const audit::StratumTally& tally = risk.tallies[at];
  if (is_polled_stratum(audit, at)) {
    return fmt::format("{} for it, {} against, {} neither", base::grouped(tally.for_claim),
                       base::grouped(tally.against_claim), base::grouped(tally.neither));
  }
  const audit::DiscrepancyTally& compared = tally.compared;
  std::string words = fmt::format("{} agree", base::grouped(compared.agree));
  const auto add = [&](std::int64_t cards, const char* what) {
    if (cards > 0) words += fmt::format(", {}: {}", what, base::grouped(cards));
  };
  add(compared.one_over, "one vote over");
  add(compared.two_over, "two votes over");
  add(compared.one_under, "one vote under");
  add(compared.two_under, "two votes under");
  add(compared.other_over, "over otherwise");
  add(compared.other_under, "under otherwise");
  add(compared.not_found, "of these not found");
  return words;
}

std::string_view strata_verdict_id(audit::Verdict verdict) {
  switch (verdict) {
    case audit::Verdict::NotYetConfirmed: return "not-yet-confirmed";
    case audit::Verdict::Confirmed: return "confirmed";
    case audit::Verdict::FullHandCountNeeded: return "full-hand-count-needed";
    case audit::Verdict::Contradicted: return "contradicted";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::string design_words(const StrataAudit& audit, std::size_t at) {
  return is_polled_stratum(audit, at) ? "polled" : "compared with records";
}

}  // namespace

std::string strata_assertions_text(const StrataAudit& audit, const report::Screen& screen) {
  std::string text = report::assertions_text(audit.asserted, screen);
  report::Table table({{"Stratum", Align::Left, true},
                       {"Its paper is", Align::Left},
                       {"Cards", Align::Right},
                       {"Phantoms", Align::Right},
                       {"First round", Align::Right}});
  for (std::size_t s = 0; s < audit.strata.size(); ++s) {
    const auto& domain = audit.strata[s].assertions.contests.front().domain;
    const std::string first =
        audit.first_round ? base::grouped((*audit.first_round)[s]) : std::string("all");
    table.add({{audit.strata[s].name, Tone::Plain},
               {design_words(audit, s), Tone::Plain},
               {base::grouped(domain.cards().value()), Tone::Plain},
               {base::grouped(domain.phantoms.value()), Tone::Plain},
               {first, Tone::Plain}});
  }
  text += table.text(screen, 2);
  const std::string limit = report::risk_limit_text(audit.asserted.risk_limit);
  if (audit.asserted.assertions.empty()) return text;
  text += report::labelled(
      "Sample",
      audit.first_round
          ? fmt::format("{} confirm it by {} at a risk limit of {} if no record differs and votes "
                        "come as reported",
                        cards_by_stratum(audit, *audit.first_round), audit.measure.risk_function,
                        limit)
          : fmt::format("none but all cards confirms it by {} at a risk limit of {}",
                        audit.measure.risk_function, limit),
      kStrataLabel, screen);
  return text;
}

std::string strata_draw_text(const StrataAudit& audit, const workflow::StrataDrawn& drawn,
                             const report::Screen& screen) {
  std::string text;
  for (std::size_t s = 0; s < audit.strata.size(); ++s) {
    const workflow::AuditDraw& one = drawn.strata[s];
    if (!text.empty()) text += "\n";
    text += report::headline("Stratum " + audit.strata[s].name, screen);
    text += report::draw_text(one.draw, one.plan,
                              static_cast<std::uint32_t>(one.plan.rounds.size()), screen);
  }
  return text;
}

report::CsvTable strata_readings_table(const StrataAudit& audit,
                                       const workflow::StrataDrawn& drawn) {
  report::CsvTable all{"readings", {"stratum"}, {}};
  for (std::size_t s = 0; s < audit.strata.size(); ++s) {
    const workflow::AuditDraw& one = drawn.strata[s];
    const auto round = static_cast<std::uint32_t>(one.plan.rounds.size());
    const report::CsvTable table =
        report::readings_table(one.draw, round, audit.strata[s].assertions.contests);
    if (s == 0) all.columns.insert(all.columns.end(), table.columns.begin(), table.columns.end());
    for (const std::vector<std::string>& row : table.rows) {
      std::vector<std::string>& cells = all.rows.emplace_back();
      cells.push_back(audit.strata[s].name);
      cells.insert(cells.end(), row.begin(), row.end());
    }
  }
  return all;
}

bool is_confirmed(const StrataAudit& audit, const MeasuredStrataAudit& measured) {
  return audit.asserted.reach == audit::ProofReach::Outcome &&
         measured.measured.verdict == audit::Verdict::Confirmed;
}

std::string strata_measure_text(const StrataAudit& audit, const MeasuredStrataAudit& measured,
                                const report::Screen& screen) {
  const audit::MeasuredStrata& found = measured.measured;
  std::string text = report::headline(audit.asserted.contest.name, screen);
  const auto line = [&](std::string_view label, const std::string& words, Tone tone = Tone::Plain) {
    text += report::labelled(label, words, kStrataLabel, screen, tone);
  };
  line("Outcome", audit.asserted.outcome);
  const bool confirmed = is_confirmed(audit, measured);
  const bool part = found.verdict == audit::Verdict::Confirmed && !confirmed;
  line("Verdict",
       part ? "in part only, so that the outcome is not confirmed"
            : std::string(audit::words_of(found.verdict)),
       confirmed ? Tone::Good : Tone::Notice);
  line("Risk", fmt::format("{}; the limit is {}", report::risk_text(found.risk),
                           report::risk_limit_text(audit.asserted.risk_limit)));
  line("Read",
       cards_by_stratum(audit, measured.cards_read) + ", by " + audit.measure.risk_function);
  const std::string& worst = audit.measure.assertions[found.worst].assertion.words;
  line("Worst", worst);
  if (found.verdict == audit::Verdict::Contradicted) {
    line("Why", "by the paper that was read it is not true that " + worst +
                    ", whatever the other cards say: count every card by hand");
  }
  if (found.totals_chance <= audit::kTotalsRefuted && found.risk > 0.0) {
    line("Why", fmt::format("the paper that was polled is unlike what was reported of its strata: "
                            "paper of those totals gives such cards with a chance of at most {}. "
                            "No risk confirms the outcome before every card is counted by hand",
                            report::risk_text(found.totals_chance)));
  }
  for (std::size_t s = 0; s < audit.strata.size(); ++s) {
    line(s == 0 ? "Cards" : "",
         fmt::format("{}, {}: {}", audit.strata[s].name, design_words(audit, s),
                     tally_words(audit, found.assertions[found.worst], s)));
  }
  if (found.more) {
    line("Next round", cards_by_stratum(audit, *found.more) +
                           " more if no record differs and paper is like what was read");
  }
  if (found.assertions.size() > 1) {
    report::Table table({{"Assertion", Align::Left, true}, {"Risk", Align::Right}});
    for (std::size_t i = 0; i < found.assertions.size(); ++i) {
      table.add({{audit.measure.assertions[i].assertion.words, Tone::Plain},
                 {report::rounded_risk(found.assertions[i].p), Tone::Plain}});
    }
    text += table.text(screen, 2);
  }
  if (!measured.differences.empty()) {
    report::Table table({{"Stratum", Align::Left},
                         {"Card", Align::Left},
                         {"Record", Align::Left},
                         {"For", Align::Left, true}});
    for (const workflow::StratumDifference& one : measured.differences) {
      table.add({{audit.strata[one.stratum].name, Tone::Plain},
                 {one.card, Tone::Plain},
                 {audit::words_of_overstatement(one.overstatement), Tone::Plain},
                 {audit.measure.assertions[one.assertion].assertion.words, Tone::Plain}});
    }
    text += table.text(screen, 2);
  }
  return text;
}

Json strata_measure_json(const StrataAudit& audit, const MeasuredStrataAudit& measured) {
  const audit::MeasuredStrata& found = measured.measured;
  Json strata = Json::array();
  for (std::size_t s = 0; s < audit.strata.size(); ++s) {
    Json one = {{"name", audit.strata[s].name},
                {"design", is_polled_stratum(audit, s) ? "polling" : "comparison"},
                {"cards", audit.measure.strata[s].cards.value()},
                {"cards_read", measured.cards_read[s]},
                {"more", nullptr}};
    if (found.more) one["more"] = (*found.more)[s];
    strata.push_back(std::move(one));
  }
  Json assertions = Json::array();
  for (std::size_t i = 0; i < found.assertions.size(); ++i) {
    Json tallies = Json::array();
    for (std::size_t s = 0; s < audit.strata.size(); ++s) {
      const audit::StratumTally& tally = found.assertions[i].tallies[s];
      const audit::DiscrepancyTally& compared = tally.compared;
      if (is_polled_stratum(audit, s)) {
        tallies.push_back({{"for", tally.for_claim},
                           {"against", tally.against_claim},
                           {"neither", tally.neither}});
      } else {
        tallies.push_back({{"agree", compared.agree},
                           {"one_over", compared.one_over},
                           {"two_over", compared.two_over},
                           {"one_under", compared.one_under},
                           {"two_under", compared.two_under},
                           {"other_over", compared.other_over},
                           {"other_under", compared.other_under},
                           {"phantom_records", compared.phantom_records},
                           {"not_found", compared.not_found}});
      }
    }
    assertions.push_back({{"words", audit.measure.assertions[i].assertion.words},
                          {"risk", found.assertions[i].p},
                          {"strata", std::move(tallies)}});
  }
  Json differences = Json::array();
  for (const workflow::StratumDifference& one : measured.differences) {
    differences.push_back({{"stratum", audit.strata[one.stratum].name},
                           {"card", one.card},
                           {"assertion", one.assertion},
                           {"overstatement", one.overstatement.text()}});
  }
  return {{"schema", "recanvass.strata-measure/1"},
          {"confirmed", is_confirmed(audit, measured)},
          {"contest", audit.asserted.contest.name},
          {"outcome", audit.asserted.outcome},
          {"risk_function", audit.measure.risk_function},
          {"risk_limit", audit.asserted.risk_limit},
          {"verdict", strata_verdict_id(found.verdict)},
          {"risk", found.risk},
          {"worst", found.worst},
          {"strata", std::move(strata)},
          {"assertions", std::move(assertions)},
          {"differences", std::move(differences)}};
}

}  // namespace recanvass::cli
